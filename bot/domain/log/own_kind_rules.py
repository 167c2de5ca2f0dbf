"""Rules for a workspace's own kinds: their words, and what they may be called (R1)."""

from collections.abc import Sequence
from datetime import date

from bot.domain.log.errors import OwnKindRefused
from bot.domain.log.log_line import role_words
from bot.domain.log.log_line.kind_words import KIND_PHRASES, KIND_WORDS, WordForm
from bot.domain.log.log_line.own_words import split_phrase
from bot.domain.log.own_kinds import KindContent, OwnKind
from bot.domain.text.calendar_words import DAY_OFFSETS, MONTHS, WEEKDAYS
from bot.domain.text.days import find_days
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.words import word_set

MOST_KINDS, MOST_WORDS, MOST_TARGET = 20, 20, 50
LONGEST_KIND, LONGEST_PHRASE, LONGEST_WORDS = 40, 60, 1_300
# A word that is a day on this day is one on any.
ANY_DAY = date(2026, 1, 5)
# Words that the parser reads as an everyday visit or as no kind, and that a workspace may well have a kind of its own
# for.
_MAY_BE_OWN = word_set(
    """
    demo demos event events beurs beurzen beursbezoek tradeshow lunch lunches lunchen lunchafspraak lunchmeeting diner
    dinner ontbijt breakfast koffie koffietje coffee borrel borrels borreltje drinks training
    trainingen workshop workshops webinar webinars presentatie presentaties seminar congres netwerkborrel audit
    inspectie levering installatie rondleiding opleiding golf etentje
    """
)
# Words with which a line says when, how often, with whom or what comes next.
_RESERVED = (
    role_words.AROUND_KIND
    | role_words.BEFORE_NAME
    | role_words.DANGLING
    | role_words.NEXT_WORDS
    | role_words.STILL_TO_DO
    | role_words.CALLED_OFF
    | role_words.NEGATIONS
    | NUMBER_WORDS.keys()
    | WEEKDAYS.keys()
    | MONTHS.keys()
    | DAY_OFFSETS.keys()
) - _MAY_BE_OWN
# What stands by itself for no kind may be one of a workspace.
_OPEN_FORMS = {WordForm.OTHER, WordForm.HINT, WordForm.TALK}


def parse_kind_words(typed: str) -> tuple[str, ...]:
    """Return the words of a kind, which were typed with a comma or a line end between them."""
    pieces = (" ".join(piece.split()) for line in typed.splitlines() for piece in line.replace(";", ",").split(","))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def index_kind_names(kinds: Sequence[OwnKind]) -> dict[tuple[str, ...], OwnKind]:
    """Return the kinds by everything they are called, as ``split_phrase`` gives it.

    Of one name the kind in use goes before an archived one, and of those the one that was made last.
    """
    ordered = sorted(kinds, key=lambda kind: (not kind.is_archived, kind.id))
    return {split_phrase(phrase): kind for kind in ordered for phrase in kind.phrases}


def check_kind(content: KindContent, others: Sequence[OwnKind]) -> None:
    """Check a kind against the parser's words and the workspace's ``others`` that are in use.

    Raises:
        OwnKindRefused: a field cannot be as it is.
    """
    if len(others) >= MOST_KINDS:
        raise OwnKindRefused("name", "too_many", limit=MOST_KINDS)
    if not split_phrase(content.name):
        raise OwnKindRefused("name", "name_missing")
    if split_phrase(content.name) in {split_phrase(name) for other in others for name in other.names}:
        raise OwnKindRefused("name", "name_taken", typed=content.name)
    _check_phrase("name", content.name, others)
    if len(content.words) > MOST_WORDS:
        raise OwnKindRefused("words", "words_too_many", limit=MOST_WORDS)
    for phrase in content.words:
        _check_phrase("words", phrase, others)


def _check_phrase(field: str, phrase: str, others: Sequence[OwnKind]) -> None:
    if len(phrase) > LONGEST_PHRASE:
        raise OwnKindRefused(field, "word_too_long", typed=phrase[:LONGEST_PHRASE], limit=LONGEST_PHRASE)
    keys = split_phrase(phrase)
    if not keys or all(len(key) == 1 or key.isdecimal() for key in keys):
        raise OwnKindRefused(field, "word_unreadable", typed=phrase)
    if all(key in _RESERVED for key in keys) or find_days(keys, ANY_DAY):
        raise OwnKindRefused(field, "word_reserved", typed=phrase)
    if _is_kind_word(keys):
        raise OwnKindRefused(field, "word_of_rhythm", typed=phrase)
    for other in others:
        if keys in {split_phrase(each) for each in other.phrases}:
            raise OwnKindRefused(field, "word_taken", typed=phrase, other=" / ".join(other.names))


def _is_kind_word(keys: tuple[str, ...]) -> bool:
    """Return whether this already means a message, a call or a visit."""
    if len(keys) == 1:
        word = KIND_WORDS.get(keys[0])
        return word is not None and word.form not in _OPEN_FORMS and keys[0] not in _MAY_BE_OWN
    return any(keys == words for words, word in KIND_PHRASES.get(keys[0], ()) if word.kind is not None)
