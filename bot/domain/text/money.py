"""Find amounts of money with their currency in typed words: `$45k`, `45.000 USD`, `CHF 5.000`, and percentages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.text.amounts import find_amount
from bot.domain.text.words import fold_word, word_set

# The currencies of deals, by ISO 4217 code: those of Europe and of its larger trading partners.
CURRENCIES = (
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "AED", "AUD", "CAD", "CNY", "JPY",
    "INR", "SGD", "ZAR",
)  # fmt: skip
USUAL_CURRENCY = CURRENCIES[0]
_SIGNS = {"€": "EUR", "us$": "USD", "$": "USD", "£": "GBP", "zł": "PLN"}
_NAMES = {code.casefold(): code for code in CURRENCIES} | {
    **dict.fromkeys(word_set("euro euros"), "EUR"),
    **dict.fromkeys(word_set("dollar dollars"), "USD"),
    **dict.fromkeys(word_set("pond ponden pound pounds sterling"), "GBP"),
    **dict.fromkeys(word_set("frank franken franc francs"), "CHF"),
}
_MARKS = _SIGNS | _NAMES
_EITHER = "|".join(sorted(map(re.escape, _MARKS), key=len, reverse=True))
# A currency that is stuck to its amount: "$45k", "45.000usd". A minus may come before the sign.
_BEFORE = re.compile(rf"(-?)({_EITHER})(?=[-\d])(.+)", re.IGNORECASE)
_BEHIND = re.compile(rf"(.*\d[kmKM.,\-\u2013\u2014=]*?)({_EITHER})", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(%?)")
_SHARE_WORDS = frozenset({"%", "procent", "percent", "pct"})
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in a currency, as it is shown."""

    amount: Decimal
    currency: str


def add_up(amounts: Iterable[Worth | None]) -> tuple[Worth, ...]:
    """Return a total per currency, the largest first; unknown amounts and totals of nothing are left out."""
    totals: dict[str, Decimal] = {}
    for each in amounts:
        if each is not None:
            totals[each.currency] = totals.get(each.currency, Decimal(0)) + each.amount
    found = [Worth(amount, currency) for currency, amount in totals.items() if amount]
    return tuple(sorted(found, key=lambda each: (-each.amount, each.currency)))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, its currency when typed, and the index of the word after it."""

    amount: Decimal
    currency: str | None
    end: int


def find_currency(typed: str) -> str | None:
    """Return the code of a currency for its code, sign or name; None when it is none that is supported."""
    return _MARKS.get(typed.casefold()) or _NAMES.get(fold_word(typed))


def find_money(words: Sequence[str], place: int) -> Money | None:
    """Return the amount that begins at a word, with its currency before it, after it or stuck to it."""
    currency = find_currency(words[place])
    start = place + (currency is not None)
    if start >= len(words):
        return None
    bare, stuck = _split_currency(words[start])
    found = find_amount([bare, *words[start + 1 : start + 3]], 0)
    if found is None:
        return None
    amount, length = found
    currency, end = currency or stuck, start + length
    # "45.000 €" is read with its currency by ``find_amount``; the others follow as a word of their own.
    if currency is None and length > 1:
        currency = find_currency(words[end - 1])
    if end < len(words) and currency is None and (behind := find_currency(words[end])) is not None:
        return Money(amount, behind, end + 1)
    return Money(amount, currency, end)


def find_share(words: Sequence[str], place: int) -> tuple[Decimal, int] | None:
    """Return the percentage that begins at a word ("30%", "12,5 procent") and the index after it; at most 100."""
    if place >= len(words):
        return None
    written = _SHARE.fullmatch(words[place])
    if written is None:
        return None
    end = place + 1
    if not written[2]:
        if end >= len(words) or fold_word(words[end]) not in _SHARE_WORDS:
            return None
        end += 1
    share = Decimal(written[1].replace(",", "."))
    return (share, end) if share <= WHOLE else None


def _split_currency(word: str) -> tuple[str, str | None]:
    """Return a word without the currency that is stuck to it, and that currency."""
    before = _BEFORE.fullmatch(word)
    if before is not None:
        return f"{before[1]}{before[3]}", find_currency(before[2])
    behind = _BEHIND.fullmatch(word)
    return (behind[1], find_currency(behind[2])) if behind is not None else (word, None)
