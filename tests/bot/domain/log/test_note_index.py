"""How much a note resembles each of the notes that a workspace corrected."""

from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.log.note_index import NoteIndex
from bot.domain.log.note_reader import load_note_reader
from bot.domain.statistics.text_model import BLOCKS

MODEL = load_note_reader()._model
NOTES = [
    "te duur, wil 10% korting",
    "belt nooit terug",
    "third voicemail, never answers",
    "offerte nog niet gelezen",
]
notes = st.lists(st.sampled_from(sorted({word for note in NOTES for word in note.split()} | {"xqzw"}))).map(" ".join)


def multiply(one: str, other: str) -> float:
    """Return the likeness of two notes by multiplying all their features, one by one."""
    left, right = dict(MODEL.list_rows(one)), dict(MODEL.list_rows(other))
    return sum(value * right.get(row, 0.0) for row, value in left.items()) / BLOCKS


@settings(max_examples=50, deadline=None)
@given(st.lists(notes, max_size=4), notes)
def test_the_index_gives_what_multiplying_note_by_note_gives(known: list[str], note: str) -> None:
    found = NoteIndex(MODEL, known).compare(note)
    assert len(found) == len(known)
    wrong = [
        (other, score)
        for other, score in zip(known, found, strict=True)
        if not isclose(score, multiply(note, other), abs_tol=1e-6)
    ]
    assert wrong == []


def test_a_note_resembles_itself_completely_and_more_than_any_other() -> None:
    index = NoteIndex(MODEL, NOTES)
    for place, note in enumerate(NOTES):
        scores = index.compare(note)
        assert isclose(scores[place], 1.0, abs_tol=1e-6)
        assert max(scores) == scores[place]
        assert sorted(scores)[-2] < 0.6


def test_an_empty_index_answers_nothing() -> None:
    assert NoteIndex(MODEL, []).compare("te duur") == []
