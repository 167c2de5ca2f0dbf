"""What decided for the customer, as often as it was named (O4)."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deals.win_reasons import MainReason, WinReason, find_main_reason


def test_o4_the_reason_named_most_often_is_told_with_how_often_and_of_how_many() -> None:
    named = ["quick", "price", "quick", "trust", "quick"]
    assert find_main_reason(named) == MainReason("quick", times=3, known=5)


def test_two_reasons_known_tell_nothing_yet() -> None:
    assert find_main_reason(["quick", "quick"]) is None
    assert find_main_reason(["quick", "quick", "price"]) == MainReason("quick", times=2, known=3)


def test_reasons_that_were_each_named_once_or_as_often_tell_nothing() -> None:
    assert find_main_reason([]) is None
    assert find_main_reason(["quick", "price", "trust"]) is None
    assert find_main_reason(["quick", "price", "quick", "price"]) is None


@given(st.lists(st.sampled_from(WinReason), max_size=20))
def test_the_order_of_the_deals_does_not_matter(named: list[WinReason]) -> None:
    assert find_main_reason(named[::-1]) == find_main_reason(sorted(named)) == find_main_reason(named)
