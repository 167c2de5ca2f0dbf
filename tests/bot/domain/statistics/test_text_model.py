"""The model of notes: what it weighs is what its rows say, however that is added up."""

import math

import pytest

from bot.domain.statistics.text_model import TextModel, load_model
from bot.domain.statistics.word_table import MODEL_FOLDER, load_words

NOTES = (
    "offerte besproken",
    "Ze twijfelen nog over de prijs; directeur wil eerst mét de bank praten, 3,5%",
    "niet niet niet en nog eens niet",
    "zzqxw",
    "",
)


@pytest.fixture(scope="module")
def model() -> TextModel:
    return load_model(MODEL_FOLDER / "situations.bin", table=load_words())


def _score_by_rows(model: TextModel, note: str) -> dict[str, float]:
    """Return what the table of weights says of a note, number by number."""
    size = len(model.labels)
    sums = [
        bias + sum(value * model.weights[row * size + place] for row, value in model.list_rows(note))
        for place, bias in enumerate(model.biases)
    ]
    powers = [math.exp(total - max(sums)) for total in sums]
    return {label: power / sum(powers) for label, power in zip(model.labels, powers, strict=True)}


@pytest.mark.parametrize("note", NOTES)
def test_a_score_is_the_sum_of_the_rows_of_a_note(model: TextModel, note: str) -> None:
    # Twice: the second time the words of the note are known already.
    for _ in range(2):
        assert model.score(note) == pytest.approx(_score_by_rows(model, note), abs=1e-9)


@pytest.mark.parametrize("note", NOTES)
def test_the_meaning_of_a_note_has_length_one_or_is_nothing(model: TextModel, note: str) -> None:
    length = math.sqrt(sum(value * value for value in model.mean(note)))
    assert length == pytest.approx(0.0 if note in ("zzqxw", "") else 1.0)
