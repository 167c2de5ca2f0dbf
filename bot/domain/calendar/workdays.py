"""Which days a person works: the week's pattern less public holidays and absences (R4)."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

SATURDAY = 5
DAYS_OF_WEEK = 7
# Years are asked one at a time; a workspace seldom looks further than last year and next.
YEARS_HELD = 1024
# Where the morning of a half day ends and its afternoon begins, on the person's clock.
NOON = time(12, 30)
# Nobody is without a working day for longer; a search that gets here has met a week without any.
SEARCH_LIMIT = 366


class CountryUnknown(ValueError):
    """The calendar knows no holidays for this country code."""


class RegionUnknown(ValueError):
    """The country has no part of this name with holidays of its own."""


class DayPart(StrEnum):
    """The part of a day that is worked, or free."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def share(self) -> float:
        """How much of a working day it is."""
        return 1.0 if self is DayPart.WHOLE else 0.5

    def covers(self, clock: time) -> bool:
        """Return whether this part of the day is on at a local time."""
        if self is DayPart.WHOLE:
            return True
        return (clock < NOON) == (self is DayPart.MORNING)


PART_SIGNS = {"1": DayPart.WHOLE, "a": DayPart.MORNING, "p": DayPart.AFTERNOON, "0": None}


class OffKind(StrEnum):
    """Why a day is not worked."""

    WEEKEND = "weekend"
    PATTERN = "free_day"
    HOLIDAY = "holiday"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is not worked; ``name`` is the holiday in the country's own language, or the absence's reason."""

    kind: OffKind
    name: str = ""

    @property
    def reason(self) -> str:
        """The reason in a stable code, with the name where there is one."""
        return f"{self.kind}: {self.name}" if self.name else str(self.kind)


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """The parts of the week that are worked, as seven signs from Monday on: 1 whole, a morning, p afternoon, 0 none.

    Raises:
        ValueError: the code has another length or another sign.
    """

    code: str = "1111100"

    def __post_init__(self) -> None:
        """Refuse what is no week."""
        if len(self.code) != DAYS_OF_WEEK or set(self.code) - set(PART_SIGNS):
            raise ValueError(f"not a week: {self.code!r}")

    def part_of(self, day: date) -> DayPart | None:
        """Return which part of this day is worked in a usual week."""
        return PART_SIGNS[self.code[day.weekday()]]

    @property
    def days(self) -> float:
        """How many working days a usual week has; a half day is 0.5."""
        return sum(part.share for sign in self.code if (part := PART_SIGNS[sign]) is not None)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody is free, from ``first_day`` to ``last_day``, both included; ``part`` is what is free."""

    id: int
    rep_id: int
    first_day: date
    last_day: date
    part: DayPart = DayPart.WHOLE
    reason: str = ""
    source: str = "typed"

    def covers(self, day: date) -> bool:
        """Return whether this day lies in it."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class CompanyDay:
    """A day on which a company differs from its country: closed, or at work on a holiday."""

    day: date
    is_worked: bool
    name: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class DayStatus:
    """What a day is to somebody: the ``part`` that is worked, or why it is ``off``."""

    part: DayPart | None
    off: DayOff | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Everything that decides on which days somebody works; ``country`` is a code of two letters."""

    country: str
    region: str | None = None
    week: WorkWeek = WorkWeek()
    absences: tuple[Absence, ...] = ()
    company_days: tuple[CompanyDay, ...] = ()

    def judge(self, day: date) -> DayStatus:
        """Return what this day is; a weekend goes before a holiday, and that before an absence.

        Raises:
            CountryUnknown: there are no holidays known for that country.
            RegionUnknown: the country has no such part.
        """
        usual = self.week.part_of(day)
        if usual is None:
            kind = OffKind.WEEKEND if day.weekday() >= SATURDAY else OffKind.PATTERN
            return DayStatus(part=None, off=DayOff(kind))
        name = self._find_holiday(day)
        if name is not None:
            return DayStatus(part=None, off=DayOff(OffKind.HOLIDAY, name))
        return self._take_absences(day, usual)

    def is_worked(self, day: date) -> bool:
        """Return whether any part of this day is worked."""
        return self.judge(day).part is not None

    def find_worked_day(self, day: date, *, step: int) -> date:
        """Return the nearest worked day strictly before (``step=-1``) or after (``step=1``) this day."""
        found = day
        for _ in range(SEARCH_LIMIT):
            found += timedelta(days=step)
            if self.is_worked(found):
                return found
        return day + timedelta(days=step)

    def is_first_of_week(self, day: date) -> bool:
        """Return whether this worked day is the first one of its week."""
        return not any(self.is_worked(day - timedelta(days=back + 1)) for back in range(day.weekday()))

    def is_last_of_week(self, day: date) -> bool:
        """Return whether this worked day is the last one of its week."""
        left = DAYS_OF_WEEK - 1 - day.weekday()
        return not any(self.is_worked(day + timedelta(days=ahead + 1)) for ahead in range(left))

    def is_first_of_month(self, day: date) -> bool:
        """Return whether this worked day is the first one of its month."""
        return not any(self.is_worked(day.replace(day=number)) for number in range(1, day.day))

    def list_worked(self, first: date, last: date) -> list[date]:
        """Return the worked days from ``first`` to ``last``, both included."""
        days = ((first + timedelta(days=number)) for number in range((last - first).days + 1))
        return [day for day in days if self.is_worked(day)]

    def count_days(self, first: date, last: date) -> float:
        """Return how many working days there are from ``first`` to ``last``, both included; a half day is 0.5."""
        parts = (self.judge(first + timedelta(days=number)).part for number in range((last - first).days + 1))
        return sum(part.share for part in parts if part is not None)

    def list_holidays_ahead(self, today: date, span: timedelta) -> list[tuple[date, str]]:
        """Return the public holidays from today on that fall on days of the usual week, with their names."""
        days = (today + timedelta(days=number) for number in range(span.days))
        found = ((day, self._find_holiday(day)) for day in days if self.week.part_of(day) is not None)
        return [(day, name) for day, name in found if name]

    def _find_holiday(self, day: date) -> str | None:
        for own in self.company_days:
            if own.day == day:
                return None if own.is_worked else own.name
        return list_holidays(self.country, day.year, self.region).get(day)

    def _take_absences(self, day: date, usual: DayPart) -> DayStatus:
        left: set[DayPart] = {DayPart.MORNING, DayPart.AFTERNOON} if usual is DayPart.WHOLE else {usual}
        reason = ""
        for absence in self.absences:
            if absence.covers(day):
                left -= {DayPart.MORNING, DayPart.AFTERNOON} if absence.part is DayPart.WHOLE else {absence.part}
                reason = reason or absence.reason
        if not left:
            return DayStatus(part=None, off=DayOff(OffKind.ABSENT, reason))
        return DayStatus(part=DayPart.WHOLE if len(left) > 1 else left.pop())


@lru_cache(maxsize=YEARS_HELD)
def list_holidays(country: str, year: int, region: str | None = None) -> dict[date, str]:
    """Return the public holidays of one year, with their names in the country's own language.

    Raises:
        CountryUnknown: there are no holidays known for that country.
        RegionUnknown: the country has no such part.
    """
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError as error:
        raise CountryUnknown(country) from error
    subdivision = find_subdivision(country, region)
    # A part that only has school holidays of its own knows the same public ones.
    found = holidays.country_holidays(country, subdiv=subdivision, years=year, language=known.default_language)
    return dict(found.items())


def find_subdivision(country: str, region: str | None) -> str | None:
    """Return the calendar's own name for a part of a country, whatever its case.

    Raises:
        RegionUnknown: the country has no such part.
    """
    if not region:
        return None
    known = holidays.country_holidays(country)
    names = {name.casefold(): name for name in known.subdivisions}
    names |= {alias.casefold(): name for alias, name in known.subdivisions_aliases.items()}
    if region.casefold() not in names:
        raise RegionUnknown(region)
    return names[region.casefold()]


def list_subdivisions(country: str) -> list[str]:
    """Return the parts of a country that have holidays of their own."""
    return list(holidays.country_holidays(country).subdivisions)
