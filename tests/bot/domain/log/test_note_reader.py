"""Classifying notes by situation, with corrections from the workspace (V3, K8)."""

from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import Correction, Situation

READER = load_note_reader()


def test_a_plain_note_is_read_with_confidence_in_both_languages() -> None:
    for note in ("3e keer voicemail, belt nooit terug", "third voicemail, never calls back"):
        reading = READER.read(note)
        assert reading.situation is Situation.UNREACHABLE
        assert reading.is_confident


def test_there_are_always_three_candidates_the_likeliest_first() -> None:
    for note in ("x", "", "🙂", "a" * 10_000, "prijs budget collega concurrent later"):
        scores = [candidate.score for candidate in READER.read(note).candidates]
        assert len(scores) == 3
        assert scores == sorted(scores, reverse=True)


def test_what_a_workspace_taught_is_remembered_for_notes_like_it() -> None:
    note = "hij zat weer te zeuren over de groene map"
    correction = Correction(note=note, situation=Situation.CONTRADICTION)
    assert READER.read(note).situation is not Situation.CONTRADICTION
    assert READER.read(note, corrections=[correction]).situation is Situation.CONTRADICTION
    assert READER.read("weer gezeur over die groene map", corrections=[correction]).situation is Situation.CONTRADICTION


def test_a_lesson_leaves_notes_about_something_else_alone() -> None:
    correction = Correction(note="hij zat weer te zeuren over de groene map", situation=Situation.CONTRADICTION)
    note = "offerte te duur, wil 10% korting"
    assert READER.read(note, corrections=[correction]).situation is READER.read(note).situation is Situation.PRICE


def test_what_it_surely_is_not_is_left_out() -> None:
    note = "offerte te duur, wil 10% korting"
    assert Situation.PRICE not in {each.situation for each in READER.read(note, without="price").candidates}
