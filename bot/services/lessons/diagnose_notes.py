"""Classify notes without storing anything, for `ritme diagnose` (V3)."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from bot.domain.lessons.attitude_reader import load_attitude_reader
from bot.domain.log.note_reader import NoteReader, load_note_reader
from bot.messages.questions.playbook_file import load_playbook

QUESTIONS_SHOWN = 3
CANDIDATES_SHOWN = 3


def diagnose_notes(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Parse JSON Lines with ``note`` and ``lang``, and yield the situation of each with questions to ask.

    An invalid line yields an ``error``, so that the output has the order of the input.
    """
    return _read_each(lines, partial(_read_situation, load_note_reader()))


def diagnose_losses(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Parse the same for notes about lost deals, and yield the attitude of each (N2)."""
    reader = load_attitude_reader()
    return _read_each(lines, lambda note, _: {"attitude": str(reader.read(note).attitude)})


def _read_each(lines: Iterable[str], read: Callable[[str, str], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.strip():
            try:
                asked = json.loads(line)
                note, language = str(asked["note"]), str(asked.get("lang") or "nl")
            except (ValueError, TypeError, KeyError, AttributeError):
                yield {"error": "not an object with a note"}
                continue
            yield read(note, language)


def _read_situation(reader: NoteReader, note: str, language: str) -> dict[str, Any]:
    reading = reader.read(note)
    questions = load_playbook(language).list_for(reading.situation, is_late=False)
    return {
        "situation": str(reading.situation),
        "confident": reading.is_confident,
        "candidates": [
            {"situation": str(each.situation), "score": round(each.score, 4)}
            for each in reading.candidates[:CANDIDATES_SHOWN]
        ],
        "questions": [question.ask for question in questions[:QUESTIONS_SHOWN]],
    }
