"""Parsing amounts of money as written in Dutch and English."""

import re
from decimal import Decimal

import pytest

from bot.domain.text.amounts import find_amount, is_year, parse_amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("45000", "45000"),
        ("45.000", "45000"),
        ("45,000", "45000"),
        ("12.500,50", "12500.50"),
        ("12,500.50", "12500.50"),
        ("45.000,-", "45000"),
        ("€ 45.000,-", "45000"),
        ("€ 45.000,–", "45000"),  # noqa: RUF001 - autocorrect makes the stroke longer
        ("45.000,- euro", "45000"),
        ("45000 EUR", "45000"),
        ("45k", "45000"),
        ("45 k", "45000"),
        ("€45K", "45000"),
        ("45k5", "45500"),
        ("45k500", "45500"),
        ("45,5k", "45500"),
        ("45 mille", "45000"),
        ("45 duizend", "45000"),
        ("1,5 mln", "1500000"),
        ("1.5M", "1500000"),
        ("2 miljoen", "2000000"),
        ("-500", "-500"),
        ("999999999999", "999999999999"),
    ],
)
def test_an_amount_is_read(written: str, amount: str) -> None:
    assert parse_amount(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written", ["", "k", "€", ".", ",-", "1.2.3,4,5", "45k-50k", "45kk", "45k5k", "20%", "zes", "1000000000000", "1--"]
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        parse_amount(written)


@pytest.mark.parametrize(
    ("typed", "amount", "end"),
    [
        ("45k offerte", 45_000, 1),
        ("45 k offerte", 45_000, 2),
        ("1,5 mln offerte", 1_500_000, 2),
        ("€ 45.000,- offerte", 45_000, 2),
        ("eur 45 mille offerte", 45_000, 3),
        ("45 duizend euro offerte", 45_000, 3),
        ("45k 5", 45_000, 1),
        ("45k mln", 45_000, 1),
        ("2027 euro", 2027, 2),
    ],
)
def test_an_amount_may_have_its_unit_and_currency_apart(typed: str, amount: int, end: int) -> None:
    assert find_amount(typed.split(), 0) == (Decimal(amount), end)


@pytest.mark.parametrize("typed", ["k", "€", "€ offerte", "offerte 45k", "mln 5"])
def test_no_amount_begins_at_a_word_without_a_number(typed: str) -> None:
    assert find_amount(typed.split(), 0) is None


def test_a_bare_number_from_1990_to_2100_is_a_year() -> None:
    assert [word for word in ("1989", "1990", "2027", "2100", "2101", "2.027", "2027k", "€2027") if is_year(word)] == [
        "1990",
        "2027",
        "2100",
    ]
