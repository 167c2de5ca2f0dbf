"""Count working days in O(log n): binary search in the sorted workdays of a few years."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bot.domain.calendar.workdays import WorkCalendar

# Room for due days ahead; a later one is clipped to the last indexed workday.
AHEAD = timedelta(days=500)
# Most companies of a country share one calendar.
CALENDARS_HELD = 256


@dataclass(frozen=True, slots=True)
class WorkdayIndex:
    """A sorted list of workdays; days outside its range are not counted."""

    days: Sequence[date]

    def count_since(self, day: date, today: date) -> int:
        """Return the number of working days after ``day``, up to and including ``today``."""
        return max(0, bisect_right(self.days, today) - bisect_right(self.days, day))

    def find_after(self, day: date, number: int) -> date:
        """Return the ``number``-th working day after a day; the last indexed one when there are fewer."""
        place = bisect_right(self.days, day) + number - 1
        return self.days[min(max(place, 0), len(self.days) - 1)]

    def find_from(self, day: date) -> date:
        """Return this day if it is a working day, else the first one after it."""
        place = bisect_left(self.days, day)
        return self.days[place] if place < len(self.days) else day

    def find_before(self, day: date, number: int) -> date:
        """Return the ``number``-th working day before a day; the first indexed one when there are fewer."""
        return self.days[max(bisect_left(self.days, day) - number, 0)]


def index_workdays(calendar: WorkCalendar, *, first: date, today: date) -> WorkdayIndex:
    """Return an index of the working days from (slightly before) a day to well after today; days off are none (K4)."""
    regular = replace(calendar, absences=(), counts_from=None, counts_until=None, counts_in=None)
    index = _index_years(regular, first.year, (today + AHEAD).year)
    if not calendar.absences:
        return index
    return WorkdayIndex(tuple(day for day in index.days if not _is_absent(calendar, day)))


def _is_absent(calendar: WorkCalendar, day: date) -> bool:
    return any(absence.covers(day) for absence in calendar.absences) and not calendar.is_worked(day)


@lru_cache(maxsize=CALENDARS_HELD)
def _index_years(calendar: WorkCalendar, first: int, last: int) -> WorkdayIndex:
    return WorkdayIndex(tuple(calendar.list_worked(date(first, 1, 1), date(last, 12, 31))))
