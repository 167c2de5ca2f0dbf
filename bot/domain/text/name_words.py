"""A word index of account names, for partial names and names with typos."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.text.numbers import NUMBER_WORDS, parse_whole_number

# Bounds the number of names that are scored for one position in a line: a common word such as "bouw" may occur in
# thousands of names.
_ENOUGH = 400
_MOST_SHARED = 6
# Minimum lengths in letters: of a prefix, of a single word without a full match (as a prefix, with typos), and of a
# word with a typo; two typos need eight letters. Shorter words resemble too many others.
_SHORTEST_PREFIX = 3
_SHORTEST_ALONE = 5
_SHORTEST_TYPO_ALONE = 7
_SHORTEST_TYPO = 4
_TWO_TYPOS_FROM = 8
_TYPOS_IN_ONE_NAME = 2
# In names, numbers up to here are written either way.
_LARGEST_NUMBER = 100
_SPELLINGS = {
    number: tuple(word for word, value in NUMBER_WORDS.items() if value == number) for number in NUMBER_WORDS.values()
}
_VOWELS = frozenset("aeiouy")
# A prefix or typo weighs less, so that of two names with equally many matching words the exact one wins.
_EXACT, _INEXACT, _ABBREVIATED = 1.0, 0.75, 0.5
# In letters: of an abbreviation, at most; what is longer is cut off, not abbreviated.
_LONGEST_ABBREVIATION = 4


def allowed_typos(word: str) -> int:
    """Return the number of typos allowed in a word of this length."""
    if len(word) < _SHORTEST_TYPO or (not word.isalpha() and len(word) < _TWO_TYPOS_FROM):
        return 0
    return 2 if len(word) >= _TWO_TYPOS_FROM else 1


def count_typos(typed: str, known: str) -> int | None:
    """Return the number of typos between two words, None when they are different words.

    Hardly anybody mistypes the first letter, and short names that differ in it are two: "Acker" and "Backer".
    """
    shorter = typed if len(typed) < len(known) else known
    allowed = allowed_typos(shorter)
    if not allowed or not typed.isalpha() or (allowed == 1 and typed[0] != known[0]):
        return None
    distance = OSA.distance(typed, known, score_cutoff=allowed)
    return distance if distance <= allowed else None


def is_abbreviation(typed: str, known: str) -> bool:
    """Return whether a word without a vowel holds letters of a longer one in order ("wzc", "sftw").

    No small word has none, so that an abbreviation is never taken for one.
    """
    if not 1 < len(typed) <= _LONGEST_ABBREVIATION or len(known) < len(typed) * 2 or typed[0] != known[0]:
        return False
    if not typed.isalpha() or not _VOWELS.isdisjoint(typed):
        return False
    letters = iter(known)
    return all(letter in letters for letter in typed)


@dataclass(frozen=True, slots=True, order=True)
class Growth:
    """How far typed words match one name; greater is better."""

    length: int
    weight: float
    whole: bool


@dataclass(frozen=True, slots=True)
class _Step:
    weight: float
    typed: int
    known: tuple[int, ...]
    typos: int


def grow_over(words: Sequence[str], known: Sequence[str]) -> Growth | None:
    """Return how far the typed words, in any order, match the words of one name; None when they do not."""
    free = set(range(len(known)))
    position, weight, typos, weakest = 0, 0.0, 0, _EXACT
    while position < len(words) and free:
        step = _best_step(words, position, known, free)
        if step is None or typos + step.typos > _TYPOS_IN_ONE_NAME:
            break
        position += step.typed
        weight += step.weight
        typos += step.typos
        weakest = min(weakest, step.weight)
        free.difference_update(step.known)
    whole = not free
    if not position or (position == 1 and not whole and _is_too_thin(words[0], known, weakest)):
        return None
    return Growth(position, round(weight, 2), whole)


def _is_too_thin(word: str, known: Sequence[str], weight: float) -> bool:
    """Return whether a single inexact word is too weak a match."""
    if weight == _EXACT:
        return False
    if weight == _ABBREVIATED:
        return True
    if any(other.startswith(word) for other in known):
        return len(word) < _SHORTEST_ALONE
    if len(word) < _SHORTEST_TYPO_ALONE:
        return True
    return not any(other[0] == word[0] and count_typos(word, other) is not None for other in known)


def _best_step(words: Sequence[str], position: int, known: Sequence[str], free: set[int]) -> _Step | None:
    typed, best = words[position], None
    following = words[position + 1] if position + 1 < len(words) else None
    for index in free:
        step = _step_to(typed, following, known, index, free)
        if step is not None and (best is None or step.weight > best.weight):
            best = step
    return best


def _step_to(typed: str, following: str | None, known: Sequence[str], index: int, free: set[int]) -> _Step | None:
    word = known[index]
    if typed == word:
        return _Step(_EXACT, 1, (index,), 0)
    if following is not None and typed + following == word:
        return _Step(2 * _EXACT, 2, (index,), 0)
    if index + 1 in free and typed == word + known[index + 1]:
        return _Step(_EXACT, 1, (index, index + 1), 0)
    if typed in _spell_number(word) or (len(typed) >= _SHORTEST_PREFIX and word.startswith(typed) and typed.isalpha()):
        return _Step(_INEXACT, 1, (index,), 0)
    return _misspelled_step(typed, word, index)


def _misspelled_step(typed: str, word: str, index: int) -> _Step | None:
    """Return the step to a word that was abbreviated or has typos."""
    if is_abbreviation(typed, word):
        return _Step(_ABBREVIATED, 1, (index,), 0)
    typos = count_typos(typed, word)
    return None if typos is None else _Step(_INEXACT - 0.02 * (typos - 1), 1, (index,), typos)


def _spell_number(word: str) -> Sequence[str]:
    """Return how a small number is written otherwise: "3" for "drie" and "three", and those for "3"."""
    number = parse_whole_number(word)
    if number is None or number > _LARGEST_NUMBER:
        return ()
    return _SPELLINGS.get(number, ()) if word.isdecimal() else (str(number),)


class NameWords:
    """An inverted index from word to names, with lookup by exact word, prefix, and typos."""

    def __init__(self) -> None:
        self._words: dict[int, tuple[str, ...]] = {}
        self._ids: dict[str, list[int]] = {}
        self._ids_joined: dict[str, list[int]] = {}
        self._sorted: list[str] | None = None
        self._by_length: dict[int, list[str]] = {}

    def add(self, account_id: int, words: Iterable[str]) -> None:
        """Index the words of a name."""
        self._words[account_id] = known = tuple(words)
        for word in dict.fromkeys(known):
            if word not in self._ids:
                self._by_length.setdefault(len(word), []).append(word)
                self._sorted = None
            self._ids.setdefault(word, []).append(account_id)
        for left, right in pairwise(known):
            self._ids_joined.setdefault(left + right, []).append(account_id)

    def remove(self, account_id: int) -> None:
        """Remove the words of a name."""
        known = self._words.pop(account_id)
        for word in dict.fromkeys(known):
            self._ids[word].remove(account_id)
        for left, right in pairwise(known):
            self._ids_joined[left + right].remove(account_id)

    def of(self, account_id: int) -> tuple[str, ...]:
        """Return the words of one name."""
        return self._words[account_id]

    def has(self, word: str) -> bool:
        """Return whether any name contains this word."""
        return bool(self._ids.get(word))

    def is_shared(self, word: str) -> bool:
        """Return whether more than one name contains this word."""
        return len(self._ids.get(word, ())) > 1

    def find_candidates(self, words: Sequence[str]) -> set[int]:
        """Return the names that may match the words from the first one on; bounded in number."""
        if not words:
            return set()
        following = words[1] if len(words) > 1 else ""
        found = self._find_ids(words[0]) | set(self._ids.get(words[0] + following, ()))
        if following and words[0].isalpha() and len(words[0]) <= _LONGEST_ABBREVIATION and _VOWELS.isdisjoint(words[0]):
            found |= set(self._ids.get(following, ()))
        for word in words[1:]:
            if len(found) <= _ENOUGH:
                break
            found = (found & self._find_ids(word)) or found
        return found if len(found) <= _ENOUGH else set(sorted(found)[:_ENOUGH])

    def find_sharing(self, words: Sequence[str]) -> set[int]:
        """Return names that share a word, exactly or nearly, with these; bounded in number."""
        found: set[int] = set()
        for word in words[:_MOST_SHARED]:
            found.update(sorted(self._find_ids(word))[:_ENOUGH])
        return found

    def _find_ids(self, word: str) -> set[int]:
        found = set(self._ids.get(word, ()))
        found.update(self._ids_joined.get(word, ()))
        for same in _spell_number(word):
            found.update(self._ids.get(same, ()))
        for near in (*self._starting_with(word), *self._typed_like(word)):
            found.update(self._ids[near])
        return found

    def _starting_with(self, word: str) -> list[str]:
        if len(word) < _SHORTEST_PREFIX or not word.isalpha():
            return []
        if self._sorted is None:
            self._sorted = sorted(self._ids)
        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, word + "\U0010ffff", lo=first)
        return self._sorted[first:last]

    def _typed_like(self, word: str) -> list[str]:
        typos = allowed_typos(word)
        near: list[str] = []
        for size in range(len(word) - typos, len(word) + typos + 1) if typos else ():
            found = process.extract(
                word, self._by_length.get(size, ()), scorer=OSA.distance, score_cutoff=typos, limit=None
            )
            near.extend(known for known, _, _ in found)
        return near
