"""The seniority level at which a deal started, and the levels known since (Z1)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain.deals.deals import Level


@dataclass(frozen=True, slots=True)
class Relations:
    """The levels of all known contacts at the customer; ``entry`` is the highest when the deal was opened."""

    entry: Level | None = None
    known: AbstractSet[Level] = frozenset()

    @property
    def above(self) -> list[Level]:
        """The known levels above the entry, highest first; empty without an entry."""
        return [level for level in Level if level in self.known and self._place(level) < self._place(self.entry)]

    @property
    def below(self) -> list[Level]:
        """The known levels below the entry, highest first; all known levels without an entry."""
        return [level for level in Level if level in self.known and self._place(level) > self._place(self.entry)]

    @staticmethod
    def _place(level: Level | None) -> int:
        return list(Level).index(level) if level else -1
