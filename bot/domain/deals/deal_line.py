"""Parse a deal line: `nieuw Acme "Kassen 2027" 45k marge 12k`, `Acme offerte` (V1)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

from bot.domain.accounts.typed_account import measure_account
from bot.domain.deals.close_day import find_close_day, find_passed_day
from bot.domain.deals.deal_names import KnownNames
from bot.domain.deals.deal_words import (
    BEFORE_AMOUNT,
    CLOSE_WORDS,
    CURRENCY_WORDS,
    FILLERS,
    HISTORY_WORDS,
    MARGIN_WORDS,
    MONEY_WORDS,
    NEW_WORDS,
    QUOTES,
    SEPARATORS,
    STATES,
    WISH_WORDS,
)
from bot.domain.deals.deals import DealState, DealStatus
from bot.domain.deals.errors import (
    CloseDayPassed,
    DealAccountMissing,
    DealCurrencyMixed,
    DealDayUnclear,
    DealLineTooLong,
    DealWordUnknown,
)
from bot.domain.people.stages import LONGEST_NAME as LONGEST_STAGE
from bot.domain.people.stages import Stages
from bot.domain.text.amounts import is_year
from bot.domain.text.bounds import check_line
from bot.domain.text.cleaning import clean_text
from bot.domain.text.money import Money, find_currency, find_money, find_share
from bot.domain.text.name_form import split_pieces
from bot.domain.text.words import fold_word

_QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
# A comma between digits is part of an amount, and so is the one in "45.000,-".
_COMMA = re.compile(r"(?<!\d),|,(?![\d\-\u2013\u2014=])")
# An account, a deal of it, and the deal's status: "#5/12@open:eerste%20contract". Longer numbers would overflow the
# database's id column.
_REFERENCE = re.compile(r"^#(\d{1,9})(?:/(\d{1,9})(?:@(open|won|lost):(\S+))?)?$")
# With the other fields of the button value this must fit Slack's limit of 2000 characters.
LONGEST_LINE = 1500
# A bare number with so many digits is no part of a name: "Studio 54".
_SHORTEST_VALUE = 4
# The most words between "sluit" and its day.
_FARTHEST_DAY = 40


@dataclass(frozen=True, slots=True)
class DealLine:
    """A parsed deal line; ``account`` is as typed, days are local.

    A field that is None leaves the deal unchanged. ``account_id`` and ``deal_id`` are set when the line comes from a
    button, with ``status`` as it was when the button was rendered. ``unread`` are words that may be part of the deal's
    name. ``currency`` is an ISO code, ``margin_share`` the margin as a percentage of the value. ``is_correction`` marks
    a change that a closed deal can have too: its name, account or figures were wrong. ``rest`` is the line without its
    account and, after ``parse_changes``, without an unquoted deal name.
    """

    account: str = ""
    account_id: int | None = None
    deal_id: int | None = None
    status: DealStatus | None = None
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
    currency: str | None = None
    margin_share: Decimal | None = None
    new_name: str | None = None
    to_account_id: int | None = None
    is_correction: bool = False

    @property
    def changes(self) -> bool:
        """Whether the line changes anything."""
        figures = (self.value, self.margin, self.margin_share, self.currency, self.close_on)
        changes = (self.stage, self.state, self.new_name, self.to_account_id, *figures)
        return self.is_new or any(change is not None for change in changes)


@dataclass(frozen=True, slots=True)
class DealParser:
    """Parses the deal lines of one workspace, with its stages, its account names and the user's local day."""

    stages: Stages
    is_account: Callable[[str], bool]
    today: date

    def read(self, text: str, names: Sequence[str] = ()) -> DealLine:
        """Parse a line; ``names`` are the names of the account's deals.

        Raises:
            DealAccountMissing: the line names no account.
            DealDayUnclear: the closing day cannot be parsed.
            DealLineTooLong: the line does not fit in a button.
            DealWordUnknown: an amount is invalid, or there are unknown words besides a quoted name.
            CloseDayPassed: the closing day has passed.
            LineTooLong: the line exceeds the length limit.
        """
        return self.parse_changes(self.parse_account(text), names)

    def parse_account(self, text: str) -> DealLine:
        """Parse only the account and whether the deal is new; all else stays in ``rest``. Raises as ``read``."""
        text = _QUOTED.sub(lambda found: found[0] if found[1].strip() else " ", clean_text(check_line(text)))
        words, quoted = _split(text)
        is_new = bool(words) and fold_word(words[0]) in NEW_WORDS
        words = words[1:] if is_new else self._put_state_last(words)
        begin = text.split()[1:] if is_new else text.split()
        if quoted and begin and begin[0][0] in QUOTES:
            line, length = replace(DealLine(is_new=is_new), account=quoted.pop(0)), 0
        else:
            line, length = self._parse_account(DealLine(is_new=is_new), words, quoted)
        rest = " ".join([*words[length:], *(f'"{each}"' for each in quoted)])
        if len(line.account) + len(rest) > LONGEST_LINE:
            raise DealLineTooLong(LONGEST_LINE)
        return replace(line, rest=rest)

    def parse_changes(self, line: DealLine, names: Sequence[str] = ()) -> DealLine:
        """Parse the rest of a line returned by ``parse_account``. Raises as ``read``.

        One of the ``names`` is recognised anywhere in the line, unless the deal is new or already known.
        """
        words, quoted = _split(line.rest)
        if len(quoted) > 1:
            raise DealWordUnknown(quoted[1], self.stages.names)
        read = replace(line, name=quoted[0] if quoted else None)
        is_settled = line.is_new or line.deal_id is not None or bool(quoted)
        read = self._parse_all(read, words, KnownNames(() if is_settled else names))
        if read.name is not None and read.unread:
            raise DealWordUnknown(read.unread[0], self.stages.names)
        return replace(read, name=" ".join(read.unread)) if line.is_new and read.unread else read

    def _parse_account(self, line: DealLine, words: list[str], quoted: list[str]) -> tuple[DealLine, int]:
        """Return the line with its account, and the number of words parsed; a quoted account is removed."""
        reference = _REFERENCE.match(words[0]) if words else None
        if reference is not None:
            deal_id = int(reference[2]) if reference[2] else None
            status = DealStatus(DealState(reference[3]), unquote(reference[4])) if reference[3] else None
            return replace(line, account_id=int(reference[1]), deal_id=deal_id, status=status), 1
        length = self._measure_account(words, is_new=line.is_new)
        while length and words[length - 1] in SEPARATORS:
            length -= 1
        if length:
            return replace(line, account=" ".join(words[:length])), length
        if not quoted:
            raise DealAccountMissing
        return replace(line, account=quoted.pop(0)), 0

    def _put_state_last(self, words: list[str]) -> list[str]:
        """Return "gewonnen Acme" as "Acme gewonnen"; the first word of a known name stays where it is."""
        is_state = bool(words) and STATES.get(_fold_keyword(words[0])) is not None and fold_word(words[0]) != "open"
        if not is_state or len(words) == 1 or measure_account(words, self.is_account):
            return words
        return [*words[1:], words[0]]

    def _measure_account(self, words: list[str], *, is_new: bool) -> int:
        """Return how many words name the account: the longest known name, else those before the first change.

        In the line of a new deal a large number at the end is its value: "Aveve silo 30000".
        """
        known = measure_account(words, self.is_account)
        if known:
            return known
        last = words[-1] if is_new and len(words) > 1 else ""
        end = len(words) - (last.isdecimal() and len(last) >= _SHORTEST_VALUE and not is_year(last))
        return next((place for place in range(end) if self._begins_wish(words, place)), end)

    def _begins_wish(self, words: list[str], place: int) -> bool:
        if _fold_keyword(words[place]) in WISH_WORDS or self.stages.find(words[place]) is not None:
            return True
        money = find_money(words, place)
        # A bare number may be part of a name: "Studio 54".
        return money is not None and not (money.end == place + 1 and words[place].isdecimal())

    def _parse_all(self, line: DealLine, words: list[str], names: KnownNames) -> DealLine:
        place, taken, pieces = 0, set[int](), [split_pieces(word) for word in words] if names else []
        while place < len(words):
            length = 0
            if names and line.name is None and place not in taken:
                may_be_wish = fold_word(words[place]) in FILLERS or self._begins_wish(words, place)
                length = names.measure(pieces, place, may_be_wish=may_be_wish)
            if length:
                name, rest = words[place : place + length], words[:place] + words[place + length :]
                line, place = replace(line, name=" ".join(name), rest=" ".join(rest)), place + length
            elif place in taken:
                place += 1
            else:
                line, place = self._parse_wish(line, words, place, taken)
        return line

    def _parse_wish(self, line: DealLine, words: list[str], place: int, taken: set[int]) -> tuple[DealLine, int]:
        """Return the line with one more change, and the index of the next; the change may also use later words."""
        word = _fold_keyword(words[place])
        if word in HISTORY_WORDS:
            return replace(line, wants_history=True), place + 1
        if word in STATES:
            return replace(line, state=STATES[word]), place + 1
        if word in MONEY_WORDS:
            return _parse_money(line, words, place, is_margin=word in MARGIN_WORDS)
        if word in CURRENCY_WORDS:
            return _parse_currency(line, words, place)
        if word in CLOSE_WORDS:
            return self._parse_close(line, words, place, taken)
        return self._parse_bare(line, words, place)

    def _parse_bare(self, line: DealLine, words: list[str], place: int) -> tuple[DealLine, int]:
        """Parse a change without a keyword: an amount, or a stage of one or more words."""
        share = find_share(words, place)
        if share is not None and _belongs_before(words, share[1]) and fold_word(words[share[1]]) in MARGIN_WORDS:
            return replace(line, margin_share=share[0], margin=None), share[1] + 1
        if share is not None and line.value is not None:
            # "45k 30%" may be a margin, a discount or a chance.
            raise DealWordUnknown(words[place], ())
        money = find_money(words, place)
        if money is not None and not (money.end == place + 1 and is_year(words[place])):
            if _belongs_before(words, money.end):
                is_margin = fold_word(words[money.end]) in MARGIN_WORDS
                return _set_money(line, money, words[place], is_margin=is_margin), money.end + 1
            return _set_money(line, money, words[place], is_margin=False), money.end
        for length in range(min(len(words) - place, LONGEST_STAGE), 0, -1):
            stage = self.stages.find(" ".join(words[place : place + length]))
            if stage is not None:
                return replace(line, stage=stage), place + length
        if fold_word(words[place]) in FILLERS:
            return line, place + 1
        return replace(line, unread=(*line.unread, words[place])), place + 1

    def _parse_close(self, line: DealLine, words: list[str], place: int, taken: set[int]) -> tuple[DealLine, int]:
        """Parse the first day after a keyword such as "sluit"; without a day the word may be the name of a stage."""
        following = words[place + 1 : place + 1 + _FARTHEST_DAY]
        found = find_close_day(following, self.today)
        if found is None:
            return replace(line, stage=self._find_stage_for_close(words[place], following)), place + 1
        taken.update(place + 1 + at for at in found.taken)
        return replace(line, close_on=found.day), place + 1

    def _find_stage_for_close(self, word: str, following: list[str]) -> str:
        """Return the stage that a keyword such as "closing" names where no day to come follows it."""
        passed = find_passed_day(following, self.today)
        if passed is not None:
            raise CloseDayPassed(passed)
        stage = self.stages.find(word)
        if stage is None:
            raise DealDayUnclear(" ".join(following) or word)
        return stage


def _split(text: str) -> tuple[list[str], list[str]]:
    """Return the words outside quotes, and the quoted texts."""
    quoted = [" ".join(each.split()) for each in _QUOTED.findall(text)]
    return _COMMA.sub(" ", _QUOTED.sub(" ", text)).split(), quoted


def _parse_money(line: DealLine, words: list[str], place: int, *, is_margin: bool) -> tuple[DealLine, int]:
    start = place + 1
    while start < len(words) and fold_word(words[start]) in BEFORE_AMOUNT:
        start += 1
    typed = words[start] if start < len(words) else ""
    share = find_share(words, start) if is_margin else None
    if share is not None:
        return replace(line, margin_share=share[0], margin=None), share[1]
    money = find_money(words, start) if typed else None
    if money is None:
        raise DealWordUnknown(f"{words[place]} {typed}".strip(), ())
    return _set_money(line, money, typed, is_margin=is_margin), money.end


def _fold_keyword(word: str) -> str:
    """Return a word as keywords are compared: "waarde:" is "waarde"."""
    return fold_word(word.rstrip(":=") or word)


def _set_money(line: DealLine, money: Money, typed: str, *, is_margin: bool) -> DealLine:
    """Return the line with an amount; all amounts of a line are in one currency."""
    if money.currency is not None and line.currency not in {None, money.currency}:
        raise DealCurrencyMixed(line.currency or "", money.currency)
    line = replace(line, currency=money.currency or line.currency)
    if is_margin:
        return replace(line, margin=money.amount, margin_share=None)
    return replace(line, value=_check_value(money.amount, typed))


def _parse_currency(line: DealLine, words: list[str], place: int) -> tuple[DealLine, int]:
    typed = words[place + 1] if place + 1 < len(words) else ""
    currency = find_currency(typed)
    if currency is None:
        raise DealWordUnknown(f"{words[place]} {typed}".strip(), ())
    if line.currency not in {None, currency}:
        raise DealCurrencyMixed(line.currency or "", currency)
    return replace(line, currency=currency), place + 2


def _belongs_before(words: list[str], place: int) -> bool:
    """Return whether a word such as "marge" names the amount before it: "12k marge", "50k waarde 12k marge"."""
    if place >= len(words) or fold_word(words[place]) not in MONEY_WORDS:
        return False
    if place + 1 >= len(words) or find_share(words, place + 1) is not None:
        return place + 1 >= len(words)
    following = find_money(words, place + 1)
    if following is None:
        return True
    end = following.end
    is_named = end < len(words) and fold_word(words[end]) in MONEY_WORDS
    return is_named and (end + 1 >= len(words) or find_money(words, end + 1) is None)


def _check_value(amount: Decimal, typed: str) -> Decimal:
    if amount < 0:
        raise DealWordUnknown(typed, ())
    return amount
