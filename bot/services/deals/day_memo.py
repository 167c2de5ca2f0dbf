"""Cache per local day of workspace and team data that does not change within a day, shared by delivery batches."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from bot.domain.questions.questions import QuestionRecord
from bot.domain.statistics.patterns import Pattern
from bot.services.deals.stall_norms import LearnedNorms

# Entries per memo; the oldest are evicted.
KEPT_AT_MOST = 10_000

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memo(Generic[Key, Value]):
    """A cache that loads only missing keys; the local day is part of each key."""

    def __init__(self, limit: int = KEPT_AT_MOST) -> None:
        self._limit = limit
        self._kept: dict[Key, Value] = {}
        self._loading = asyncio.Lock()

    async def load(
        self, keys: Collection[Key], load: Callable[[Collection[Key]], Awaitable[Mapping[Key, Value]]]
    ) -> dict[Key, Value]:
        """Return the values of these keys; ``load`` gets the missing keys, if any, and returns a value for each.

        Concurrent batches that miss the same keys load them once: they wait for one lock and check again.
        """
        if any(key not in self._kept for key in keys):
            async with self._loading:
                missing = {key for key in keys if key not in self._kept}
                self._kept.update(await load(missing) if missing else {})
        found = {key: self._kept[key] for key in keys}
        self._drop_oldest()
        return found

    def keep(self, values: Mapping[Key, Value]) -> None:
        """Keep values that were loaded elsewhere, instead of older ones of the same keys."""
        self._kept.update(values)
        self._drop_oldest()

    def _drop_oldest(self) -> None:
        while len(self._kept) > self._limit:
            del self._kept[next(iter(self._kept))]


WorkspaceDayKey = tuple[int, date]
# Workspace id, team id (None for the whole workspace), and local day.
TeamDayKey = tuple[int, int | None, date]


@dataclass(frozen=True, slots=True)
class DayMemo:
    """What composing messages needs of workspaces and teams on a local day; a change takes effect the next day.

    The norms by which deals are stalled, the margin below which one is small, what is proven to win, and how questions
    did. The scan for stalled deals learns the norms anew each time, and keeps them here for the mornings that follow.
    """

    norms: Memo[WorkspaceDayKey, LearnedNorms] = field(default_factory=Memo)
    small_lines: Memo[WorkspaceDayKey, Decimal | None] = field(default_factory=Memo)
    patterns: Memo[WorkspaceDayKey, tuple[Pattern, ...]] = field(default_factory=Memo)
    records: Memo[TeamDayKey, Mapping[str, QuestionRecord]] = field(default_factory=Memo)
