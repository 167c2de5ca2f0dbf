"""The calendar file (iCalendar) of a next step."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Calendar

from bot.domain.exchange.calendar_file import write_appointment

NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


def read_event(at: time | None) -> dict[str, object]:
    content = write_appointment(
        uid="step-1@ritme",
        title="Acme",
        note="offerte; regel één\nregel twee",
        day=date(2026, 3, 30),
        at=at,
        zone=ZoneInfo("Europe/Amsterdam"),
        now=NOW,
    )
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return {
        "title": str(event["SUMMARY"]),
        "note": str(event["DESCRIPTION"]),
        "from": event.decoded("DTSTART"),
        "until": event.decoded("DTEND"),
    }


def test_an_hour_is_in_utc_also_after_the_clock_changed() -> None:
    assert read_event(time(14)) == {
        "title": "Acme",
        "note": "offerte; regel één\nregel twee",
        "from": datetime(2026, 3, 30, 12, tzinfo=UTC),
        "until": datetime(2026, 3, 30, 12, 45, tzinfo=UTC),
    }


def test_without_an_hour_it_is_the_whole_day() -> None:
    event = read_event(None)
    assert (event["from"], event["until"]) == (date(2026, 3, 30), date(2026, 3, 31))
