"""The moments after a sale as a workspace wants them, for everybody and for a segment (Z4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# After the delivery, after the first use, after a quarter and after half a year.
AFTER_SALE_WEEKS = (2, 6, 13, 26)
MOST_MOMENTS, MOST_WEEKS, LONGEST_SEGMENT = 6, 104, 40
# The weeks at the end, read from there: searched for, they would be tried again from every number.
_NUMBERS_BACKWARD = re.compile(r"\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)")


class RhythmUnclear(ValueError):
    """No weeks, too many of them, or one that is none."""


@dataclass(frozen=True, slots=True)
class AfterSale:
    """In which weeks after a sale a customer is called, and for which segments it is another row."""

    usual: tuple[int, ...] = AFTER_SALE_WEEKS
    by_segment: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, segment: str | None) -> tuple[int, ...]:
        """Return the weeks for a segment, whatever its case."""
        return self.by_segment.get((segment or "").casefold(), self.usual)

    def change(self, segment: str, weeks: tuple[int, ...]) -> "AfterSale":
        """Return the same with other weeks: for a segment, or without one for everybody."""
        if not segment:
            return AfterSale(usual=weeks, by_segment=self.by_segment)
        return AfterSale(usual=self.usual, by_segment={**self.by_segment, segment.casefold(): weeks})

    @property
    def code(self) -> str:
        """The moments as they are stored."""
        rows = [("", self.usual), *sorted(self.by_segment.items())]
        return ";".join(f"{segment}={','.join(str(week) for week in weeks)}" for segment, weeks in rows)


def parse_after_sale(code: str) -> AfterSale:
    """Return the moments that were stored; nothing means the usual ones."""
    found = AfterSale()
    for row in filter(None, code.split(";")):
        segment, _, weeks = row.rpartition("=")
        found = found.change(segment, tuple(int(week) for week in weeks.split(",")))
    return found


def parse_moments(text: str) -> tuple[str, tuple[int, ...]]:
    """Read `Tuinbouw 2, 8, 26` as a segment (empty for everybody) and its weeks.

    Raises:
        RhythmUnclear: there are no weeks in it, or they cannot be.
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
