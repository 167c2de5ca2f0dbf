"""The share of example lines that is parsed completely right."""

from pathlib import Path

import pytest

from benchmarks.reading.log_lines import EXAMPLES, is_same_note, score_file


@pytest.mark.parametrize(
    ("name", "bar"), [("logs.dev.jsonl", 0.95), ("log_lines.jsonl", 0.95), ("held_out.jsonl", 0.90)]
)
def test_examples_are_read_wholly_right(name: str, bar: float) -> None:
    """Account, kind, count, day and next step exactly, the note loosely, a refusal with its reason."""
    score = score_file(EXAMPLES / name)
    missed = [(text, expected, read) for _, text, expected, read in score.misses]
    assert score.total > 0
    assert score.share >= bar, missed


def test_score_of_an_empty_file_is_nothing(tmp_path: Path) -> None:
    """Without lines there is no score."""
    empty = tmp_path / "none.jsonl"
    empty.write_text("", encoding="utf-8")
    score = score_file(empty)
    assert (score.total, score.share) == (0, 0.0)


@pytest.mark.parametrize(
    ("expected", "read", "same"),
    [
        ("offerte besproken", "Offerte besproken.", True),
        ("melkrobot bekeken", "melkrobot bekeken, offerte brengen", True),
        ("offerte besproken", "", False),
        ("", "ze hebben een heel ander verhaal over de prijs", False),
    ],
)
def test_notes_are_compared_loosely_but_not_blindly(expected: str, read: str, *, same: bool) -> None:
    """A few extra words are accepted, a different note is not."""
    assert is_same_note(expected, read) is same
