"""The statistics compared with scipy, which the bot itself does without (decision 12)."""

from functools import cache
from importlib import import_module
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.statistics.beta import find_beta_quantile, find_beta_share
from bot.domain.statistics.exact_tests import find_p_value

# Up to what a team of a hundred closes in ten years.
SIZES = st.floats(0.1, 20_000)
# Below the smallest normal floats scipy rounds otherwise.
SHARES = st.floats(0, 1, allow_subnormal=False).filter(lambda share: share == 0 or share > 1e-12)
COUNTS = st.integers(0, 400)


@cache
def load_scipy() -> Any:
    """Import it when it is used: that takes a second, which only one of the workers need spend."""
    return import_module("scipy.stats")


@given(at=SHARES, a=SIZES, b=SIZES)
def test_a_share_of_a_beta_distribution_is_scipys(at: float, a: float, b: float) -> None:
    assert find_beta_share(at, a=a, b=b) == pytest.approx(load_scipy().beta.cdf(at, a, b), rel=1e-6, abs=1e-9)


@given(share=st.floats(0.001, 0.999), a=st.floats(0.5, 20_000), b=st.floats(0.5, 20_000))
def test_a_quantile_of_a_beta_distribution_is_scipys(share: float, a: float, b: float) -> None:
    assert find_beta_quantile(share, a=a, b=b) == pytest.approx(load_scipy().beta.ppf(share, a, b), rel=1e-6, abs=1e-9)


@given(hits=COUNTS, misses=COUNTS, other_hits=COUNTS, other_misses=COUNTS)
def test_a_p_value_is_that_of_scipys_exact_test(hits: int, misses: int, other_hits: int, other_misses: int) -> None:
    assume(hits + misses and other_hits + other_misses)
    ours = find_p_value(hits, hits + misses, other_hits=other_hits, other_tries=other_hits + other_misses)
    theirs = load_scipy().fisher_exact([[hits, misses], [other_hits, other_misses]]).pvalue
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-12)
