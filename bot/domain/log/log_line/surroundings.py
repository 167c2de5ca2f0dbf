"""Classify the words around a day in a line."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.log.log_line import role_words as words
from bot.domain.log.log_line.kind_words import KIND_WORDS, WordForm
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.text.words import word_set

_CLOSE_BEFORE, _CLOSE_BEHIND = 2, 4
_PREFIXES = "be|ver|ont|her|op|af|uit|aan|door|in|mee|na|over|toe|voor|terug|langs|bij|weg"
# Split at the first "ge": it leaves the longest remainder, so no later one needs to be tried.
_PARTICIPLE = re.compile(rf"(?:{_PREFIXES})(?>\w*?ge)\w+(?:d|t|en)|ge\w{{2,}}(?:d|t|en)")
_UNMARKED_PARTICIPLE = re.compile(r"(?:be|ver|ont|her)\w{3,}[dt]")
_GIVE = re.compile(r"(?!\w*gegeven)\w+geven")
_INFINITIVE = re.compile(r"\w{3,}(?:en|aan)")
_ENGLISH_ACTIONS = word_set(
    "send sends bring deliver discuss present sign decide decides meet call visit mail email review come"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The free words on either side of a day, nearest first, and what they end at."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    ends_left: TokenUse | None
    ends_right: TokenUse | None

    @property
    def all(self) -> tuple[str, ...]:
        """The words on both sides."""
        return self.left + self.right

    @property
    def bare(self) -> bool:
        """Whether there are only small words."""
        return all(is_small(key) for key in self.all)

    @property
    def attached_left(self) -> bool:
        """Whether the day follows the activity or the account, apart from small words."""
        return self.ends_left is not None and all(is_small(key) for key in self.left)

    @property
    def attached_right(self) -> bool:
        """Whether the activity or the account follows the day, apart from small words."""
        return self.ends_right is not None and all(is_small(key) for key in self.right)

    @property
    def attached(self) -> bool:
        """Whether it is attached on either side."""
        return self.attached_left or self.attached_right

    @property
    def promised(self) -> bool:
        """Whether it is announced as future work ("wordt getekend", "to be sent", "gevraagd te bellen")."""
        if any(key in ("wordt", "worden", "be") for key in self.all):
            return True
        words_in_order = (*self.left[::-1], *self.right)
        return any(
            one in ("to", "te") and (is_action(other) or is_infinitive(other) or other in KIND_WORDS)
            for one, other in pairwise(words_in_order)
        )

    @property
    def denied(self) -> bool:
        """Whether a word nearby negates or restricts the day ("not", "only")."""
        before = [key for key in self.left if not is_small(key)][:_CLOSE_BEFORE]
        return any(key in words.NEGATIONS for key in (*before, *self.right[:_CLOSE_BEHIND]))

    @property
    def edges(self) -> tuple[str, ...]:
        """The words where a Dutch infinitive stands: at the end of the segment, or right before the day."""
        return self.right[-1:] + self.left[:1]


def find_surroundings(line: Line, segments: list[int], start: int, end: int) -> Surroundings:
    """Return the words around a day (with its time) within its segment, up to the nearest parsed token."""
    left, ends_left = _walk(line, segments, range(start - 1, -1, -1), segments[start])
    right, ends_right = _walk(line, segments, range(end, len(line)), segments[start])
    return Surroundings(left, right, ends_left, ends_right)


def _walk(line: Line, segments: list[int], indexes: range, segment: int) -> tuple[tuple[str, ...], TokenUse | None]:
    keys: list[str] = []
    for index in indexes:
        if segments[index] != segment:
            return tuple(keys), None
        part = line.taken[index]
        if part is TokenUse.KIND or part is TokenUse.ACCOUNT:
            return tuple(keys), part
        if part is TokenUse.DAY:
            return tuple(keys), None
        if part is None and not line.hard[index]:
            keys.append(line.keys[index])
    return tuple(keys), None


def is_small(key: str) -> bool:
    """Return whether a word has no meaning by itself."""
    return key in words.DANGLING or key in words.AROUND_KIND or not key.isalnum()


def is_action(key: str) -> bool:
    """Return whether it is a word for a future action."""
    word = KIND_WORDS.get(key)
    if word is not None:
        return word.form in (WordForm.DOING, WordForm.AGAIN) or key in words.EVENTS
    return key in _ENGLISH_ACTIONS or key in words.EVENTS or key in words.ACTIONS


def is_infinitive(key: str) -> bool:
    """Return whether it looks like a Dutch infinitive for future work."""
    return (
        _INFINITIVE.fullmatch(key) is not None
        and key not in words.NO_INFINITIVE
        and key not in words.FACT_VERBS
        and key not in words.FACT_NOUNS
        and not _is_participle(key)
    )


def is_past(key: str) -> bool:
    """Return whether it is a word for a past action."""
    if key in words.PLANNED:
        return False
    word = KIND_WORDS.get(key)
    return key in words.DONE_WORDS or _is_participle(key) or (word is not None and word.form is WordForm.DONE)


def _is_participle(key: str) -> bool:
    if _PARTICIPLE.fullmatch(key):
        return not _GIVE.fullmatch(key)
    return _UNMARKED_PARTICIPLE.fullmatch(key) is not None and key not in words.NO_PARTICIPLE
