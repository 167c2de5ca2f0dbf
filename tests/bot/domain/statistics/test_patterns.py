"""The pattern search finds planted patterns, and reports none where there is none (Z7)."""

from dataclasses import replace

import pytest

from benchmarks.findings.patterns import is_found, make_history, shuffle_outcomes
from bot.domain.statistics.patterns import (
    ClosedDeal,
    Pattern,
    Trait,
    WinRate,
    bucket_contacts,
    bucket_response,
    find_patterns,
)


def close(won: int, lost: int, *traits: tuple[Trait, str]) -> list[ClosedDeal]:
    return [
        ClosedDeal(id=number, name=f"Deal {number}", is_won=number < won, traits=frozenset(traits))
        for number in range(won + lost)
    ]


METAL, FOOD, FAIR = (Trait.SEGMENT, "metal"), (Trait.SEGMENT, "food"), (Trait.SOURCE, "fair")
BUDGET = (Trait.QUESTION, "budget")


def name(patterns: tuple[Pattern, ...]) -> list[tuple[str, str]]:
    return [(pattern.trait, pattern.value) for pattern in patterns]


def test_a_segment_that_wins_more_is_told_with_both_sides_and_the_other_segment_after_it() -> None:
    first, second = find_patterns(close(30, 10, METAL) + close(10, 30, FOOD))
    assert (first.trait, first.value) == METAL
    assert (first.inside, first.outside) == (WinRate(won=30, deals=40), WinRate(won=10, deals=40))
    assert (second.trait, second.value) == FOOD
    assert (second.inside, second.outside) == (first.outside, first.inside)
    assert second.p_value == first.p_value


def test_its_rate_is_drawn_towards_that_of_all_compared() -> None:
    # 40 of 80 were won, so the base rate is a half; as a prior of 15 deals: (30 + 7.5) / (40 + 15) is 15 in 22.
    pattern = find_patterns(close(30, 10, METAL) + close(10, 30, FOOD))[0]
    assert pattern.rate == pytest.approx(15 / 22)


@pytest.mark.parametrize(("inside", "outside"), [(19, 200), (200, 19)])
def test_with_fewer_than_twenty_on_either_side_nothing_is_said(inside: int, outside: int) -> None:
    assert find_patterns(close(inside, 0, METAL) + close(0, outside, FOOD)) == ()


def test_with_twenty_on_both_sides_something_may_be_said() -> None:
    assert name(find_patterns(close(20, 0, METAL) + close(0, 20, FOOD))) == [METAL, FOOD]


def test_without_deals_nothing_is_said() -> None:
    assert find_patterns([]) == ()


def test_where_all_were_won_nothing_is_said() -> None:
    assert find_patterns(close(50, 0, METAL) + close(50, 0, FOOD)) == ()


def test_a_deal_whose_segment_is_not_known_is_on_neither_side() -> None:
    known = close(30, 10, METAL) + close(10, 30, FOOD)
    assert find_patterns(known + close(0, 500)) == find_patterns(known)


def test_a_question_is_compared_with_all_deals_in_which_it_was_not_asked() -> None:
    (pattern,) = find_patterns(close(30, 10, BUDGET) + close(3, 27) + close(2, 8, (Trait.QUESTION, "who decides")))
    assert (pattern.trait, pattern.value) == BUDGET
    assert (pattern.inside, pattern.outside) == (WinRate(won=30, deals=40), WinRate(won=5, deals=40))


def test_of_several_questions_each_is_looked_at() -> None:
    others = (BUDGET, (Trait.QUESTION, "who decides"))
    found = find_patterns(close(30, 10, *others) + close(5, 35))
    assert name(found) == list(others)


def test_the_surest_comes_first() -> None:
    # Metal won 45 of 50 against 5 of 50; the source "fair" won 30 of 40 against 20 of 60.
    deals = close(25, 0, METAL, FAIR) + close(20, 5, METAL) + close(5, 10, FOOD, FAIR) + close(0, 35, FOOD)
    others = [replace(each, traits=each.traits | {(Trait.SOURCE, "web")}) for each in deals if FAIR not in each.traits]
    fair = [each for each in deals if FAIR in each.traits]
    assert name(find_patterns(others + fair)) == [METAL, FOOD, FAIR, (Trait.SOURCE, "web")]


def test_the_order_of_the_deals_makes_no_difference() -> None:
    deals = make_history(seed=1)
    assert find_patterns(deals[::-1]) == find_patterns(deals)


def test_the_more_values_are_tested_the_more_is_asked_of_each() -> None:
    # 14 of 20 against 6 of 20: p is about 0.026, significant as a single test but not as one of three (Holm).
    once = close(14, 6, BUDGET) + close(6, 14)
    assert name(find_patterns(once)) == [BUDGET]
    halves = [
        replace(deal, traits=deal.traits | {(Trait.SOURCE, "fair" if number % 2 else "web")})
        for number, deal in enumerate(once)
    ]
    assert find_patterns(halves) == ()


@pytest.mark.statistics
def test_a_segment_that_wins_twice_as_often_is_found_in_ninety_of_a_hundred_histories() -> None:
    assert sum(is_found(make_history(seed=seed)) for seed in range(100)) >= 90


@pytest.mark.statistics
def test_on_shuffled_outcomes_nothing_is_claimed_in_a_hundred_and_ninety_of_two_hundred() -> None:
    histories = (shuffle_outcomes(make_history(seed=seed), seed=seed) for seed in range(200))
    assert sum(find_patterns(deals) == () for deals in histories) >= 190


def test_a_rate_without_deals_is_the_base_rate() -> None:
    assert WinRate(won=0, deals=0).shrink(0.3) == pytest.approx(0.3)


def test_a_rate_nears_what_was_seen_as_deals_come_in() -> None:
    # (3 + 15 x 0.2) / (5 + 15) and (300 + 3) / (500 + 15).
    assert WinRate(won=3, deals=5).shrink(0.2) == pytest.approx(0.3)
    assert WinRate(won=300, deals=500).shrink(0.2) == pytest.approx(303 / 515)


def test_an_interval_leaves_out_one_in_twenty_on_either_side() -> None:
    # Five won of five, plus a prior of 14 in 15: Beta(19, 1), whose distribution function is x to the 19th.
    low, high = WinRate(won=5, deals=5).find_interval(14 / 15)
    assert low == pytest.approx(0.05 ** (1 / 19))
    assert high == pytest.approx(0.95 ** (1 / 19))


def test_more_deals_narrow_an_interval() -> None:
    few, many = WinRate(won=5, deals=10).find_interval(0.5), WinRate(won=50, deals=100).find_interval(0.5)
    assert few[0] < many[0] < 0.5 < many[1] < few[1]


def test_k7_half_of_twenty_deals_says_little_and_half_of_forty_does_not() -> None:
    assert WinRate(won=10, deals=20).says_little(0.5)
    assert not WinRate(won=20, deals=40).says_little(0.5)


@pytest.mark.parametrize("base", [0, 1, -0.1])
def test_a_base_rate_that_leaves_no_doubt_is_refused(base: float) -> None:
    with pytest.raises(ValueError, match="no base rate"):
        WinRate(won=1, deals=2).shrink(base)


def test_a_rate_is_never_a_base_without_doubt() -> None:
    assert (WinRate(won=0, deals=9).base, WinRate(won=9, deals=9).base, WinRate(won=0, deals=0).base) == (
        0.05,
        0.95,
        0.5,
    )


@pytest.mark.parametrize(
    ("count", "bucket"),
    [(1, "1-3"), (3, "1-3"), (4, "4-6"), (6, "4-6"), (7, "7-9"), (9, "7-9"), (10, "10+"), (99, "10+")],
)
def test_contacts_go_by_threes(count: int, bucket: str) -> None:
    assert bucket_contacts(count) == bucket


@pytest.mark.parametrize(
    ("days", "bucket"), [(0, "same_day"), (1, "1-2"), (2, "1-2"), (3, "3-5"), (5, "3-5"), (6, "6+"), (99, "6+")]
)
def test_a_first_response_goes_by_the_working_days_it_took(days: int, bucket: str) -> None:
    assert bucket_response(days) == bucket


def test_no_contact_and_a_response_before_the_question_are_in_no_bucket() -> None:
    with pytest.raises(ValueError, match="in no bucket"):
        bucket_contacts(0)
    with pytest.raises(ValueError, match="in no bucket"):
        bucket_response(-1)
