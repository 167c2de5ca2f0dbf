"""Spans of local days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The local days from ``since`` up to ``until``, which is the first that is not in it."""

    since: date = date.min
    until: date = date.max

    def covers(self, day: date) -> bool:
        """Return whether this day is in the span."""
        return self.since <= day < self.until


def is_in_any(spans: Iterable[DaySpan], day: date) -> bool:
    """Return whether a day is in one of these spans."""
    return any(span.covers(day) for span in spans)
