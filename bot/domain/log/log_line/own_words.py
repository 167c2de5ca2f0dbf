"""Find the words of a workspace's own kinds in a line (R1)."""

from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.domain.log.log_line.kind_words import KIND_WORDS, NO_SLIP, KindWord, WordForm
from bot.domain.log.log_line.line import Line, OwnWords, split_line
from bot.domain.log.log_line.surroundings import is_past
from bot.domain.log.own_kinds import OwnKind

WORKSPACES_HELD, PHRASES_HELD = 500, 4096
# A typo is corrected in a word of this length, of the first so many of a line.
_SHORTEST_SLIP, _SHORTEST_TARGET, _SLIPS_TRIED = 5, 4, 40
_PLURALS = ("s", "en")
# Words that only say that it took place: "demo gegeven", "presentation given".
_DONE = frozenset(("gegeven", "gehouden", "gedaan", "gehad", "verzorgd", "given", "held", "done"))


@lru_cache(maxsize=PHRASES_HELD)
def split_phrase(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase as they stand in a line, without marks around them."""
    keys = split_line(phrase).keys
    words = [index for index, key in enumerate(keys) if any(char.isalnum() for char in key)]
    return tuple(keys[words[0] : words[-1] + 1]) if words else ()


@lru_cache(maxsize=WORKSPACES_HELD)
def index_own_words(kinds: tuple[OwnKind, ...]) -> OwnWords:
    """Return the words of the kinds in use by their first word, the longest phrases first."""
    forms: dict[tuple[str, ...], KindWord] = {}
    phrases = [
        (kind, keys)
        for kind in kinds
        if not kind.is_archived
        for phrase in kind.phrases
        if (keys := split_phrase(phrase))
    ]
    # What was typed for one kind goes before what only looks like the plural of another's word.
    for endings in (("",), _PLURALS):
        for kind, keys in phrases:
            for ending in endings:
                forms.setdefault((*keys[:-1], keys[-1] + ending), _make_word(kind, keys[-1]))
    index: dict[str, dict[int, dict[tuple[str, ...], KindWord]]] = {}
    for form, word in forms.items():
        index.setdefault(form[0], {}).setdefault(len(form), {})[form] = word
    return {first: sorted(lengths.items(), reverse=True) for first, lengths in index.items()}


def _make_word(kind: OwnKind, last: str) -> KindWord:
    is_done = is_past(last) or last.endswith("ed")
    return KindWord(kind.kind, WordForm.DONE if is_done else WordForm.NAMED, own=kind)


def correct_own_slips(line: Line) -> None:
    """Correct typos in the words of own kinds ("extra gelevrd"), at the begin of a line without another activity."""
    if not line.own_words:
        return
    known = {key for lengths in line.own_words.values() for _, words in lengths for phrase in words for key in phrase}
    targets = [key for key in sorted(known) if len(key) >= _SHORTEST_TARGET and key.isalpha()]
    for index, key in enumerate(line.keys[:_SLIPS_TRIED]):
        if line.taken[index] is None and len(key) >= _SHORTEST_SLIP and key.isalpha() and _is_unknown(key, known):
            near = (each for each in targets if each[0] == key[0] and OSA.distance(key, each, score_cutoff=1) <= 1)
            line.keys[index] = next(near, key)


def _is_unknown(key: str, known: set[str]) -> bool:
    return key not in known and key not in KIND_WORDS and key not in NO_SLIP


def match_own_word(line: Line, start: int) -> tuple[int, KindWord | None]:
    """Return the word of an own kind that starts at a token, and where it ends; None when there is none."""
    for length, words in line.own_words.get(line.keys[start], ()):
        end = start + length
        word = words.get(tuple(line.keys[start:end]))
        if word is not None and not any(line.taken[start:end]):
            if line.key(end) in _DONE and line.taken[end] is None:
                return end + 1, replace(word, form=WordForm.DONE)
            return end, word
    return start + 1, None
