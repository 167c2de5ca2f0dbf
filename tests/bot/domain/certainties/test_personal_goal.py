"""The contacts a day that a personal goal requires follow from the rep's own conversion, with an interval (O1)."""

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.certainties.personal_goal import (
    Funnel,
    Goal,
    GoalKind,
    GoalProgress,
    GoalRequirement,
    find_requirement,
    find_won_bounds,
    measure_progress,
)

MARGIN = Goal(GoalKind.MARGIN, amount=Decimal(150_000), by=date(2026, 12, 31), since=date(2026, 1, 1))
CUSTOMERS = replace(MARGIN, kind=GoalKind.CUSTOMERS, amount=Decimal(12))
# 20 contacts and a margin of 5,000 for every won deal.
FUNNEL = Funnel(contacts=400, deals=40, won=20, margin=Decimal(100_000))
# Counts up to 119 cover practically all outcomes for means up to 60; computed once.
BOUNDS = {won: find_won_bounds(won) for won in range(120)}


def ask(
    goal: Goal = MARGIN, *, reached: Decimal | int = 50_000, funnel: Funnel = FUNNEL, days_left: float = 100
) -> GoalRequirement | None:
    return find_requirement(goal, reached=Decimal(reached), funnel=funnel, days_left=days_left)


def ask_surely(
    goal: Goal = MARGIN, *, reached: Decimal | int = 50_000, funnel: Funnel = FUNNEL, days_left: float = 100
) -> GoalRequirement:
    found = ask(goal, reached=reached, funnel=funnel, days_left=days_left)
    assert found is not None
    return found


def test_a_margin_is_asked_in_deals_of_the_own_margin_and_contacts_of_the_own_conversion() -> None:
    # 100,000 to go at 5,000 a deal is 20 deals; at 20 contacts a deal that is 400 contacts, 4 a day over 100 days.
    found = ask_surely()
    assert (found.left, found.days_left, found.deals) == (Decimal(100_000), 100, 20.0)
    assert found.contacts_a_day == pytest.approx(4.0)


def test_a_target_by_an_earlier_day_asks_more_a_day_and_no_more_in_all() -> None:
    found = ask_surely(replace(MARGIN, kind=GoalKind.TARGET_BY, by=date(2026, 10, 1)), days_left=50)
    assert found.deals == pytest.approx(20.0)
    assert found.contacts_a_day == pytest.approx(8.0)


def test_a_number_of_customers_does_not_look_at_margins() -> None:
    # 10 of 12 customers to go: 200 contacts, 5 a day over 40 days.
    found = ask_surely(CUSTOMERS, reached=2, funnel=replace(FUNNEL, margin=Decimal(0)), days_left=40)
    assert (found.left, found.deals) == (Decimal(10), 10.0)
    assert found.contacts_a_day == pytest.approx(5.0)


def test_the_interval_is_that_of_twenty_won_deals() -> None:
    # From chi-square tables: 26.509 (5%, 40 degrees of freedom) and 58.124 (95%, 42); half of these are won deals.
    # 20 deals x 400 contacts / that number of won deals / 100 days.
    found = ask_surely()
    assert found.low == pytest.approx(20 * 400 / 29.062 / 100, rel=1e-4)
    assert found.high == pytest.approx(20 * 400 / 13.2545 / 100, rel=1e-4)


def test_the_same_conversion_from_more_deals_is_told_more_narrowly() -> None:
    tenfold = Funnel(contacts=4_000, deals=400, won=200, margin=Decimal(1_000_000))
    few, many = ask_surely(), ask_surely(funnel=tenfold)
    assert many.contacts_a_day == pytest.approx(few.contacts_a_day)
    assert few.low < many.low < many.contacts_a_day < many.high < few.high


def test_nothing_is_told_with_four_won_deals_and_something_with_five() -> None:
    assert ask(funnel=replace(FUNNEL, won=4)) is None
    assert ask(funnel=replace(FUNNEL, won=5)) is not None
    assert ask(CUSTOMERS, reached=2, funnel=replace(FUNNEL, won=4)) is None


def test_it_is_certain_from_twenty_won_deals_on() -> None:
    assert not ask_surely(funnel=replace(FUNNEL, won=5)).is_certain
    assert not ask_surely(funnel=replace(FUNNEL, won=19)).is_certain
    assert ask_surely(funnel=replace(FUNNEL, won=20)).is_certain


@pytest.mark.parametrize("reached", [150_000, 150_001])
def test_a_reached_goal_asks_nothing_whatever_is_known(reached: int) -> None:
    nothing = Funnel(contacts=0, deals=0, won=0, margin=Decimal(0))
    asked = GoalRequirement(Decimal(0), days_left=0, deals=0, contacts_a_day=0, low=0, high=0, is_certain=False)
    assert ask(reached=reached, funnel=nothing, days_left=0) == asked


def test_a_cent_below_the_goal_something_is_still_asked() -> None:
    found = ask_surely(reached=Decimal("149999.99"))
    assert found.left == Decimal("0.01")
    assert found.contacts_a_day > 0


def test_a_loss_so_far_is_asked_on_top() -> None:
    assert ask_surely(reached=-5_000).left == Decimal(155_000)


@pytest.mark.parametrize("margin", [0, -1])
def test_won_deals_without_margin_tell_nothing_about_margin(margin: int) -> None:
    assert ask(funnel=replace(FUNNEL, margin=Decimal(margin))) is None


def test_won_deals_without_a_logged_contact_tell_nothing() -> None:
    assert ask(funnel=replace(FUNNEL, contacts=0)) is None
    assert ask(funnel=replace(FUNNEL, contacts=1)) is not None


def test_half_a_day_left_asks_double_and_no_day_left_cannot_be_asked() -> None:
    assert ask_surely(days_left=0.5).contacts_a_day == pytest.approx(2 * ask_surely(days_left=1).contacts_a_day)
    assert ask(days_left=0) is None


@pytest.mark.parametrize(
    ("won", "fewest", "most"),
    [
        # Half of chi-square: 5% with 2n degrees of freedom and 95% with 2n + 2, from tables.
        (1, 0.103 / 2, 9.488 / 2),
        (5, 3.940 / 2, 21.026 / 2),
        (10, 10.851 / 2, 33.924 / 2),
        (20, 26.509 / 2, 58.124 / 2),
        (50, 77.929 / 2, 126.574 / 2),
    ],
)
def test_the_bounds_are_those_of_the_tables(won: int, fewest: float, most: float) -> None:
    assert list(find_won_bounds(won)) == pytest.approx([fewest, most], abs=5e-4)


def test_without_a_won_deal_the_upper_bound_is_that_of_the_exponential() -> None:
    # The x for which e to the power of -x is 0.05; the lower bound is 0.
    assert list(find_won_bounds(0)) == pytest.approx([0, -math.log(0.05)], abs=1e-9)


def test_many_won_deals_come_near_the_bell_curve() -> None:
    # 1.645 standard deviations of 100; the rest is skewness, which stays under two deals.
    fewest, most = find_won_bounds(10_000)
    assert fewest == pytest.approx(10_000 - 164.5, abs=2)
    assert most == pytest.approx(10_000 + 164.5, abs=2)


@given(mean=st.floats(min_value=0.1, max_value=60))
def test_nine_in_ten_times_the_bounds_hold_what_is_true(mean: float) -> None:
    held = [won for won, (fewest, most) in BOUNDS.items() if fewest <= mean <= most]
    assert sum(math.exp(won * math.log(mean) - mean - math.lgamma(won + 1)) for won in held) >= 0.9 - 1e-9


@pytest.mark.parametrize(
    ("reached", "days_gone", "progress"),
    [
        (0, 0, GoalProgress(reached=0, gone=0)),
        (75_000, 55, GoalProgress(reached=0.5, gone=0.25)),
        (150_000, 220, GoalProgress(reached=1, gone=1)),
        (180_000, 221, GoalProgress(reached=1.2, gone=1)),
        (-1, -1, GoalProgress(reached=0, gone=0)),
    ],
)
def test_progress_is_the_share_reached_beside_the_share_of_the_time(
    reached: int, days_gone: float, progress: GoalProgress
) -> None:
    assert measure_progress(MARGIN, reached=Decimal(reached), days_gone=days_gone, days_in_all=220) == progress


def test_a_goal_of_nothing_is_reached_and_no_time_at_all_is_over() -> None:
    nothing = replace(MARGIN, amount=Decimal(0))
    assert measure_progress(nothing, reached=Decimal(0), days_gone=0, days_in_all=0) == GoalProgress(reached=1, gone=1)
