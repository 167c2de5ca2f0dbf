"""Amounts with their currency, percentages, and totals per currency."""

from decimal import Decimal

from bot.domain.text.money import Money, Worth, add_up, find_currency, find_money, find_share


def find(typed: str) -> tuple[int, str | None, int] | None:
    found = find_money(typed.split(), 0)
    return None if found is None else (int(found.amount), found.currency, found.end)


def test_a_currency_is_read_before_behind_and_stuck_to_its_amount() -> None:
    expected = {
        "$45k": (45_000, "USD", 1),
        "45.000 USD": (45_000, "USD", 2),
        "£10k": (10_000, "GBP", 1),
        "CHF 5.000": (5_000, "CHF", 2),
        "€ 12.500,-": (12_500, "EUR", 2),
        "45k€": (45_000, "EUR", 1),
        "45kusd": (45_000, "USD", 1),
        "US$45k": (45_000, "USD", 1),
        "1,5 mln dollar": (1_500_000, "USD", 3),
        "120 k USD": (120_000, "USD", 3),
        "-$5k": (-5_000, "USD", 1),
        "5.000 pond": (5_000, "GBP", 2),
        "5 EUR USD": (5, "EUR", 2),
    }
    assert {typed: find(typed) for typed in expected} == expected


def test_an_amount_without_a_currency_says_none() -> None:
    assert [find("45k"), find("120 k"), find("1,5 mln marge")] == [
        (45_000, None, 1),
        (120_000, None, 2),
        (1_500_000, None, 2),
    ]


def test_a_currency_without_an_amount_is_no_money() -> None:
    assert [find(typed) for typed in ("USD", "$", "euro", "Kassen", "usdx5")] == [None] * 5


def test_only_known_currencies_have_a_code() -> None:
    assert [find_currency(each) for each in ("usd", "$", "ponden", "BTC", "")] == ["USD", "USD", "GBP", None, None]


def test_a_percentage_is_at_most_a_hundred() -> None:
    found = {typed: find_share(typed.split(), 0) for typed in ("30%", "30 %", "12,5 procent", "130%", "30", "")}
    assert found == {
        "30%": (Decimal(30), 1),
        "30 %": (Decimal(30), 2),
        "12,5 procent": (Decimal("12.5"), 2),
        "130%": None,
        "30": None,
        "": None,
    }


def test_totals_are_kept_apart_by_currency_the_largest_first() -> None:
    amounts = [
        Worth(Decimal(1), "EUR"),
        None,
        Worth(Decimal(5), "USD"),
        Worth(Decimal(2), "EUR"),
        Worth(Decimal(0), "GBP"),
    ]
    assert add_up(amounts) == (Worth(Decimal(5), "USD"), Worth(Decimal(3), "EUR"))


def test_money_knows_where_it_ends() -> None:
    assert find_money(["Kassen", "$45k", "marge"], 1) == Money(Decimal("45000.00"), "USD", 2)
