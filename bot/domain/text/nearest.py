"""Find the known word that a typed word is nearest to: one or two slips away, or its beginning."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.domain.text.words import fold_word

# Shorter words are too often one letter away from another.
_SHORTEST = 4
# Characters that a word may be long at most for one slip, and for two; a longer one may have three.
_ONE_SLIP, _TWO_SLIPS = 5, 8


def find_nearest(typed: str, words: Iterable[str]) -> list[str]:
    """Return the words that are nearest to what was typed, equally near, in the order given; none if all are far."""
    near = {word: slips for word in words if (slips := count_slips(typed, word)) is not None}
    least = min(near.values(), default=0)
    return [word for word, slips in near.items() if slips == least]


def count_slips(typed: str, word: str) -> int | None:
    """Return how many slips are between what was typed and a word, None when they are too many."""
    key, meant = fold_word(typed), fold_word(word)
    if min(len(key), len(meant)) < _SHORTEST or not key.isalpha():
        return None
    slips = _measure(key, meant)
    return slips if slips <= _allow(min(len(key), len(meant))) else None


def _measure(key: str, word: str) -> int:
    """Return the number of slips between two words; the beginning of a word counts as one."""
    slips: int = OSA.distance(key, word)
    return min(slips, 1) if word.startswith(key) else slips


def _allow(length: int) -> int:
    if length <= _ONE_SLIP:
        return 1
    return 2 if length <= _TWO_SLIPS else 3
