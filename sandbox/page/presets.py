"""The preset moments to which the clock can be moved, in the visitor's time zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, NOON, LATE, EVENING = time(8, 30), time(13, 30), time(16, 45), time(17, 0)
_SATURDAY = 5


@dataclass(frozen=True)
class Preset:
    """A moment (aware) and the key of its label."""

    words: str
    moment: datetime


def list_presets(now: datetime, *, zone: ZoneInfo) -> list[Preset]:
    """Return the presets later than ``now``: in an hour, later today, and the next mornings."""
    here = now.astimezone(zone)
    tomorrow = here + timedelta(days=1)
    workday = tomorrow
    while workday.weekday() >= _SATURDAY:
        workday += timedelta(days=1)
    presets = [
        Preset("clock_plus", now + timedelta(hours=1)),
        Preset("clock_noon", _put(here, NOON)),
        Preset("clock_late", _put(here, LATE)),
        Preset("clock_today", _put(here, EVENING)),
        Preset("clock_tomorrow", _put(tomorrow, MORNING)),
        Preset("clock_workday", _put(workday, MORNING)),
    ]
    ahead = {preset.moment: preset for preset in reversed(presets) if preset.moment > now}
    return sorted(ahead.values(), key=lambda preset: preset.moment)


def _put(day: datetime, clock_time: time) -> datetime:
    return datetime.combine(day.date(), clock_time, tzinfo=day.tzinfo)
