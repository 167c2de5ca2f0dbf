"""Classifying notes by situation, with corrections from the workspace (V3, K8)."""

import pytest

from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import Correction, NoteReading, Situation

READER = load_note_reader()


def is_alarm(reading: NoteReading) -> bool:
    """Return whether an obstacle is read with certainty."""
    return reading.is_confident and reading.situation.is_obstacle


def test_a_plain_note_is_read_with_confidence_in_both_languages() -> None:
    for note in ("3e keer voicemail, belt nooit terug", "third voicemail, never calls back"):
        reading = READER.read(note)
        assert reading.situation is Situation.UNREACHABLE
        assert reading.is_confident


def test_every_situation_is_a_candidate_the_likeliest_first() -> None:
    for note in ("x", "", "🙂", "a" * 10_000, "prijs budget collega concurrent later"):
        candidates = READER.read(note).candidates
        assert {candidate.situation for candidate in candidates} == set(Situation)
        scores = [candidate.score for candidate in candidates]
        assert scores == sorted(scores, reverse=True)


def test_k8_no_obstacle_is_sure_in_a_short_numeric_or_positive_note() -> None:
    notes = (
        *("45 min", "ok", "x", "", "12", "3x2 m", "prima", "top", "fijn gesprek", "220 volt", "2 uur", "fine"),
        *("budget is rond", "oven stuk, wil offerte", "prijslijst gemaild", "offerte verstuurd, 23.500 euro"),
        *("offerte gelezen, is akkoord", "no objections left", "great call, they signed", "has read the proposal"),
        *("di 10u samen met hun directeur om tafel", "niet te duur vond hij", "geen klachten", "no complaints"),
    )
    readings = {note: READER.read(note) for note in notes}
    assert {note: str(each.situation) for note, each in readings.items() if is_alarm(each)} == {}


def test_k8_a_word_that_only_resembles_those_for_an_obstacle_makes_no_short_note_one() -> None:
    notes = ("krijgers", "kruistocht", "weerspiegelen", "45 meelprijs", "slechtste prices", "45 bedragen")
    assert [note for note in notes if is_alarm(READER.read(note))] == []
    obstacles = ("te duur", "geen budget", "voicemail", "no answer", "zit bij ander", "geen interesse")
    assert [note for note in obstacles if not is_alarm(READER.read(note))] == []


def test_a_short_note_is_read_as_it_was_taught() -> None:
    correction = Correction("45 meelprijs", Situation.PRICE)
    assert is_alarm(READER.read("45 meelprijs", corrections=[correction]))


def test_k8_an_obstacle_in_a_few_words_is_still_read() -> None:
    expected = {
        "te duur": Situation.PRICE,
        "geen budget": Situation.NO_BUDGET,
        "voicemail": Situation.UNREACHABLE,
        "nog niet gelezen": Situation.PROPOSAL_UNREAD,
        "too expensive": Situation.PRICE,
        "no budget": Situation.NO_BUDGET,
    }
    assert {note: READER.read(note).situation for note in expected} == expected


def test_the_choices_are_three_and_no_plain_contact() -> None:
    for note in ("x", "", "fijn gesprek", "te duur"):
        for without in (None, "price", "neutral"):
            choices = READER.read(note, without=without).choices
            assert (len(set(choices)), Situation.NEUTRAL in choices, without in choices) == (3, False, False)


def test_what_a_workspace_taught_is_remembered_for_notes_like_it() -> None:
    note = "hij zat weer te zeuren over de groene map"
    correction = Correction(note=note, situation=Situation.CONTRADICTION)
    assert READER.read(note).situation is not Situation.CONTRADICTION
    assert READER.read(note, corrections=[correction]).situation is Situation.CONTRADICTION
    assert READER.read("weer gezeur over die groene map", corrections=[correction]).situation is Situation.CONTRADICTION


def test_k8_that_nothing_stands_in_the_way_is_learned_too() -> None:
    note = "offerte te duur, wil 10% korting"
    correction = Correction(note=note, situation=Situation.NEUTRAL)
    assert READER.read(note).situation is Situation.PRICE
    for same in (note, "Offerte te duur, wil 15% korting"):
        taught = READER.read(same, corrections=[correction])
        assert (taught.situation, taught.is_confident) == (Situation.NEUTRAL, True)
    assert not is_alarm(READER.read("offerte te duur, hij wil 12% korting", corrections=[correction]))


def test_of_two_corrections_of_the_same_note_the_latest_counts() -> None:
    note = "het blauwe mapje ligt nog bij de koffie"
    corrections = [Correction(note, each) for each in (Situation.PRICE, Situation.NO_NEED)]
    assert READER.read(note, corrections=corrections).situation is Situation.PRICE
    assert READER.read(note, corrections=corrections, without="price").situation is not Situation.PRICE


def test_a_lesson_leaves_notes_about_something_else_alone() -> None:
    correction = Correction(note="hij zat weer te zeuren over de groene map", situation=Situation.CONTRADICTION)
    note = "offerte te duur, wil 10% korting"
    assert READER.read(note, corrections=[correction]).situation is READER.read(note).situation is Situation.PRICE


def test_what_it_surely_is_not_is_left_out() -> None:
    note = "offerte te duur, wil 10% korting"
    assert Situation.PRICE not in {each.situation for each in READER.read(note, without="price").candidates}


@pytest.mark.parametrize(
    "note", ["offerte", "offerte verstuurd", "voorstel", "offerte 45k", "per mail", "af", "quote", "the new proposal"]
)
def test_k8_what_was_sent_and_a_scrap_of_a_word_name_no_obstacle(note: str) -> None:
    reading = READER.read(note)
    assert (reading.situation, reading.seems_harmless) == (Situation.NEUTRAL, True)


@pytest.mark.parametrize("note", ["offerte te duur", "voorstel nog niet gelezen", "quote too expensive"])
def test_what_is_said_of_something_sent_is_read_as_before(note: str) -> None:
    assert READER.read(note).situation.is_obstacle


def test_whoever_says_that_something_is_the_matter_with_what_was_sent_is_offered_what() -> None:
    corrections = [Correction("iets heel anders", Situation.PRICE)]
    reading = READER.read("offerte", corrections=corrections, without=Situation.NEUTRAL)
    assert Situation.NEUTRAL not in {each.situation for each in reading.candidates}
    assert sum(each.score for each in reading.candidates) > 0
