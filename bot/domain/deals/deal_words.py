"""The keywords of a deal line, and the stage names that conflict with them."""

from dataclasses import dataclass

from bot.domain.deals.deals import DealState
from bot.domain.people.stages import Stages
from bot.domain.text.cleaning import is_readable
from bot.domain.text.money import find_money
from bot.domain.text.words import fold_word, word_set

NEW_WORDS = word_set("nieuw nieuwe new")
HISTORY_WORDS = word_set("geschiedenis historie history")
VALUE_WORDS = word_set("waarde value bedrag omzet amount")
MARGIN_WORDS = word_set("marge margin winst profit")
MONEY_WORDS = VALUE_WORDS | MARGIN_WORDS
# The words before a currency without an amount: "valuta USD".
CURRENCY_WORDS = word_set("valuta munt munteenheid currency")
CLOSE_WORDS = word_set("sluit sluiten close closes closing sluitdatum deadline beslissing besluit")
STATES = {
    **dict.fromkeys(word_set("gewonnen won binnen gescoord"), DealState.WON),
    **dict.fromkeys(word_set("verloren lost kwijt"), DealState.LOST),
    **dict.fromkeys(word_set("heropen open reopen heropenen"), DealState.OPEN),
}
# The first words of a change.
WISH_WORDS = STATES.keys() | HISTORY_WORDS | MONEY_WORDS | CURRENCY_WORDS | CLOSE_WORDS
# Separators between changes, such as the ellipsis copied from the help text.
SEPARATORS = word_set("· • | - -- \u2013 \u2014 / ; :")
FILLERS = word_set("en and is nu now naar to in fase stage euro eur €") | SEPARATORS
# The words between "marge" and its amount: "marge is nu 12k".
BEFORE_AMOUNT = word_set("= : is nu now naar to van of wordt")
# The words between "sluit" and its day: "sluit uiterlijk op 30 juni".
DAY_LEADS = word_set("op on per uiterlijk voor vóór before by rond around de the in deal =") | FILLERS
# Quoted text is a name: the account's at the start of the line, else the deal's.
QUOTES = '"\u201c\u201d\u201e'
_WITHOUT_QUOTES = str.maketrans("", "", QUOTES)


@dataclass(frozen=True, slots=True)
class UnusableStage:
    """A stage name that a line cannot express: ``reason`` is word, amount or marks, ``word`` the conflicting part."""

    stage: str
    reason: str
    word: str


def find_unusable_stage(stages: Stages) -> UnusableStage | None:
    """Return the first stage that the parser would read as something else, None when all can be typed (V1)."""
    return next((unusable for name in stages.names if (unusable := _check_stage(name)) is not None), None)


def write_deal(account: str, name: str) -> str:
    """Return the line that names a deal and nothing else: `Acme "Kassen"`."""
    return f'{account.translate(_WITHOUT_QUOTES)} "{name.translate(_WITHOUT_QUOTES)}"'


def _check_stage(name: str) -> UnusableStage | None:
    if not is_readable(name) or any(mark in name for mark in f"{QUOTES},"):
        return UnusableStage(name, "marks", name)
    parts = name.split()
    for place, part in enumerate(parts):
        if fold_word(part) in WISH_WORDS | NEW_WORDS:
            return UnusableStage(name, "word", part)
        if find_money(parts, place) is not None:
            return UnusableStage(name, "amount", part)
    return None
