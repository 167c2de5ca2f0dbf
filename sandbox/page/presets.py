"""The preset moments to which the clock can be moved, in the visitor's time zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays

MORNING, NOON, EVENING, WEEK = time(8, 30), time(13, 30), time(17, 0), time(9, 30)
# Where the example's company works.
COUNTRY = "NL"
_SATURDAY, _DAYS_A_WEEK = 5, 7


@dataclass(frozen=True)
class Preset:
    """A moment (aware) and the key of its label."""

    words: str
    moment: datetime


def list_presets(now: datetime, *, zone: ZoneInfo) -> list[Preset]:
    """Return the presets later than ``now``: in an hour, later today, the next working day, and after the weekend."""
    here = now.astimezone(zone)
    today = here.date()
    workday = _find_workday(today + timedelta(days=1))
    monday = _find_workday(today + timedelta(days=_DAYS_A_WEEK - today.weekday()))
    presets = [
        Preset("clock_plus", now + timedelta(hours=1)),
        Preset("clock_noon", datetime.combine(today, NOON, tzinfo=zone)),
        Preset("clock_today", datetime.combine(today, EVENING, tzinfo=zone)),
        Preset("clock_workday", datetime.combine(workday, MORNING, tzinfo=zone)),
        Preset("clock_week", datetime.combine(monday, WEEK, tzinfo=zone)),
    ]
    ahead = {preset.moment: preset for preset in reversed(presets) if preset.moment > now}
    return sorted(ahead.values(), key=lambda preset: preset.moment)


def _find_workday(day: date) -> date:
    """Return the first day from ``day`` on that is neither in a weekend nor a holiday."""
    holidays = country_holidays(COUNTRY, years=(day.year, day.year + 1))
    while day.weekday() >= _SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day
