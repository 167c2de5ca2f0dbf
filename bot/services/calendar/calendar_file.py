"""A next step as a calendar file (iCalendar)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.exchange.calendar_file import write_appointment
from bot.domain.log.activity import Entry


def write_step_file(entry: Entry, *, zone: ZoneInfo, now: datetime, unnamed: str) -> bytes:
    """Return an entry's next step as an iCalendar event; ``unnamed`` is its title when the entry has no account."""
    step = entry.next_step
    if step is None:
        raise ValueError(entry.id)
    return write_appointment(
        uid=f"step-{entry.id}@ritme",
        title=entry.account_name or unnamed,
        note=entry.note,
        day=step.date,
        at=step.time,
        zone=zone,
        now=now,
    )
