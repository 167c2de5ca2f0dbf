"""The moments at which the clock makes the bot speak, and whether one of them is due.

Local due times are computed here with ``zoneinfo``; cron triggers fire twice in the hour that comes back in
October and skip the one that is missing in March.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.workdays import find_day_off

DUE = "due"
TOO_LATE = "too_late"
# A moment that somebody moved past its usual end still has this long.
SHORTEST_WINDOW = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of scheduled message; ``usual`` is its local time unless moved, after ``latest`` it makes no sense."""

    kind: str
    usual: time
    latest: time


MORNING_NUDGE = Occasion(kind="morning_nudge", usual=time(8, 30), latest=time(12))
TEAM_SUMMARY = Occasion(kind="team_summary", usual=time(17), latest=time(20))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an occasion is to be sent for a local day, and why or why not.

    ``due_at`` and ``expires_at`` are instants in UTC; ``reason`` is a stable code.
    """

    occasion: Occasion
    day: date
    due_at: datetime
    expires_at: datetime
    reason: str

    @property
    def is_due(self) -> bool:
        """Whether it is to be sent."""
        return self.reason == DUE

    @property
    def was_missed(self) -> bool:
        """Whether it would have been sent, had the bot been there."""
        return self.reason == TOO_LATE


def to_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the instant in UTC of a local wall clock.

    A time that comes twice is its first coming; a time that is skipped is the same time an hour on, as the clock
    of somebody who forgot to change it would show.
    """
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def find_next_due(*, after: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return the first instant strictly after ``after`` at which the local clock shows ``at``."""
    day = after.astimezone(zone).date()
    due = to_instant(day, at, zone)
    while due <= after:
        day += timedelta(days=1)
        due = to_instant(day, at, zone)
    return due


def judge_occasion(occasion: Occasion, *, day: date, at: time, zone: ZoneInfo, country: str, now: datetime) -> Verdict:
    """Decide about one occasion on one local day (R2, R4), as things stand at ``now``."""
    due_at = to_instant(day, at, zone)
    expires_at = max(to_instant(day, occasion.latest, zone), due_at + SHORTEST_WINDOW)
    day_off = find_day_off(day, country=country)
    if day_off is not None:
        reason = day_off.reason
    elif now >= expires_at:
        reason = TOO_LATE
    else:
        reason = DUE if now >= due_at else "not_yet"
    return Verdict(occasion=occasion, day=day, due_at=due_at, expires_at=expires_at, reason=reason)
