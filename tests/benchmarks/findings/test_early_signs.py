"""Forecasts by early signs are calibrated where signs are informative; the benchmark's formulas are correct (O4)."""

import pytest

from benchmarks.findings.early_signs import PLAIN_TRUTH, Forecast, find_chance, find_error, make_bands, play_history


@pytest.mark.statistics
def test_chances_are_borne_out_within_five_points() -> None:
    answers = [answer for seed in range(10) for answer in play_history(PLAIN_TRUTH, seed=seed, closed=200, asked=100)]
    forecasts = [answer for answer in answers if answer is not None]
    assert len(forecasts) > 500
    assert find_error(make_bands(forecasts)) <= 0.05


def test_after_few_deals_nothing_is_said() -> None:
    assert set(play_history(PLAIN_TRUTH, seed=1, closed=49, asked=20)) == {None}


def test_the_error_is_the_average_distance_of_what_was_said_from_what_came() -> None:
    said = [(0.22, False), (0.28, True), (0.35, False), (0.35, False)]
    forecasts = [Forecast(chance=chance, low=0, high=1, truth=0.3, is_won=is_won) for chance, is_won in said]
    low, high = make_bands(forecasts)
    assert (low.tenth, low.forecasts, low.won) == (2, 2, 0.5)
    assert (high.tenth, high.forecasts, high.won) == (3, 2, 0)
    assert [low.predicted, high.predicted] == pytest.approx([0.25, 0.35])
    # Half of the forecasts are off by 0.25, the other half by 0.35.
    assert find_error([low, high]) == pytest.approx(0.30)


def test_a_chance_without_signs_is_that_of_the_usual_odds() -> None:
    # Odds of exp(-0.5) = 0.6065 to 1, so 0.6065 / 1.6065.
    assert find_chance(frozenset(), PLAIN_TRUTH) == pytest.approx(0.37754, abs=1e-5)
