"""Counting working days quickly: the worked days of some years in a row, looked up by halving."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.domain.calendar.workdays import WorkCalendar

AHEAD = timedelta(days=500)
# Most companies of a country share one calendar.
CALENDARS_HELD = 256


@dataclass(frozen=True, slots=True)
class WorkdayIndex:
    """Worked days in order; what lies outside of them is not counted."""

    days: Sequence[date]

    def count_since(self, day: date, today: date) -> int:
        """Return how many working days came after ``day``, up to and including ``today``."""
        return max(0, bisect_right(self.days, today) - bisect_right(self.days, day))

    def find_after(self, day: date, number: int) -> date:
        """Return the working day that is so many after a day; the last one known when there are not so many."""
        place = bisect_right(self.days, day) + number - 1
        return self.days[min(max(place, 0), len(self.days) - 1)]

    def find_before(self, day: date, number: int) -> date:
        """Return the working day that is so many before a day; the first one known when there are not so many."""
        return self.days[max(bisect_left(self.days, day) - number, 0)]


def index_workdays(calendar: WorkCalendar, *, first: date, today: date) -> WorkdayIndex:
    """Return the working days from a day (or a little before it) on, to well after today."""
    return _index_years(calendar, first.year, (today + AHEAD).year)


@lru_cache(maxsize=CALENDARS_HELD)
def _index_years(calendar: WorkCalendar, first: int, last: int) -> WorkdayIndex:
    return WorkdayIndex(tuple(calendar.list_worked(date(first, 1, 1), date(last, 12, 31))))
