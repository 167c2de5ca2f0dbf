"""Amounts of money as people write them, in Dutch and English."""

import re
from decimal import Decimal, InvalidOperation

_AMOUNT = re.compile(r"^-?[\d.,]+$")
_THOUSANDS = re.compile(r"^-?\d{1,3}([.,])\d{3}(?:\1\d{3})*$")
_ENDINGS = {"k": 1_000, "mln": 1_000_000, "m": 1_000_000}
CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal(10) ** 12


def read_amount(cell: str) -> Decimal:
    """Return an amount as it is written in Dutch or English ("€ 12.500,00", "12,500.50", "12k"); else ValueError."""
    text = cell.casefold().replace("€", "").replace("eur", "").replace("\u00a0", "").replace(" ", "")
    ending = next((each for each in _ENDINGS if text.endswith(each)), "")
    text = text.removesuffix(ending).removesuffix(",-").removesuffix(".-")
    if not _AMOUNT.match(text):
        raise ValueError(cell)
    try:
        amount = (Decimal(_to_decimal_text(text)) * _ENDINGS.get(ending, 1)).quantize(CENT)
    except InvalidOperation as error:
        raise ValueError(cell) from error
    if abs(amount) >= LARGEST_AMOUNT:
        raise ValueError(cell)
    return amount


def _to_decimal_text(text: str) -> str:
    if _THOUSANDS.match(text):
        return text.replace(".", "").replace(",", "")
    # The last of the two signs is the decimal one: 12.500,50 and 12,500.50.
    if text.rfind(",") > text.rfind("."):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "")
