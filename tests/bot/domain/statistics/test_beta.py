"""The beta distribution against closed forms and tables."""

from math import asin, comb, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics.beta import find_beta_quantile, find_beta_share

SHARES = st.floats(min_value=0.01, max_value=0.99)
SIZES = st.floats(min_value=0.2, max_value=500)


@given(at=SHARES)
def test_with_one_and_one_every_value_is_equally_likely(at: float) -> None:
    assert find_beta_share(at, a=1, b=1) == pytest.approx(at, abs=1e-12)


@pytest.mark.parametrize(
    ("at", "a", "b", "share"),
    [
        # 3x² - 2x³ at a quarter: 3/16 - 2/64.
        (0.25, 2, 2, 0.15625),
        # 1 - (1 - x)³ at a half.
        (0.5, 1, 3, 0.875),
        # The arcsine law at a quarter: 2/pi times the angle whose sine is a half, 30 degrees, is a third.
        (0.25, 0.5, 0.5, 1 / 3),
        (0.3, 0.5, 0.5, 2 / pi * asin(sqrt(0.3))),
        (0, 3, 4, 0),
        (1, 3, 4, 1),
    ],
)
def test_known_shares_are_met(at: float, a: float, b: float, share: float) -> None:
    assert find_beta_share(at, a=a, b=b) == pytest.approx(share, abs=1e-12)


@pytest.mark.parametrize("at", [0.05, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("hits", [1, 4, 19, 20])
def test_it_is_the_chance_of_at_least_so_many_hits_in_twenty(at: float, hits: int) -> None:
    expected = sum(comb(20, each) * at**each * (1 - at) ** (20 - each) for each in range(hits, 21))
    assert find_beta_share(at, a=hits, b=21 - hits) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("size", [0.5, 7, 5_000, 50_000])
def test_with_equal_sides_half_lies_below_a_half(size: float) -> None:
    assert find_beta_share(0.5, a=size, b=size) == pytest.approx(0.5, abs=1e-8)


@pytest.mark.parametrize(
    ("share", "a", "b", "value"),
    [
        (0.05, 1, 1, 0.05),
        # x⁴ is 0.0625 at a half.
        (0.0625, 4, 1, 0.5),
        # 1 - (1 - x)² is 0.95 where (1 - x)² is 0.05.
        (0.95, 1, 2, 1 - sqrt(0.05)),
        # From the tables: 5% of Beta(5, 5) lies below 0.2514, and 95% below the mirror image.
        (0.05, 5, 5, 0.2513676),
        (0.95, 5, 5, 0.7486324),
    ],
)
def test_known_quantiles_are_met(share: float, a: float, b: float, value: float) -> None:
    assert find_beta_quantile(share, a=a, b=b) == pytest.approx(value, abs=1e-7)


@given(share=SHARES, a=SIZES, b=SIZES)
def test_a_quantile_leads_back_to_its_share(share: float, a: float, b: float) -> None:
    value = find_beta_quantile(share, a=a, b=b)
    # Near 0 and 1 the inverse needs more precision than a float has.
    if 1e-9 < value < 1 - 1e-9:
        assert find_beta_share(value, a=a, b=b) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    ("share", "a", "b"), [(-0.1, 1, 1), (1.1, 1, 1), (0.5, 0, 1), (0.5, 1, -1), (float("nan"), 1, 1)]
)
def test_what_is_no_share_of_a_distribution_is_refused(share: float, a: float, b: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        find_beta_share(share, a=a, b=b)
    with pytest.raises(ValueError, match="no share"):
        find_beta_quantile(share, a=a, b=b)
