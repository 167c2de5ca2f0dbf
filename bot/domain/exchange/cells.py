"""Parse single cells in Dutch and English: days, stages, kinds and amounts."""

import re
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from bot.domain.accounts.account import AccountStage
from bot.domain.calendar.near_days import is_near
from bot.domain.deals.deals import DealState, Level
from bot.domain.log.activity import Kind
from bot.domain.text.amounts import parse_amount
from bot.domain.text.money import find_currency

_STAGES = {
    AccountStage.SUSPECT: ("suspect", "lead", "nieuw", "new", "koud", "cold", "target"),
    AccountStage.PROSPECT: ("prospect", "kans", "opportunity", "warm", "in gesprek", "offerte"),
    AccountStage.CUSTOMER: ("customer", "klant", "client", "actief", "active", "bestaande klant", "relatie"),
    AccountStage.FORMER: (
        "former", "former customer", "oud-klant", "oud klant", "oudklant", "ex-klant", "ex klant", "verloren", "lost",
        "inactief", "inactive", "churned",
    ),
}  # fmt: skip
_KINDS = {
    Kind.MESSAGE: (
        "message", "bericht", "mail", "e-mail", "email", "brief", "letter", "whatsapp", "app", "linkedin", "sms",
    ),
    Kind.CALL: (
        "call", "phone", "phone call", "telefoon", "telefoontje", "bel", "gebeld", "belafspraak", "teams", "zoom",
        "video call", "gesprek",
    ),
    Kind.VISIT: ("visit", "bezoek", "klantbezoek", "meeting", "afspraak", "on-site", "onsite", "appointment"),
}  # fmt: skip
_LEVELS = {
    Level.EXECUTIVE: (
        "executive", "directie", "directeur", "c-level", "bestuur", "eigenaar", "owner", "dga", "ceo", "board", "hoog",
        "high", "1",
    ),
    Level.MANAGER: ("manager", "management", "leidinggevende", "hoofd", "head", "midden", "middle", "2"),
    Level.USER: ("user", "gebruiker", "medewerker", "employee", "inkoper", "buyer", "laag", "low", "3"),
}  # fmt: skip
_DEAL_STATES = {
    DealState.WON: ("won", "gewonnen", "closed won", "gesloten gewonnen", "binnen"),
    DealState.LOST: ("lost", "verloren", "closed lost", "gesloten verloren"),
}
_ANSWERS = {
    True: ("yes", "ja", "true", "waar", "1", "x", "y", "j", "niet benaderen", "do not contact"),
    False: ("no", "nee", "neen", "false", "onwaar", "0", "n", "-"),
}
_STAGE_OF = {word: stage for stage, words in _STAGES.items() for word in words}
_ANSWER_OF = {word: answer for answer, words in _ANSWERS.items() for word in words}
_LEVEL_OF = {word: level for level, words in _LEVELS.items() for word in words}
_STATE_OF = {word: state for state, words in _DEAL_STATES.items() for word in words}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mrt mar maa maart march", "apr april", "mei may",
            "jun juni june", "jul juli july", "aug augustus august", "sep sept september", "okt oct oktober october",
            "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# The time that a system writes behind a day; it is checked, and then left out.
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]m)?(?: ?(?:z|utc|[+-]\d{2}:?\d{2}))?"
_ISO = re.compile(rf"^(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[t ]{_CLOCK})?$")
_DAY_FIRST = re.compile(rf"^(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}})(?: {_CLOCK})?$")
_NAMED = re.compile(rf"^(\d{{1,2}})[ -]([a-z]+)\.?[ -](\d{{4}})(?: {_CLOCK})?$")
_TIME = re.compile(r"^(\d{1,2})[:.u](\d{2})(?::[0-5]\d)?$")
CellValue = TypeVar("CellValue")


class CellRefused(ValueError):
    """A cell can be parsed but its value is not acceptable; ``code`` is the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_stage(cell: str) -> AccountStage:
    """Return the stage named by a word; raises ValueError for any other word."""
    return _look_up(_STAGE_OF, cell)


def parse_kind(cell: str) -> Kind:
    """Return the kind named by a word; raises ValueError for any other word."""
    return _look_up(_KIND_OF, cell)


def parse_yes_or_no(cell: str) -> bool:
    """Parse yes or no; raises ValueError for anything else."""
    return _look_up(_ANSWER_OF, cell)


def parse_level(cell: str) -> Level:
    """Return the level named by a word; raises ValueError for any other word."""
    return _look_up(_LEVEL_OF, cell)


def parse_deal_state(cell: str) -> DealState:
    """Return the closed state named by a word; raises ValueError for any other word, such as a stage."""
    return _look_up(_STATE_OF, cell)


def parse_day(cell: str) -> date:
    """Parse a date: day first, ISO, or with the name of the month, a time behind it left out; raises ValueError."""
    text = cell.strip().casefold()
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.match(text):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _NAMED.match(text)) and found.group(2) in _MONTHS:
        day, month, year = int(found.group(1)), _MONTHS[found.group(2)], int(found.group(3))
    else:
        raise ValueError(cell)
    return date(year, month, day)


def parse_near_day(cell: str, *, today: date) -> date:
    """Parse a plausible day (see ``is_near``).

    Raises:
        ValueError: it is no day.
        CellRefused: it is implausibly far in the past or the future.
    """
    day = parse_day(cell)
    if not is_near(day, today=today):
        raise CellRefused("day_far")
    return day


def parse_value(cell: str) -> Decimal:
    """Parse the value of a deal.

    Raises:
        ValueError: it is no amount.
        CellRefused: it is negative.
    """
    amount = parse_amount(cell)
    if amount < 0:
        raise CellRefused("negative")
    return amount


def parse_currency(cell: str) -> str:
    """Return the code of the currency named by a code, sign or name; raises ValueError for any other word."""
    currency = find_currency(cell.strip())
    if currency is None:
        raise ValueError(cell)
    return currency


def parse_time(cell: str) -> time:
    """Parse a local time; raises ValueError for anything else."""
    found = _TIME.match(cell.strip().casefold())
    if found is None:
        raise ValueError(cell)
    return time(int(found.group(1)), int(found.group(2)))


def _look_up(words: dict[str, CellValue], cell: str) -> CellValue:
    try:
        return words[" ".join(cell.casefold().split())]
    except KeyError as error:
        raise ValueError(cell) from error
