"""The contacts a day that a personal goal requires follow from the rep's own conversion (O1)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.certainties.personal_goal import (
    Funnel,
    Goal,
    GoalGap,
    GoalKind,
    GoalProgress,
    GoalRequirement,
    Pace,
    find_gap,
    find_requirement,
    measure_progress,
)

MARGIN = Goal(GoalKind.MARGIN, amount=Decimal(150_000), by=date(2026, 12, 31), since=date(2026, 1, 1))
CUSTOMERS = replace(MARGIN, kind=GoalKind.CUSTOMERS, amount=Decimal(12))
# 20 contacts and a margin of 5,000 for every won deal.
FUNNEL = Funnel(contacts=400, won=20, priced=20, margin=Decimal(100_000))


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


def test_nothing_is_told_with_four_won_deals_and_something_with_five() -> None:
    assert ask(funnel=replace(FUNNEL, won=4, priced=4)) is None
    assert ask(funnel=replace(FUNNEL, won=5, priced=5)) is not None
    assert ask(CUSTOMERS, reached=2, funnel=replace(FUNNEL, won=4, priced=4)) is None


def test_it_is_certain_from_twenty_won_deals_on() -> None:
    assert not ask_surely(funnel=replace(FUNNEL, won=5, priced=5)).is_certain
    assert not ask_surely(funnel=replace(FUNNEL, won=19, priced=19)).is_certain
    assert ask_surely(funnel=replace(FUNNEL, won=20)).is_certain


@pytest.mark.parametrize("reached", [150_000, 150_001])
def test_a_reached_goal_asks_nothing_whatever_is_known(reached: int) -> None:
    nothing = Funnel(contacts=0, won=0, priced=0, margin=Decimal(0))
    asked = GoalRequirement(Decimal(0), days_left=0, deals=0, contacts_a_day=0, is_certain=False)
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
    ("reached", "days_gone", "progress"),
    [
        (0, 0, (0, 0)),
        (75_000, 55, (50, 55)),
        (150_000, 220, (100, 220)),
        (180_000, 221, (120, 220)),
        (-1, -1, (0, 0)),
    ],
)
def test_progress_is_the_share_reached_beside_the_working_days_gone(
    reached: int, days_gone: float, progress: tuple[int, float]
) -> None:
    found = measure_progress(MARGIN, reached=Decimal(reached), days_gone=days_gone, days_in_all=220)
    assert found.reached is not None
    assert (found.reached.percent, found.days_gone, found.days) == (*progress, 220)


def test_a_goal_of_nothing_has_no_share() -> None:
    nothing = replace(MARGIN, amount=Decimal(0))
    found = measure_progress(nothing, reached=Decimal(0), days_gone=0, days_in_all=0)
    assert found == GoalProgress(reached=None, days_gone=0, days=0)


@pytest.mark.parametrize(
    ("funnel", "days_left", "gap"),
    [
        (FUNNEL, 0, GoalGap.DAYS),
        (replace(FUNNEL, priced=4), 100, GoalGap.MARGINS),
        (replace(FUNNEL, contacts=0), 100, GoalGap.CONTACTS),
        (replace(FUNNEL, margin=Decimal(0)), 100, GoalGap.PROFIT),
        (FUNNEL, 100, None),
    ],
)
def test_k7_what_is_missing_to_tell_a_pace_is_what_is_missing(
    funnel: Funnel, days_left: float, gap: GoalGap | None
) -> None:
    assert find_gap(MARGIN, funnel=funnel, days_left=days_left) is gap
    assert (ask(funnel=funnel, days_left=days_left) is None) is (gap is not None)


def test_a_number_of_customers_looks_at_all_won_deals_and_a_margin_at_those_with_one() -> None:
    few = replace(FUNNEL, priced=0, margin=Decimal(0))
    assert find_gap(CUSTOMERS, funnel=few, days_left=100) is None
    assert find_gap(CUSTOMERS, funnel=replace(few, won=4), days_left=100) is GoalGap.WON
    # 100,000 at 10,000 a deal with a margin is 10 deals; at 20 contacts a won deal that is 200 contacts.
    found = ask_surely(funnel=replace(FUNNEL, priced=10))
    assert [found.deals, found.contacts_a_day] == pytest.approx([10, 2])


def test_a_pace_is_counted_per_working_day() -> None:
    assert (Pace(50, 20.0).contacts_a_day, Pace(3, 0.0).contacts_a_day) == (2.5, None)


@pytest.mark.parametrize(
    ("since", "by", "year"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 2026),
        (date(2026, 1, 2), date(2026, 12, 31), None),
        (date(2025, 1, 1), date(2026, 12, 31), None),
    ],
)
def test_o1_a_goal_is_for_a_year_when_it_is_for_all_of_it(since: date, by: date, year: int | None) -> None:
    assert replace(MARGIN, since=since, by=by).year == year
