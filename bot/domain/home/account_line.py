"""Read a typed line about one account: its name, and what is to be put right (K12).

`Acme`, `Acme waarde 45k`, `Acme contract tot eind maart`, `Acme heet nu Acme Nederland`, `Acme samenvoegen met Jansen`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.accounts.typed_account import measure_account
from bot.domain.text.bounds import MOST_NAME_WORDS
from bot.domain.text.words import fold_word

QUOTES = '"\u201c\u201d\u201e'


class AccountVerb(StrEnum):
    """What a line about an account asks for."""

    VALUE = "value"
    CONTRACT_END = "contract_end"
    STAGE = "stage"
    SEGMENT = "segment"
    NAME = "name"
    MERGE = "merge"
    QUIET = "quiet"
    QUIET_OFF = "quiet_off"
    ARCHIVE = "archive"
    BRING_BACK = "bring_back"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """The name in a line, what it asks for (None: to see the card), and the words that say to what."""

    name: str
    verb: AccountVerb | None = None
    rest: str = ""


# The longest phrase counts; what a phrase needs after it is read by who carries it out.
_PHRASES: Mapping[AccountVerb, tuple[str, ...]] = {
    AccountVerb.VALUE: ("waarde", "omzet", "is waard", "doet", "value", "worth", "is worth", "revenue"),
    AccountVerb.CONTRACT_END: (
        "contract", "contract tot", "contract loopt tot", "contract loopt af", "contract eindigt", "loopt tot",
        "loopt af", "contract until", "contract ends", "contract runs until", "contract end", "contracteinde",
    ),
    AccountVerb.STAGE: ("fase", "is", "is nu", "is een", "wordt", "status", "stage", "is now", "is a", "becomes"),
    AccountVerb.SEGMENT: ("segment", "branche", "sector", "industry"),
    AccountVerb.NAME: (
        "heet", "heet nu", "heet voortaan", "hernoem naar", "hernoemen naar", "nieuwe naam", "is now called",
        "is called", "rename to", "new name",
    ),
    AccountVerb.MERGE: (
        "samenvoegen met", "voeg samen met", "samen met", "is hetzelfde als", "is dezelfde als", "hoort bij",
        "merge with", "same as", "is the same as",
    ),
    AccountVerb.QUIET: (
        "niet benaderen", "niet bellen", "met rust laten", "rust", "niet benaderen tot", "rust tot", "met rust tot",
        "met rust laten tot", "do not contact", "do not contact until", "leave alone", "leave alone until",
    ),
    AccountVerb.QUIET_OFF: ("weer benaderen", "toch weer benaderen", "contact again"),
    AccountVerb.ARCHIVE: ("archiveer", "archiveren", "archief", "naar archief", "archive"),
    AccountVerb.BRING_BACK: ("terughalen", "haal terug", "uit archief", "uit het archief", "bring back"),
    AccountVerb.PEOPLE: ("mensen", "contactpersonen", "contacten", "wie", "people", "persons"),
}  # fmt: skip
_VERBS = {tuple(phrase.split()): verb for verb, phrases in _PHRASES.items() for phrase in phrases}
_LONGEST = max(map(len, _VERBS))


def parse_account_line(text: str, is_account: Callable[[str], bool]) -> AccountLine:
    """Return what a line asks for; a line without a phrase that is known is a name as a whole."""
    words = text.split()
    keys = [fold_word(word.strip(QUOTES)) for word in words[: MOST_NAME_WORDS + _LONGEST]]
    known = measure_account(words, is_account, around=QUOTES)
    places = [known] if 0 < known < len(words) else [] if known else range(1, len(keys))
    for place in places:
        length = _measure_phrase(keys, place)
        if length:
            verb = _VERBS[tuple(keys[place : place + length])]
            return AccountLine(_join(words[:place]), verb, _join(words[place + length :]))
    return AccountLine(_join(words))


def _measure_phrase(keys: Sequence[str], place: int) -> int:
    lengths = range(min(_LONGEST, len(keys) - place), 0, -1)
    return next((length for length in lengths if tuple(keys[place : place + length]) in _VERBS), 0)


def _join(words: Sequence[str]) -> str:
    return " ".join(words).strip(QUOTES + " ")
