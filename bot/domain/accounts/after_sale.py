"""The after-sale schedule of a workspace: a default, and one per segment (Z4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# Weeks after delivery, after first use, after a quarter and after half a year.
AFTER_SALE_WEEKS = (2, 6, 13, 26)
MOST_MOMENTS, MOST_WEEKS, LONGEST_SEGMENT = 6, 104, 40
# The weeks at the end, matched from the end: a search from the start would retry at every number (quadratic time).
_NUMBERS_BACKWARD = re.compile(r"\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)")


class RhythmUnclear(ValueError):
    """The weeks are missing, too many, or invalid."""


@dataclass(frozen=True, slots=True)
class AfterSale:
    """The weeks after a sale in which a customer is called: the default, and exceptions per segment."""

    usual: tuple[int, ...] = AFTER_SALE_WEEKS
    by_segment: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, segment: str | None) -> tuple[int, ...]:
        """Return the weeks for a segment, ignoring case."""
        return self.by_segment.get((segment or "").casefold(), self.usual)

    def change(self, segment: str, weeks: tuple[int, ...]) -> "AfterSale":
        """Return a copy with other weeks for a segment, or with an empty segment for the default."""
        if not segment:
            return AfterSale(usual=weeks, by_segment=self.by_segment)
        return AfterSale(usual=self.usual, by_segment={**self.by_segment, segment.casefold(): weeks})

    @property
    def code(self) -> str:
        """The schedule in its stored form."""
        rows = [("", self.usual), *sorted(self.by_segment.items())]
        return ";".join(f"{segment}={','.join(str(week) for week in weeks)}" for segment, weeks in rows)


def parse_after_sale(code: str) -> AfterSale:
    """Parse a stored schedule; empty means the defaults."""
    found = AfterSale()
    for row in filter(None, code.split(";")):
        segment, _, weeks = row.rpartition("=")
        found = found.change(segment, tuple(int(week) for week in weeks.split(",")))
    return found


def parse_moments(text: str) -> tuple[str, tuple[int, ...]]:
    """Parse `Tuinbouw 2, 8, 26` into a segment (empty for the default) and its weeks.

    Raises:
        RhythmUnclear: the weeks are missing or invalid.
    """
    found = _NUMBERS_BACKWARD.match(text[::-1])
    if found is None:
        raise RhythmUnclear
    segment = " ".join(text[: len(text) - found.end()].replace(";", " ").replace("=", " ").split()).strip(' "')
    weeks = tuple(sorted({int(week) for week in found[1][::-1].split(",")}))
    if len(weeks) > MOST_MOMENTS or not all(1 <= week <= MOST_WEEKS for week in weeks):
        raise RhythmUnclear
    if len(segment) > LONGEST_SEGMENT:
        raise RhythmUnclear
    return segment, weeks
