"""Which days are worked: Monday to Friday less the public holidays of a country (R4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5
# Years are asked one at a time; a workspace seldom looks further than last year and next.
YEARS_HELD = 256


class CountryUnknown(ValueError):
    """The calendar knows no holidays for this country code."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is not worked; ``holiday`` is its name in the language of the country, None for a weekend."""

    holiday: str | None = None

    @property
    def reason(self) -> str:
        """The reason in a stable code, with the name of the holiday."""
        return f"holiday: {self.holiday}" if self.holiday else "weekend"


def find_day_off(day: date, *, country: str) -> DayOff | None:
    """Return why this day is not worked, None when it is; ``country`` is a code of two letters.

    Raises:
        CountryUnknown: there are no holidays known for that country.
    """
    if day.weekday() >= SATURDAY:
        return DayOff()
    name = list_holidays(country, day.year).get(day)
    return DayOff(holiday=name) if name else None


def is_working_day(day: date, *, country: str) -> bool:
    """Return whether this day is worked in that country."""
    return find_day_off(day, country=country) is None


def find_working_day(day: date, *, country: str, step: int) -> date:
    """Return the nearest working day strictly before (``step=-1``) or after (``step=1``) this day."""
    found = day + timedelta(days=step)
    while not is_working_day(found, country=country):
        found += timedelta(days=step)
    return found


@lru_cache(maxsize=YEARS_HELD)
def list_holidays(country: str, year: int) -> dict[date, str]:
    """Return the public holidays of one year, with their names in the country's own language.

    Raises:
        CountryUnknown: there are no holidays known for that country.
    """
    try:
        language = holidays.country_holidays(country).default_language
        return dict(holidays.country_holidays(country, years=year, language=language).items())
    except NotImplementedError as error:
        raise CountryUnknown(country) from error
