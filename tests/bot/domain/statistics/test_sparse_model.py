"""The linear model over named features."""

from pathlib import Path

import pytest

from bot.domain.statistics.sparse_model import SparseModel, load_sparse_model, write_sparse_model

MODEL = SparseModel(("no", "yes"), (0.0, 0.0), {"for": (-1.0, 1.0), "against": (2.0, -2.0)}, digest="abc")


def test_features_weigh_for_and_against_a_label_and_unknown_ones_say_nothing() -> None:
    assert MODEL.score(["unknown"]) == {"no": 0.5, "yes": 0.5}
    assert MODEL.score(["for"])["yes"] == pytest.approx(0.8808, abs=1e-4)
    assert MODEL.score(["for", "against"])["yes"] == pytest.approx(0.1192, abs=1e-4)


def test_a_model_is_the_same_after_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    write_sparse_model(path, MODEL)
    assert load_sparse_model(path) == MODEL
