"""The scorecard's seven shares; one that cannot be measured is left open, not zero (Z8, K7)."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.certainties.scorecard import (
    Certainty,
    Counts,
    Scorecard,
    ScoreLine,
    Trend,
    find_weakest,
    make_scorecard,
)
from bot.domain.statistics.shares import Share

MONTH = date(2026, 3, 1)
# All shares differ: 1/2, 1/4, 3/4, 1/5, 9/10, 2/5, and patterns.
COUNTS = Counts(
    large_deals=8,
    large_deals_above_user=4,
    customers=40,
    customers_asked=10,
    customers_glad=8,
    glad_asked=6,
    after_sale_due=10,
    after_sale_contacted=2,
    won_margin=Decimal(100_000),
    won_margin_not_small=Decimal(90_000),
    rebounds_due=5,
    rebounds_contacted=2,
    closed_deals=20,
    patterns=2,
)


def measure(counts: Counts) -> dict[Certainty, float | None]:
    card = make_scorecard(month=MONTH, now=counts, before=Counts())
    return {line.certainty: None if line.value is None else line.value.value for line in card.lines}


def share(value: float | None) -> Share | None:
    """Return a share of ten thousand, so that a float of four digits is exact."""
    return None if value is None else Share(Decimal(round(value * 10_000)), Decimal(10_000))


def make_card(*values: float | None) -> Scorecard:
    lines = (ScoreLine(certainty, share(value), None) for certainty, value in zip(Certainty, values, strict=False))
    return Scorecard(MONTH, tuple(lines))


def test_every_certainty_is_the_share_that_it_stands_for() -> None:
    assert measure(COUNTS) == {
        Certainty.RELATIONS: 0.5,
        Certainty.REPUTATION: 0.25,
        Certainty.REFERRAL: 0.75,
        Certainty.REPEATING: 0.2,
        Certainty.REVENUE: 0.9,
        Certainty.REBOUND: 0.4,
        Certainty.REPETITION: 1.0,
    }


def test_the_card_is_of_its_month_and_holds_the_month_before() -> None:
    card = make_scorecard(month=MONTH, now=Counts(), before=COUNTS)
    assert card.month == MONTH
    assert [(line.certainty, line.value) for line in card.lines] == [(certainty, None) for certainty in Certainty]
    before = [line.before.value for line in card.lines if line.before is not None]
    assert before == [0.5, 0.25, 0.75, 0.2, 0.9, 0.4, 1.0]


def test_with_nothing_to_be_a_share_of_nothing_is_measured() -> None:
    assert set(measure(Counts()).values()) == {None}


def test_where_nothing_was_done_the_share_is_zero() -> None:
    idle = Counts(
        large_deals=1,
        customers=1,
        customers_glad=1,
        after_sale_due=1,
        won_margin=Decimal("0.01"),
        rebounds_due=1,
        closed_deals=20,
    )
    assert measure(idle) == dict.fromkeys(Certainty, 0.0)


def test_k7_a_share_keeps_what_it_was_counted_over() -> None:
    lines = {line.certainty: line.value for line in make_scorecard(month=MONTH, now=COUNTS, before=Counts()).lines}
    assert lines[Certainty.REPUTATION] == Share(Decimal(10), Decimal(40))
    assert lines[Certainty.REVENUE] == Share(Decimal(90_000), Decimal(100_000))


@pytest.mark.parametrize(
    ("closed_deals", "patterns", "share"),
    [(19, 0, None), (19, 1, None), (20, 0, 0.0), (20, 1, 1.0), (21, 0, 0.0), (21, 2, 1.0)],
)
def test_patterns_are_known_or_not_from_twenty_closed_deals_on(
    closed_deals: int, patterns: int, share: float | None
) -> None:
    assert measure(Counts(closed_deals=closed_deals, patterns=patterns))[Certainty.REPETITION] == share


@pytest.mark.parametrize(
    ("value", "before", "trend"),
    [
        (0.5199, 0.50, Trend.SAME),
        (0.52, 0.50, Trend.UP),
        (0.5201, 0.50, Trend.UP),
        (0.4801, 0.50, Trend.SAME),
        (0.48, 0.50, Trend.DOWN),
        (0.4799, 0.50, Trend.DOWN),
        (0.5, 0.5, Trend.SAME),
        # As a float the difference is 0.0199...96; it must still count as 0.02.
        (0.30, 0.28, Trend.UP),
        (0.28, 0.30, Trend.DOWN),
        (None, 0.5, None),
        (0.5, None, None),
        (None, None, None),
        (0.0, 0.5, Trend.DOWN),
        (0.5, 0.0, Trend.UP),
    ],
)
def test_a_trend_begins_at_two_percentage_points(
    value: float | None, before: float | None, trend: Trend | None
) -> None:
    assert ScoreLine(Certainty.RELATIONS, share(value), share(before)).trend is trend


def test_trends_are_written_as_words() -> None:
    assert [str(trend) for trend in Trend] == ["up", "down", "same"]


def test_the_weakest_is_the_lowest_that_was_measured() -> None:
    assert find_weakest(make_card(0.5, None, 0.31, 0.3, 0.9)) is Certainty.REPEATING
    assert find_weakest(make_card(0.5, 0.0, None)) is Certainty.REPUTATION


def test_of_equal_ones_the_first_is_the_weakest() -> None:
    assert find_weakest(make_card(0.5, 0.3, 0.9, 0.3)) is Certainty.REPUTATION


def test_without_any_measure_there_is_no_weakest() -> None:
    assert find_weakest(make_card(None, None)) is None
    assert find_weakest(Scorecard(MONTH, ())) is None
