"""A next step as an appointment that any calendar takes in (iCalendar, RFC 5545)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

LENGTH = timedelta(minutes=45)


def write_appointment(
    *, uid: str, title: str, note: str, day: date, at: time | None, zone: ZoneInfo, now: datetime
) -> bytes:
    """Return a calendar with one appointment: of 45 minutes in UTC when an hour was agreed, else of the whole day."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", title)
    if note:
        event.add("description", note)
    if at is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    else:
        start = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + LENGTH)
    calendar = Calendar()
    calendar.add("prodid", "-//Ritme//NL")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
