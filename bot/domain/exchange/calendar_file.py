"""Export a next step as a calendar appointment (iCalendar, RFC 5545)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

# No duration is agreed in the log, so appointments get a fixed one.
LENGTH = timedelta(minutes=45)


def write_appointment(
    *, uid: str, title: str, note: str, day: date, at: time | None, zone: ZoneInfo, now: datetime
) -> bytes:
    """Return an iCalendar file with one appointment: 45 minutes in UTC if a time was agreed, else all day."""
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
