"""Which totals of a team may be shown: over at least four people, or when each of them agreed (K10)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

FEWEST_PEOPLE = 4

RepDay = tuple[int, date]
# What was counted of each rep (by id) on each local day; who has nothing may be absent.
Tally = Mapping[RepDay, int]
Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class TotalsRule:
    """Whether totals of a team may be shown; ``agreed`` are the people of a small team, once each of them did (K10)."""

    agreed: frozenset[int] = frozenset()

    def may_show(self, counted: Collection[int]) -> bool:
        """Return whether a total may be shown, over the people (ids of reps) with something counted in it.

        A total over nobody is none: "0" says of each of them that he or she did nothing.
        """
        people = set(counted)
        return bool(people) and (people <= self.agreed or len(people) >= FEWEST_PEOPLE)

    def keep(self, total: Item, counted: Collection[int]) -> Item | None:
        """Return a total over these people, None when it may not be shown."""
        return total if self.may_show(counted) else None

    def may_show_period(self, tally: Tally, first: date, last: date) -> bool:
        """Return whether the total from ``first`` to ``last`` may be shown, and reveals nobody beside shorter periods.

        Days and weeks are shown too. What is left of a period without the days that were shown must be a total over
        enough people as well, in each part of a week that lies in one month, or in those parts together in which it is
        not: then every total that is ever shown is a sum of totals over enough people, and so is every difference.
        """
        days = _list_people(tally, first, last)
        people = _join(days.values())
        if people <= self.agreed or not self.may_show(people):
            return self.may_show(people)
        left = [
            people
            for part_first, part_last in _list_parts(first, last)
            if (people := _join(self._list_hidden(days, part_first, part_last)))
        ]
        revealing = [people for people in left if not self.may_show(people)]
        if not revealing:
            return True
        is_month = last - first >= timedelta(days=7)
        return is_month and self.may_show(_join(revealing))

    def add_up(self, tally: Tally, first: date, last: date) -> int | None:
        """Return the total from ``first`` to ``last``, None when it may not be shown."""
        return add_up(tally, first, last) if self.may_show_period(tally, first, last) else None

    def add_up_kinds(self, tallies: Mapping[Key, Tally], first: date, last: date) -> dict[Key, int]:
        """Return the totals of the kinds that may be shown; the others are absent."""
        return {
            kind: add_up(tally, first, last)
            for kind, tally in tallies.items()
            if self.may_show_period(tally, first, last)
        }

    def _list_hidden(self, days: Mapping[date, set[int]], first: date, last: date) -> Iterator[set[int]]:
        return (people for day, people in days.items() if first <= day <= last and not self.may_show(people))


def is_small(people: Collection[int]) -> bool:
    """Return whether a team has so few people that each must agree before a total is shown."""
    return 0 < len(people) < FEWEST_PEOPLE


def write_people(people: Collection[int]) -> str:
    """Return the people of a team as they are stored with an answer: their ids in order."""
    return "-".join(str(each) for each in sorted(people))


def add_up(tally: Tally, first: date, last: date) -> int:
    """Return the total from one local day to another, whether or not it may be shown."""
    return sum(count for (_, day), count in tally.items() if first <= day <= last)


def _list_people(tally: Tally, first: date, last: date) -> dict[date, set[int]]:
    found: dict[date, set[int]] = {}
    for (rep_id, day), count in tally.items():
        if count and first <= day <= last:
            found.setdefault(day, set()).add(rep_id)
    return found


def _join(groups: Iterable[set[int]]) -> set[int]:
    return set().union(*groups)


def _list_parts(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the parts of a period that lie in one week and in one month."""
    start = first
    while start <= last:
        ends = min(start + timedelta(days=6 - start.weekday()), _find_month_end(start), last)
        yield start, ends
        start = ends + timedelta(days=1)


def _find_month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
