"""Comparison of a run's figures with those of the last release."""

from benchmarks.figures import Better, Figure, compare

KEPT = {"ratio": 0.30, "ms": 10.0, "gone": 1.0}


def test_a_figure_that_became_worse_by_more_than_noise_is_named() -> None:
    figures = [Figure("ratio", 0.20, Better.MORE), Figure("ms", 10.9, Better.LESS), Figure("new", 1.0, Better.LESS)]
    assert compare(figures, KEPT)[-1] == "Worse than at the last release: ratio"


def test_each_direction_has_its_own_worse() -> None:
    figures = [Figure("ratio", 0.28, Better.MORE), Figure("ms", 11.1, Better.LESS)]
    assert compare(figures, KEPT)[-1] == "Worse than at the last release: ms"
    better = [Figure("ratio", 0.50, Better.MORE), Figure("ms", 5.0, Better.LESS)]
    assert compare(better, KEPT)[-1] == "Worse than at the last release: nothing"
