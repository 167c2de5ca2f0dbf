"""Correct typos in day and activity words before parsing."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from bot.domain.log.log_line.kind_words import KIND_ENDINGS, KIND_WORDS, NO_SLIP, SLIP_TARGETS
from bot.domain.log.log_line.line import Line
from bot.domain.statistics.word_table import load_words
from bot.domain.text.calendar_words import DAY_OFFSETS, MONTHS, WEEKDAYS
from bot.domain.text.words import word_list, word_set

_CALENDAR = word_list(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday
    friday saturday
    sunday gisteren eergisteren overmorgen vandaag yesterday tomorrow terugbellen nabellen
    terugmailen volgende
    afgelopen januari februari augustus september oktober november december afspraak
    """
)
_PARTS = word_list(
    """
    gisteravond gisterochtend gistermiddag vanochtend vanmiddag vanmorgen vanavond morgenochtend morgenmiddag
    """
)
_CORRECT = (
    WEEKDAYS.keys()
    | {f"{day}s" for day in WEEKDAYS}  # every week: no day of its own
    | DAY_OFFSETS.keys()
    | MONTHS.keys()
    | KIND_WORDS.keys()
    | word_set("volgend volgens")
)
_BY_HEAD = {head: [word for word in _CALENDAR if word[:2] == head] for head in {word[:2] for word in _CALENDAR}}
_BY_FIRST = {first: [word for word in SLIP_TARGETS if word[0] == first] for first in {word[0] for word in SLIP_TARGETS}}
# The minimum word lengths for one typo, for two, and for a typo in a calendar word: shorter words are too often one
# letter away from another real word.
_SHORTEST, _SHORTEST_TWO_SLIPS = 5, 9
_SHORTEST_CALENDAR = 6
# Of a word without its vowels.
_SHORTEST_SKELETON = 4


def _index_skeletons(known: Iterable[str]) -> dict[str, list[str]]:
    """Return words by what is left of them without their vowels."""
    found: dict[str, list[str]] = {}
    for word in known:
        found.setdefault(_skeleton(word), []).append(word)
    return found


def _skeleton(key: str) -> str:
    return key.translate(_WITHOUT_VOWELS)


_WITHOUT_VOWELS = str.maketrans("", "", "aeiou")
_DAY_SKELETONS = _index_skeletons((*_CALENDAR, *_PARTS, "terugmailen", "bellen"))
_KIND_SKELETONS = _index_skeletons((*SLIP_TARGETS, "gestuurd"))


def _restore_vowels(key: str, skeletons: dict[str, list[str]]) -> str | None:
    """Return the word that was typed without some of its vowels ("gstrn", "mndag", "gmaild"), None without one."""
    if len(key) < _SHORTEST_SKELETON or not key.isalpha():
        return None
    for word in skeletons.get(_skeleton(key), ()):
        letters = iter(word)
        if len(key) < len(word) and all(letter in letters for letter in key):
            return word if load_words().find_vector(key) is None else None
    return None


def correct_day_slips(line: Line) -> None:
    """Correct typos in unparsed words for days and for the future."""
    for index, key in enumerate(line.keys):
        if line.taken[index] is not None or key in _CORRECT:
            continue
        whole = _restore_vowels(key, _DAY_SKELETONS)
        if whole is not None:
            line.keys[index] = whole
        elif len(key) >= _SHORTEST_CALENDAR:
            targets = _BY_HEAD.get(key[:2])
            if targets:
                line.keys[index] = _nearest(key, targets, 1) or key


def correct_activity_slips(line: Line, within: Iterable[int] | None = None) -> None:
    """Correct typos in activity words, ``within`` these tokens; also find compounds that end in one."""
    for index in range(len(line)) if within is None else within:
        key = line.keys[index]
        if line.taken[index] is not None or not key.isalpha() or not _is_unknown(key):
            continue
        if len(key) < _SHORTEST:
            line.keys[index] = _restore_vowels(key, _KIND_SKELETONS) or key
        else:
            slips = 2 if len(key) >= _SHORTEST_TWO_SLIPS else 1
            whole = _ending_of(key) or _restore_vowels(key, _KIND_SKELETONS)
            line.keys[index] = whole or _nearest(key, _BY_FIRST.get(key[0], ()), slips) or key


def _is_unknown(key: str) -> bool:
    return key not in NO_SLIP and key not in KIND_WORDS


def _ending_of(key: str) -> str | None:
    return next((ending for ending in KIND_ENDINGS if key.endswith(ending)), None)


def _nearest(key: str, targets: Sequence[str], slips: int) -> str | None:
    near = [
        (distance, target)
        for target in targets
        if abs(len(target) - len(key)) <= slips and (distance := OSA.distance(key, target, score_cutoff=slips)) <= slips
    ]
    return min(near)[1] if near else None
