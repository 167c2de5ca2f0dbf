"""The working days of a person: the weekly pattern minus public holidays and absences (R4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

from bot.domain.calendar.day_spans import DaySpan, is_in_any

SATURDAY = 5
DAYS_OF_WEEK = 7
# Cached per year; a workspace rarely needs more than last year to next year.
YEARS_HELD = 1024
# Where the morning of a half day ends and the afternoon begins, in local time.
NOON = time(12, 30)
# Public holidays by name on which companies work, unless a company says otherwise with a day of its own (R4).
WORKED_HOLIDAYS = {"NL": frozenset({"Goede vrijdag"})}
# The longest plausible gap between workdays; a search beyond it means an empty working week.
SEARCH_LIMIT = 366


class CountryUnknown(ValueError):
    """No public holidays are known for this country code."""


class RegionUnknown(ValueError):
    """The country has no region of this name with holidays of its own."""


class DayPart(StrEnum):
    """The part of a day that is worked, or free."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def share(self) -> float:
        """The size in working days."""
        return 1.0 if self is DayPart.WHOLE else 0.5

    def covers(self, clock: time) -> bool:
        """Return whether a local time is in this part of the day."""
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
    """Why a day is not worked; ``name`` is the holiday in the country's language, or the absence's reason."""

    kind: OffKind
    name: str = ""

    @property
    def reason(self) -> str:
        """The reason as a stable code, followed by the name if any."""
        return f"{self.kind}: {self.name}" if self.name else str(self.kind)


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """A working week as seven characters from Monday: 1 whole, a morning, p afternoon, 0 none.

    Raises:
        ValueError: the code has another length or an invalid character.
    """

    code: str = "1111100"

    def __post_init__(self) -> None:
        """Validate the code."""
        if len(self.code) != DAYS_OF_WEEK or set(self.code) - set(PART_SIGNS):
            raise ValueError(f"not a week: {self.code!r}")

    def part_of(self, day: date) -> DayPart | None:
        """Return the part of this day that is worked in a regular week, None if it is free."""
        return PART_SIGNS[self.code[day.weekday()]]

    @property
    def days(self) -> float:
        """The number of working days in a regular week; a half day is 0.5."""
        return sum(part.share for sign in self.code if (part := PART_SIGNS[sign]) is not None)


@dataclass(frozen=True, slots=True)
class Absence:
    """Free days from ``first_day`` to ``last_day``, both included; ``part`` is the free part of each day."""

    id: int
    rep_id: int
    first_day: date
    last_day: date
    part: DayPart = DayPart.WHOLE
    reason: str = ""
    source: str = "typed"

    def covers(self, day: date) -> bool:
        """Return whether this day is part of the absence."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class CompanyDay:
    """A day on which a company differs from its country: closed, or working on a holiday."""

    day: date
    is_worked: bool
    name: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class DayStatus:
    """The ``part`` of a day that is worked, or why it is ``off``."""

    part: DayPart | None
    off: DayOff | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The data that determine a person's workdays; ``country`` is an ISO 3166 code of two letters."""

    country: str
    region: str | None = None
    week: WorkWeek = WorkWeek()
    absences: tuple[Absence, ...] = ()
    company_days: tuple[CompanyDay, ...] = ()
    # The first and the last day that count for figures: of who came or left, or only leads since; None is no bound.
    counts_from: date | None = None
    counts_until: date | None = None
    # The days that can count at all, such as those in a team; None for all days.
    counts_in: tuple[DaySpan, ...] | None = None

    def judge(self, day: date) -> DayStatus:
        """Return the status of this day; a weekend takes precedence over a holiday, and that over an absence.

        Raises:
            CountryUnknown: no public holidays are known for that country.
            RegionUnknown: the country has no such region.
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

    def find_counted_part(self, day: date) -> DayPart | None:
        """Return the part of this day that counts for figures, None for a day that does not (K4).

        Every total, target, pace, streak and comparison asks this: a workday of who is here and sells.
        """
        if (self.counts_from is not None and day < self.counts_from) or (
            self.counts_until is not None and day > self.counts_until
        ):
            return None
        if self.counts_in is not None and not is_in_any(self.counts_in, day):
            return None
        return self.judge(day).part

    def count_share(self, day: date) -> float:
        """Return how much this day counts for figures (K4): 0, 0.5 or 1 of a working day."""
        part = self.find_counted_part(day)
        return 0.0 if part is None else part.share

    def list_counted(self, first: date, last: date) -> list[date]:
        """Return the days that count, at least half, from ``first`` to ``last``, both included (K4)."""
        return [day for day in _list_days(first, last) if self.find_counted_part(day) is not None]

    def find_worked_day(self, day: date, *, step: int) -> date:
        """Return the nearest workday strictly before (``step=-1``) or after (``step=1``) this day."""
        found = day
        for _ in range(SEARCH_LIMIT):
            found += timedelta(days=step)
            if self.is_worked(found):
                return found
        return day + timedelta(days=step)

    def is_first_of_week(self, day: date) -> bool:
        """Return whether this workday is the first of its week."""
        return not any(self.is_worked(day - timedelta(days=back + 1)) for back in range(day.weekday()))

    def is_last_of_week(self, day: date) -> bool:
        """Return whether this workday is the last of its week."""
        left = DAYS_OF_WEEK - 1 - day.weekday()
        return not any(self.is_worked(day + timedelta(days=ahead + 1)) for ahead in range(left))

    def is_first_of_month(self, day: date) -> bool:
        """Return whether this workday is the first of its month."""
        return not any(self.is_worked(day.replace(day=number)) for number in range(1, day.day))

    def list_worked(self, first: date, last: date) -> list[date]:
        """Return the workdays from ``first`` to ``last``, both included."""
        return [day for day in _list_days(first, last) if self.is_worked(day)]

    def count_days(self, first: date, last: date) -> float:
        """Return the number of days that count from ``first`` to ``last``, both included (K4); a half day is 0.5."""
        return sum(map(self.count_share, _list_days(first, last)))

    def count_worked_days(self, first: date, last: date) -> float:
        """Return the number of working days, whether they count or not; a half day is 0.5."""
        parts = (self.judge(day).part for day in _list_days(first, last))
        return sum(part.share for part in parts if part is not None)

    def list_holidays_ahead(self, today: date, span: timedelta) -> list[tuple[date, str]]:
        """Return the upcoming public holidays that fall on days of the regular week, with their names."""
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


def _list_days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


@lru_cache(maxsize=YEARS_HELD)
def list_holidays(country: str, year: int, region: str | None = None) -> dict[date, str]:
    """Return the public holidays of a year, with their names in the country's language.

    Raises:
        CountryUnknown: no public holidays are known for that country.
        RegionUnknown: the country has no such region.
    """
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError as error:
        raise CountryUnknown(country) from error
    subdivision = find_subdivision(country, region)
    # A region that only has its own school holidays has the country's public ones.
    found = holidays.country_holidays(country, subdiv=subdivision, years=year, language=known.default_language)
    worked = WORKED_HOLIDAYS.get(country, frozenset())
    return {day: name for day, name in found.items() if name not in worked}


def find_subdivision(country: str, region: str | None) -> str | None:
    """Return the calendar's own spelling of a region, ignoring case.

    Raises:
        RegionUnknown: the country has no such region.
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
    """Return the regions of a country that have holidays of their own."""
    return list(holidays.country_holidays(country).subdivisions)
