"""Fisher's exact test against tables counted by hand, and the Holm correction at its boundary."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics.exact_tests import find_claims, find_p_value

GROUPS = st.integers(min_value=0, max_value=25).flatmap(
    lambda tries: st.tuples(st.integers(min_value=0, max_value=tries), st.just(tries))
)


def count_p_value(hits: int, tries: int, other_hits: int, other_tries: int) -> Fraction:
    """Compute the p-value with exact integers, as a reference for the implementation with logarithms."""
    total = hits + other_hits
    ways = [comb(tries, each) * comb(other_tries, total - each) for each in range(total + 1)]
    return Fraction(sum(each for each in ways if each <= ways[hits]), comb(tries + other_tries, total))


def test_the_lady_who_tastes_three_of_four_cups_right_has_proved_little() -> None:
    # Of the 70 combinations, 16 + 1 are at least as extreme on each side: 34 in 70.
    assert find_p_value(3, 4, other_hits=1, other_tries=4) == pytest.approx(34 / 70)


def test_all_four_cups_right_are_two_ways_in_seventy() -> None:
    assert find_p_value(4, 4, other_hits=0, other_tries=4) == pytest.approx(2 / 70)


def test_equal_shares_are_no_difference_at_all() -> None:
    assert find_p_value(10, 40, other_hits=25, other_tries=100) == 1


@given(one=GROUPS, other=GROUPS)
def test_it_is_what_counting_gives(one: tuple[int, int], other: tuple[int, int]) -> None:
    found = find_p_value(*one, other_hits=other[0], other_tries=other[1])
    assert found == pytest.approx(float(count_p_value(*one, *other)), rel=1e-9)


@given(one=GROUPS, other=GROUPS)
def test_which_group_comes_first_makes_no_difference(one: tuple[int, int], other: tuple[int, int]) -> None:
    there = find_p_value(*one, other_hits=other[0], other_tries=other[1])
    assert there == find_p_value(*other, other_hits=one[0], other_tries=one[1])


def test_a_worked_example_of_holm() -> None:
    # The thresholds are 0.05/4, 0.05/3, 0.05/2 and 0.05: 0.005 and 0.01 are below theirs, 0.03 is above 0.025, and Holm
    # then stops, although 0.04 is below 0.05.
    assert find_claims([0.01, 0.04, 0.03, 0.005], level=0.05) == (3, 0)


def test_holm_claims_at_the_bar_itself_and_not_above_it() -> None:
    assert find_claims([0.0125, 0.9, 0.9, 0.9], level=0.05) == (0,)
    assert find_claims([0.012501, 0.9, 0.9, 0.9], level=0.05) == ()


def test_after_the_first_claim_the_bar_is_lower() -> None:
    # 0.016 is above 0.05/4 and below 0.05/3.
    assert find_claims([0.016, 0.9, 0.9, 0.9], level=0.05) == ()
    assert find_claims([0.016, 0.001, 0.9, 0.9], level=0.05) == (1, 0)


def test_nothing_tested_is_nothing_claimed() -> None:
    assert find_claims([], level=0.05) == ()


@given(p_values=st.lists(st.floats(1e-9, 1), max_size=12), level=st.sampled_from((0.01, 0.05, 0.1)))
def test_holm_claims_what_bonferroni_claims_and_nothing_that_would_fail_alone(
    p_values: list[float], level: float
) -> None:
    claimed = set(find_claims(p_values, level=level))
    bonferroni = {place for place, value in enumerate(p_values) if value <= level / len(p_values)}
    alone = {place for place, value in enumerate(p_values) if value <= level}
    assert bonferroni <= claimed <= alone
