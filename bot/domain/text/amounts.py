"""Parse amounts of money as typed in Dutch and English."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from bot.domain.text.words import fold_word, word_set

_UNITS = {
    **dict.fromkeys(word_set("k mille duizend thousand"), 1_000),
    **dict.fromkeys(word_set("m mio mln miljoen million"), 1_000_000),
}
_CURRENCY = re.compile(r"€|euros?|eur|\s")
_CURRENCY_WORDS = word_set("€ eur euro euros")
# The dash in "45.000,-" stands for zero cents; autocorrect turns it into a longer dash.
_WRITTEN = re.compile(rf"(-?[\d.,]*\d)(?:[.,][-\u2013\u2014=]*)?({'|'.join(sorted(_UNITS, key=len, reverse=True))})?")
# "45k5": the digits after the k are decimals of thousands.
_AROUND_K = re.compile(r"(-?\d+)k(\d{1,3})")
_THOUSANDS = re.compile(r"^-?\d{1,3}([.,])\d{3}(?:\1\d{3})*$")
CENT = Decimal("0.01")
# Amounts from here on are rejected as typos.
LARGEST_AMOUNT = Decimal(10) ** 12
# A bare number in this range is more likely a year: "Kassen 2027".
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def parse_amount(cell: str) -> Decimal:
    """Parse an amount in Dutch or English notation ("€ 12.500,-", "12,500.50", "1,5 mln").

    Raises:
        ValueError: it is no amount.
    """
    text = _CURRENCY.sub("", cell.casefold())
    split = _AROUND_K.fullmatch(text)
    written = _WRITTEN.fullmatch(text)
    try:
        if split is not None:
            amount = Decimal(f"{split[1]}.{split[2]}") * _UNITS["k"]
        elif written is not None:
            amount = Decimal(_to_decimal_text(written[1])) * _UNITS.get(written[2], 1)
        else:
            raise ValueError(cell)
        amount = amount.quantize(CENT)
    except InvalidOperation as error:
        raise ValueError(cell) from error
    if abs(amount) >= LARGEST_AMOUNT:
        raise ValueError(cell)
    return amount


def find_amount(words: Sequence[str], place: int) -> tuple[Decimal, int] | None:
    """Return the amount that begins at a word, and the index after it; unit and currency may be separate words."""
    start = place + (fold_word(words[place]) in _CURRENCY_WORDS)
    found = _parse_words(words[start : start + 2])
    if found is None:
        return None
    amount, length = found
    end = start + length
    if end < len(words) and fold_word(words[end]) in _CURRENCY_WORDS:
        end += 1
    return amount, end


def is_year(word: str) -> bool:
    """Return whether a bare number is more likely a year than an amount."""
    return word.isascii() and word.isdecimal() and _FIRST_YEAR <= int(word[:9]) <= _LAST_YEAR


def _parse_words(words: Sequence[str]) -> tuple[Decimal, int] | None:
    if not words or not any(char.isdecimal() for char in words[0]):
        return None
    has_unit = len(words) > 1 and fold_word(words[1]) in _UNITS
    for length in (2, 1) if has_unit else (1,):
        try:
            return parse_amount(" ".join(words[:length])), length
        except ValueError:
            continue
    return None


def _to_decimal_text(text: str) -> str:
    if _THOUSANDS.match(text):
        return text.replace(".", "").replace(",", "")
    # The last of the two separators is the decimal one: 12.500,50 and 12,500.50.
    if text.rfind(",") > text.rfind("."):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "")
