"""Reading what somebody asks about a deal: `nieuw Acme "Kassen 2027" 45k marge 12k`, `Acme offerte` (V1)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import quote, unquote

from bot.domain.amounts import read_amount
from bot.domain.deals import Deal, DealState, Standing
from bot.domain.log_line.cleaning import clean_text
from bot.domain.log_line.days import find_days
from bot.domain.log_line.line import split_line
from bot.domain.stages import Stages
from bot.domain.words import fold_word, word_set
from bot.errors import AccountMissing, CloseDayPassed, DealWordUnknown, NoSuchDay

NEW_WORDS = word_set("nieuw nieuwe new")
HISTORY_WORDS = word_set("geschiedenis historie history")
_VALUE_WORDS = word_set("waarde value bedrag omzet amount")
_MARGIN_WORDS = word_set("marge margin winst profit")
_CLOSE_WORDS = word_set("sluit sluiten close closes closing sluitdatum deadline beslissing besluit")
_STATES = {
    **dict.fromkeys(word_set("gewonnen won binnen gescoord"), DealState.WON),
    **dict.fromkeys(word_set("verloren lost kwijt"), DealState.LOST),
    **dict.fromkeys(word_set("heropen open reopen heropenen"), DealState.OPEN),
}
_FILLERS = word_set("en and is nu now naar to fase stage euro eur €")
# What stands between quotes is a name: of the account where the line begins with it, else of the deal.
QUOTES = '"\u201c\u201d\u201e'
_QUOTED = re.compile(r"[\"\u201c\u201d\u201e]([^\"\u201c\u201d\u201e]*)[\"\u201c\u201d\u201e]")
# A comma between digits belongs to an amount.
_COMMA = re.compile(r",(?!\d)")
# An account, a deal of it, and where that stood: "#5/12@open:eerste%20contract".
_REFERENCE = re.compile(r"^#(\d+)(?:/(\d+)(?:@(open|won|lost):(\S+))?)?$")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class DealLine:
    """What is asked about a deal of ``account`` as it was typed; days are local.

    ``account_id`` and ``deal_id`` are there when a button said which, ``standing`` is where the deal stood when the
    button was drawn; what is None is left as it is. ``unread`` are words that may be a part of the deal's name,
    ``rest`` is the line without its account.
    """

    account: str = ""
    account_id: int | None = None
    deal_id: int | None = None
    standing: Standing | None = None
    is_new: bool = False
    name: str | None = None
    stage: str | None = None
    state: DealState | None = None
    value: Decimal | None = None
    margin: Decimal | None = None
    close_on: date | None = None
    wants_history: bool = False
    unread: tuple[str, ...] = ()
    rest: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything is to be changed."""
        wishes = (self.stage, self.state, self.value, self.margin, self.close_on)
        return self.is_new or any(wish is not None for wish in wishes)


def refer_to(deal: Deal) -> str:
    """Return how the line of a button begins that is about a deal as it stands now."""
    return f"#{deal.account_id}/{deal.id}@{deal.state}:{quote(deal.stage, safe='')}"


@dataclass(frozen=True, slots=True)
class DealReader:
    """Reads lines for one workspace: its stages, whether a text is an account's name, and the person's local day."""

    stages: Stages
    is_account: Callable[[str], bool]
    today: date

    def read(self, text: str) -> DealLine:
        """Return what a line asks.

        Raises:
            AccountMissing: it names no account.
            DealWordUnknown: an amount is none, or there are words besides a name between quotes.
            NoSuchDay: a day on which the deal is to close cannot be read.
            CloseDayPassed: it has passed.
        """
        quoted = [clean_text(each).strip()[:LONGEST_NAME] for each in _QUOTED.findall(text)]
        words = _COMMA.sub(" ", _QUOTED.sub(" ", clean_text(text))).split()
        is_new = bool(words) and fold_word(words[0]) in NEW_WORDS
        words = words[1:] if is_new else words
        begin = clean_text(text).split()[1:] if is_new else clean_text(text).split()
        if quoted and begin and begin[0][0] in QUOTES:
            line, length = replace(DealLine(is_new=is_new), account=quoted.pop(0)), 0
        else:
            line, length = self._read_account(DealLine(is_new=is_new), words, quoted)
        name = quoted[0] if quoted else None
        rest = " ".join([*words[length:], *([f'"{name}"'] if name else [])])
        read = self._read_wishes(replace(line, name=name, rest=rest), words[length:])
        if name is not None and read.unread:
            raise DealWordUnknown(read.unread[0], self.stages.names)
        return replace(read, name=" ".join(read.unread)) if is_new and read.unread else read

    def _read_account(self, line: DealLine, words: list[str], quoted: list[str]) -> tuple[DealLine, int]:
        """Return the line with its account, and how many words were read; a quoted account is taken out."""
        reference = _REFERENCE.match(words[0]) if words else None
        if reference is not None:
            deal_id = int(reference[2]) if reference[2] else None
            standing = Standing(DealState(reference[3]), unquote(reference[4])) if reference[3] else None
            return replace(line, account_id=int(reference[1]), deal_id=deal_id, standing=standing), 1
        length = self._measure_account(words)
        if length:
            return replace(line, account=" ".join(words[:length])), length
        if not quoted:
            raise AccountMissing
        return replace(line, account=quoted.pop(0)), 0

    def _measure_account(self, words: list[str]) -> int:
        """Return how many words name the account: the longest known name, else all before the first wish."""
        for length in range(len(words), 0, -1):
            if self.is_account(" ".join(words[:length])):
                return length
        return next((place for place, _ in enumerate(words) if self._begins_wish(words, place)), len(words))

    def _begins_wish(self, words: list[str], place: int) -> bool:
        word = fold_word(words[place])
        known = _STATES.keys() | _MARGIN_WORDS | _VALUE_WORDS | _CLOSE_WORDS | HISTORY_WORDS
        # A bare number may be part of a name: "Studio 54".
        is_amount = not word.isdecimal() and _read_amount(words[place]) is not None
        return word in known or self.stages.find(words[place]) is not None or is_amount

    def _read_wishes(self, line: DealLine, words: list[str]) -> DealLine:
        place = 0
        while place < len(words):
            line, place = self._read_wish(line, words, place)
        return line

    def _read_wish(self, line: DealLine, words: list[str], place: int) -> tuple[DealLine, int]:
        word = fold_word(words[place])
        if word in HISTORY_WORDS:
            return replace(line, wants_history=True), place + 1
        if word in _STATES:
            return replace(line, state=_STATES[word]), place + 1
        if word in _MARGIN_WORDS or word in _VALUE_WORDS:
            return _read_money(line, words, place, is_margin=word in _MARGIN_WORDS)
        if word in _CLOSE_WORDS:
            return self._read_close(line, words, place)
        return self._read_bare(line, words, place)

    def _read_bare(self, line: DealLine, words: list[str], place: int) -> tuple[DealLine, int]:
        """Read what no word announces: an amount, or a stage of one or more words."""
        amount = _read_amount(words[place])
        if amount is not None:
            return replace(line, value=_check_value(amount, words[place])), place + 1
        for length in range(len(words) - place, 0, -1):
            stage = self.stages.find(" ".join(words[place : place + length]))
            if stage is not None:
                return replace(line, stage=stage), place + length
        if fold_word(words[place]) in _FILLERS:
            return line, place + 1
        return replace(line, unread=(*line.unread, words[place])), place + 1

    def _read_close(self, line: DealLine, words: list[str], place: int) -> tuple[DealLine, int]:
        rest = " ".join(words[place + 1 :])
        days = find_days(split_line(rest).keys, self.today)
        day = next((each.future for each in days if each.future is not None), None)
        if day is None:
            raise NoSuchDay(rest or words[place])
        if day < self.today:
            raise CloseDayPassed(day)
        return replace(line, close_on=day), len(words)


def _read_money(line: DealLine, words: list[str], place: int, *, is_margin: bool) -> tuple[DealLine, int]:
    typed = words[place + 1] if place + 1 < len(words) else ""
    if typed in {"€", "eur"} and place + 2 < len(words):
        return _read_money(line, words, place + 1, is_margin=is_margin)
    amount = _read_amount(typed)
    if amount is None:
        raise DealWordUnknown(f"{words[place]} {typed}".strip(), ())
    if is_margin:
        return replace(line, margin=amount), place + 2
    return replace(line, value=_check_value(amount, typed)), place + 2


def _read_amount(word: str) -> Decimal | None:
    try:
        return read_amount(word) if any(char.isdecimal() for char in word) else None
    except ValueError:
        return None


def _check_value(amount: Decimal, typed: str) -> Decimal:
    if amount < 0:
        raise DealWordUnknown(typed, ())
    return amount
