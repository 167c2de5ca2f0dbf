"""Whom a note about a lost deal holds responsible: the others, oneself, or nobody (N2)."""

from dataclasses import dataclass

from bot.domain.lessons.attitude_reader import AttitudeReader, load_attitude_reader
from bot.domain.lessons.attitudes import Attitude, AttitudeReading
from bot.domain.statistics.text_model import Threshold


@dataclass(frozen=True)
class FixedModel:
    """A model that gives every note the same scores."""

    scores: dict[str, float]
    threshold: Threshold

    def score(self, _note: str) -> dict[str, float]:
        """Return the scores."""
        return self.scores


def test_the_attitude_with_the_highest_score_is_read_wherever_it_stands() -> None:
    for likeliest in Attitude:
        scores = {str(attitude): 0.4 if attitude is likeliest else 0.3 for attitude in Attitude}
        for sure_from in (0.4, 0.41):
            model = FixedModel(scores, Threshold(sure_from=sure_from))
            reading = AttitudeReader(model).read("offerte")  # type: ignore[arg-type] # a stand-in
            assert reading == AttitudeReading(likeliest, is_sure=sure_from == 0.4)


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
    assert {note: reader.read(note).attitude for note in expected} == expected


def test_k8_a_note_without_a_word_blames_nobody() -> None:
    assert [load_attitude_reader().read(note).attitude for note in ("", "12-3")] == [Attitude.FACT] * 2


def test_the_reader_is_loaded_once() -> None:
    assert load_attitude_reader() is load_attitude_reader()


def test_n2_an_insult_is_no_praise_and_what_was_left_undone_is_an_own_share() -> None:
    expected = {
        "De inkoper was een idioot die alleen naar het bedrag keek, en de concurrent stunt met prijzen": Attitude.BLAME,
        "tegen die prijzen kunt ge niet op, punt": Attitude.BLAME,
        "bedankt marketing, weer een lead van niks": Attitude.BLAME,
        "niet gevraagd wie er nog meer over gaat": Attitude.OWNERSHIP,
        "te laat nagebeld": Attitude.OWNERSHIP,
        "never asked who signs": Attitude.OWNERSHIP,
    }
    readings = {note: load_attitude_reader().read(note) for note in expected}
    assert {note: reading.attitude for note, reading in readings.items()} == expected
    praised = [note for note, reading in readings.items() if reading.deserves_praise]
    assert [note for note in praised if expected[note] is Attitude.BLAME] == []
