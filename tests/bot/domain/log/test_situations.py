"""The situations that a note can describe."""

from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import Candidate, NoteReading, Situation


def test_everything_but_an_advance_and_a_plain_contact_is_an_obstacle() -> None:
    assert [each for each in Situation if not each.is_obstacle] == [Situation.ADVANCE, Situation.NEUTRAL]


def test_the_model_knows_every_situation_and_no_other() -> None:
    assert set(load_note_reader()._model.labels) == set(Situation)


def test_a_reading_is_about_its_first_candidate() -> None:
    candidates = (Candidate(Situation.PRICE, 0.6), Candidate(Situation.NO_BUDGET, 0.3))
    assert NoteReading(candidates, is_confident=False).situation is Situation.PRICE
    assert NoteReading(candidates[::-1], is_confident=False).situation is Situation.NO_BUDGET
