"""Undersized deals, relative to the team's own deals, and what a contact brings in them and elsewhere (Z5)."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deals.undersized_deals import (
    ClosedWork,
    DealYield,
    UndersizedDeals,
    find_size_limit,
    is_undersized,
    measure_undersized,
)


def find(*margins: int) -> Decimal | None:
    return find_size_limit([Decimal(margin) for margin in margins])


def measure(*deals: tuple[str | int, int, bool], line: int = 1_000) -> UndersizedDeals:
    closed = [ClosedWork(Decimal(margin), contacts, is_won) for margin, contacts, is_won in deals]
    return measure_undersized(closed, line=Decimal(line))


def test_there_is_no_line_with_nineteen_deals_and_there_is_with_twenty() -> None:
    assert find(*[300] * 19) is None
    assert find(*[300] * 20) == 100


def test_the_line_is_the_first_quartile_when_deals_differ_much() -> None:
    # Of 21 deals the sixth is the first quartile and the eleventh the median; 200 is under a third of 900.
    assert find(*[100] * 5, 200, *[900] * 15) == 200


def test_between_two_deals_the_quartile_is_taken_in_proportion() -> None:
    # Of 20 deals the quartile lies three quarters of the way from the fifth to the sixth.
    assert find(*[100] * 5, *[200] * 1, *[900] * 14) == 175


def test_the_line_is_never_above_a_third_of_the_median() -> None:
    assert find(*[100] * 5, 299, *[900] * 15) == 299
    assert find(*[100] * 5, 300, *[900] * 15) == 300
    assert find(*[100] * 5, 301, *[900] * 15) == 300


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=20, max_size=60))
def test_at_most_a_quarter_of_the_deals_is_below_the_line(margins: list[int]) -> None:
    line = find(*margins)
    assert line is not None
    # The quartile is at index (n - 1) / 4, so at most that number of deals, rounded up, lies below it.
    assert 4 * sum(margin < line for margin in margins) <= len(margins) + 2
    assert find(*reversed(margins)) == line


def test_a_deal_on_the_line_is_not_small_and_one_a_cent_below_is() -> None:
    found = measure(("999.99", 1, True), ("1000.00", 2, True), ("1000.01", 4, True))
    assert (found.small.contacts, found.others.contacts) == (1, 6)


def test_z5_lost_deals_took_contacts_and_brought_nothing() -> None:
    found = measure((500, 10, True), (700, 5, False), (4_000, 8, True), (8_000, 12, True), (9_000, 10, False))
    assert found == UndersizedDeals(
        small=DealYield(deals=2, won=1, margin=Decimal(500), contacts=15),
        others=DealYield(deals=3, won=2, margin=Decimal(12_000), contacts=30),
    )
    assert (found.small.a_contact, found.others.a_contact) == (Decimal(500) / 15, Decimal(400))


def test_without_contacts_nothing_is_known_to_be_better() -> None:
    assert measure((500, 10, True), (4_000, 0, True)).others.a_contact is None
    assert measure((500, 0, True)).small.a_contact is None


def test_z5_an_unknown_margin_is_not_small_and_without_a_line_nothing_is() -> None:
    line = Decimal(1_000)
    assert [is_undersized(Decimal(each), line=line) for each in ("999.99", "1000.00")] == [True, False]
    assert not is_undersized(None, line=line)
    assert not is_undersized(Decimal(1), line=None)


def test_where_nothing_is_small_everything_is_zero() -> None:
    assert measure((4_000, 8, True)).small == DealYield()
    assert measure() == UndersizedDeals(DealYield(), DealYield())
