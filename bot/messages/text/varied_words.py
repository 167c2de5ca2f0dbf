"""Texts with variants, of which what a person heard longest ago is chosen, so that none comes twice in a week (K5)."""

from collections import Counter
from datetime import date
from typing import Any

from bot.domain.delivery.memory import Memory
from bot.messages.text.text import Text
from bot.messages.text.words import Words


class VariedWords(Words):
    """The texts of one language for one person; deterministic given what the person heard before.

    ``texts`` are the blocks that were rendered, by name. Labels and notifications (``plain``) are not varied.
    """

    def __init__(self, words: Words, memory: Memory) -> None:
        super().__init__(language=words.language, templates=words.templates, today=words.today)
        self._words = words
        self._memory = memory
        self._used: Counter[str] = Counter()
        self._has_stale = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The names of the blocks that were rendered."""
        return tuple(self._used)

    def render(self, block: str, /, **values: Any) -> Text:
        """Render the variant of a block that was said longest ago."""
        chosen = min(self._words.list_variants(block), key=self._rank)
        self._has_stale = self._has_stale or self._memory.is_stale(chosen)
        self._used[chosen] += 1
        return self._words.render(chosen, **values)

    def plain(self, block: str, /, **values: Any) -> str:
        """Render a block as plain text."""
        return self._words.plain(block, **values)

    def take_stale(self) -> bool:
        """Return whether anything rendered since the last call was said less than a week ago."""
        found, self._has_stale = self._has_stale, False
        return found

    def _rank(self, variant: str) -> tuple[int, date]:
        return self._used[variant], self._memory.find_last(variant) or date.min
