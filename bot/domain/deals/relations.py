"""Where a deal came in at a customer, and where it went from there (Z1)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain.deals.deals import Level


@dataclass(frozen=True, slots=True)
class Relations:
    """The levels of everybody who is known at the customer; ``entry`` is the highest when the deal was opened."""

    entry: Level | None = None
    known: AbstractSet[Level] = frozenset()

    @property
    def above(self) -> list[Level]:
        """The levels above the entry that are known by now, the highest first; none without an entry."""
        return [level for level in Level if level in self.known and self._place(level) < self._place(self.entry)]

    @property
    def below(self) -> list[Level]:
        """The levels to which one was referred down, the highest first; all that are known without an entry."""
        return [level for level in Level if level in self.known and self._place(level) > self._place(self.entry)]

    @staticmethod
    def _place(level: Level | None) -> int:
        return list(Level).index(level) if level else -1
