"""Four contact moments after a sale, and the expected day of the next order from regular orders (Z4)."""

from datetime import date, timedelta

import pytest

from bot.domain.certainties.repeat_rhythm import expect_repeat, find_after_sale, is_repeat_near

SOLD_ON = date(2026, 1, 5)
ORDERED = date(2026, 1, 1)


def find(days: int, *, last_contact: int | None = None, weeks: tuple[int, ...] = (2, 6, 13, 26)) -> int | None:
    """Return the due moment; both the day and the last contact are given in days after the sale."""
    contact = None if last_contact is None else SOLD_ON + timedelta(days=last_contact)
    return find_after_sale(SOLD_ON, today=SOLD_ON + timedelta(days=days), last_contact=contact, weeks=weeks)


def expect(*days: int) -> int | None:
    """Return the expected day of the next order; all days are offsets from the same day."""
    found = expect_repeat([ORDERED + timedelta(days=day) for day in days])
    return None if found is None else (found - ORDERED).days


@pytest.mark.parametrize("weeks", [2, 6, 13, 26])
def test_a_moment_is_due_on_its_day_and_for_ten_days_more(weeks: int) -> None:
    moment = weeks * 7
    assert find(moment - 1) is None
    assert find(moment) == weeks
    assert find(moment + 10) == weeks
    assert find(moment + 11) is None


def test_the_usual_moments_need_not_be_given() -> None:
    assert find_after_sale(SOLD_ON, today=date(2026, 1, 19), last_contact=None) == 2


def test_a_contact_from_three_days_before_the_moment_on_will_do() -> None:
    assert find(45, last_contact=38) == 6
    assert find(45, last_contact=39) is None
    assert find(45, last_contact=40) is None
    assert find(45, last_contact=45) is None


def test_a_contact_of_the_day_of_the_sale_is_not_one_after_it() -> None:
    assert find(14, last_contact=0) == 2


def test_of_two_moments_the_latest_is_due() -> None:
    # Weeks 1 and 2 are days 7 and 14: on day 17 both are at most ten days ago, on day 13 only week 1 is past.
    assert find(13, weeks=(1, 2)) == 1
    assert find(17, weeks=(1, 2)) == 2
    assert find(17, weeks=(2, 1)) == 2


def test_a_contact_before_the_latest_moment_was_one_for_the_earlier() -> None:
    assert find(17, weeks=(1, 2), last_contact=10) == 2
    assert find(17, weeks=(1, 2), last_contact=11) is None


def test_a_segment_may_have_moments_of_its_own_or_none() -> None:
    assert find(14, weeks=(4, 8)) is None
    assert find(28, weeks=(4, 8)) == 4
    assert find(14, weeks=()) is None


def test_two_orders_tell_nothing_and_three_do() -> None:
    assert expect() is None
    assert expect(0) is None
    assert expect(0, 30) is None
    assert expect(0, 30, 60) == 90


def test_several_orders_of_one_day_are_one() -> None:
    assert expect(0, 0, 30) is None
    assert expect(0, 30, 30, 60) == 90


def test_the_order_in_which_they_are_given_does_not_matter() -> None:
    assert expect(60, 0, 30) == 90


def test_intervals_are_alike_up_to_twice_the_smallest() -> None:
    # The intervals are 30 and 59, 60 or 61; medians are rounded down to whole days (44.5 to 44).
    assert expect(0, 30, 89) == 89 + 44
    assert expect(0, 30, 90) == 90 + 45
    assert expect(0, 30, 91) is None
    assert expect(0, 61, 91) is None


def test_the_middle_interval_counts_and_not_the_mean() -> None:
    # Intervals of 30, 30 and 60 days: the median is 30, the mean 40.
    assert expect(0, 30, 60, 120) == 150


def test_an_order_is_near_from_four_weeks_before_to_two_weeks_after() -> None:
    expected = date(2026, 6, 1)
    near = {days for days in range(-40, 40) if is_repeat_near(expected, today=expected + timedelta(days=days))}
    assert near == set(range(-28, 15))
