"""A day named in a line, with both its past and its future reading."""

import calendar
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

MONTHS_IN_YEAR, DAYS_IN_WEEK = 12, 7
_MOST_SKIPPED = 6


class Tense(Enum):
    """What a day implies about past or future."""

    PAST = auto()
    TODAY = auto()
    FUTURE = auto()
    OPEN = auto()  # vrijdag, 24 maart: decided by the rest of the line


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day named by the tokens from ``start`` up to ``end``.

    ``past`` and ``future`` are its readings in either direction; both are None when the day does not exist. ``part`` is
    the part of the day ("am", "pm"), if given.
    """

    start: int
    end: int
    tense: Tense
    past: date | None
    future: date | None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class DayContext:
    """The folded words of a line, empty where an account is named, and the day on which it is parsed."""

    keys: Sequence[str]
    today: date

    def key(self, index: int) -> str:
        """Return the word at an index, empty beyond either end."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def skip(self, index: int, words: Container[str]) -> int:
        """Return the index after the small words that may stand inside a date; at most a few are skipped."""
        end = index + _MOST_SKIPPED
        while index < end and self.key(index) in words:
            index += 1
        return index


def make_date(year: int, month: int, day: int) -> date | None:
    """Return a date, None when it does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def make_week_date(year: int, week: int, day: int) -> date | None:
    """Return a day of an ISO week (Monday is 1), None when the year has no such week."""
    try:
        return date.fromisocalendar(year, week, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
