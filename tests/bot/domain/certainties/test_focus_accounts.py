"""The focus accounts: the fewest that bring 80% of the margin, and their share of the contacts (O3)."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.certainties.focus_accounts import (
    AccountMargin,
    Attention,
    add_minutes,
    find_focus_accounts,
    measure_attention,
)
from bot.domain.log.activity import Kind


def make(account_id: int, margin: str | int, *, contacts: int = 0, is_customer: bool = True) -> AccountMargin:
    return AccountMargin(account_id, f"Klant {account_id}", Decimal(margin), is_customer, contacts)


def find(*margins: str | int) -> set[int]:
    """Return the ids of the focus accounts; the accounts are numbered from 1."""
    return set(find_focus_accounts([make(number, margin) for number, margin in enumerate(margins, 1)]))


def test_exactly_four_fifths_is_enough_and_a_cent_less_is_not() -> None:
    assert find(80, 10, 10) == {1}
    assert find("79.99", "10.01", 10) == {1, 2}
    assert find("80.01", "9.99", 10) == {1}


def test_the_order_in_which_they_come_does_not_matter() -> None:
    assert find(10, 30, 5, 50, 5) == {2, 4}


def test_equal_margins_go_by_id() -> None:
    accounts = [make(7, 25), make(3, 25), make(9, 25), make(1, 25)]
    # Three of four equal accounts bring 75%, so all four are needed; of five, four bring exactly 80%.
    assert find_focus_accounts(accounts) == {1, 3, 7, 9}
    assert find_focus_accounts([*accounts, make(5, 25)]) == {1, 3, 5, 7}


def test_a_loss_never_helps_and_makes_the_whole_smaller() -> None:
    # 100, 20 and -20 add up to 100, of which 80 is four fifths.
    assert find(100, 20, -20) == {1}
    assert find(60, 40, -1) == {1, 2}


def test_without_a_margin_above_zero_there_are_none() -> None:
    assert find() == set()
    assert find(0, 0) == set()
    assert find(50, -50) == set()
    assert find(50, "-50.01") == set()
    assert find(50, "-49.99") == {1}


@given(st.lists(st.integers(min_value=-20, max_value=60), min_size=1, max_size=7))
def test_no_smaller_choice_brings_as_much(margins: list[int]) -> None:
    main = find(*margins)
    total = sum(margins)
    if total > 0:
        assert 5 * sum(margins[number - 1] for number in main) >= 4 * total
        assert all(5 * sum(fewer) < 4 * total for fewer in combinations(margins, len(main) - 1))
    else:
        assert main == set()


def test_attention_is_counted_for_customers_and_for_the_main_ones() -> None:
    attention = measure_attention(
        [
            make(1, 80, contacts=6),
            make(2, 20, contacts=4),
            make(3, 0, contacts=30, is_customer=False),
        ]
    )
    assert attention == Attention(contacts=40, with_customers=10, with_main=6)


def test_o3_time_is_counted_by_what_each_kind_usually_takes() -> None:
    assert add_minutes({Kind.MESSAGE: 5, Kind.CALL: 2, Kind.VISIT: 1}) == 5 * 5 + 2 * 15 + 90
    attention = measure_attention(
        [replace(make(1, 80), minutes=90), replace(make(2, 0, is_customer=False), minutes=30)]
    )
    assert (attention.minutes_with_customers, attention.minutes) == (90, 120)


def test_a_main_account_that_left_still_counts_as_main() -> None:
    assert measure_attention([make(1, 80, contacts=2, is_customer=False)]) == Attention(
        2, with_customers=0, with_main=2
    )


def test_without_a_contact_everything_is_zero() -> None:
    nothing = Attention(contacts=0, with_customers=0, with_main=0)
    assert measure_attention([make(1, 80)]) == measure_attention([]) == nothing
