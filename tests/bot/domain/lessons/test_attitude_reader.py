"""Whom a note about a lost deal holds responsible: the others, oneself, or nobody (N2)."""

from dataclasses import dataclass

from bot.domain.lessons.attitude_reader import AttitudeReader, load_attitude_reader
from bot.domain.lessons.attitudes import Attitude


@dataclass(frozen=True)
class FixedModel:
    """A model that gives every note the same scores."""

    scores: dict[str, float]

    def score(self, _note: str) -> dict[str, float]:
        """Return the scores."""
        return self.scores


def test_the_attitude_with_the_highest_score_is_read_wherever_it_stands() -> None:
    for likeliest in Attitude:
        scores = {str(attitude): 0.4 if attitude is likeliest else 0.3 for attitude in Attitude}
        assert AttitudeReader(FixedModel(scores)).read("offerte") is likeliest  # type: ignore[arg-type] # a stand-in


def test_n2_a_plain_note_of_each_kind_is_read_in_both_languages() -> None:
    expected = {
        "het management snapt er niets van": Attitude.BLAME,
        "die klant heeft er geen verstand van": Attitude.BLAME,
        "ik had eerder moeten bellen": Attitude.OWNERSHIP,
        "ik heb niet doorgevraagd naar het budget": Attitude.OWNERSHIP,
        "I should have called sooner": Attitude.OWNERSHIP,
        "ze kozen voor de huidige leverancier": Attitude.FACT,
        "they picked the current supplier": Attitude.FACT,
    }
    reader = load_attitude_reader()
    assert {note: reader.read(note) for note in expected} == expected


def test_k8_a_note_without_a_word_blames_nobody() -> None:
    assert [load_attitude_reader().read(note) for note in ("", "12-3")] == [Attitude.FACT] * 2


def test_the_reader_is_loaded_once() -> None:
    assert load_attitude_reader() is load_attitude_reader()
