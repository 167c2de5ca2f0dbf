"""School holidays by region: a hint for plans, never a free day by itself (R4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from bot.domain.calendar.workdays import YEARS_HELD, RegionUnknown, find_subdivision

SCHOOL = "school"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A school holiday under its name in the country's language; both ends included."""

    name: str
    first_day: date
    last_day: date


def list_school_holidays(*, country: str, region: str | None, first: date, last: date) -> tuple[SchoolHoliday, ...]:
    """Return the school holidays that overlap ``first`` to ``last``; empty where no data are available."""
    if not region:
        return ()
    years = range(first.year, last.year + 2)
    days = [day for year in years for day in _list_days(country, year, region)]
    return tuple(found for found in _join_days(days) if found.first_day <= last and found.last_day >= first)


@lru_cache(maxsize=YEARS_HELD)
def _list_days(country: str, year: int, region: str) -> tuple[tuple[date, str], ...]:
    known = holidays.country_holidays(country)
    if SCHOOL not in known.supported_categories:
        return ()
    try:
        subdivision = find_subdivision(country, region)
    except RegionUnknown:
        return ()
    found = holidays.country_holidays(
        country, subdiv=subdivision, years=year, categories=(SCHOOL,), language=known.default_language
    )
    return tuple(sorted(found.items()))


def _join_days(days: list[tuple[date, str]]) -> list[SchoolHoliday]:
    """Merge consecutive days with one name into one holiday, also across New Year."""
    joined: list[SchoolHoliday] = []
    for day, name in days:
        before = joined[-1] if joined else None
        if before is not None and before.name == name and day - before.last_day <= DAY:
            joined[-1] = SchoolHoliday(name=name, first_day=before.first_day, last_day=day)
        else:
            joined.append(SchoolHoliday(name=name, first_day=day, last_day=day))
    return joined
