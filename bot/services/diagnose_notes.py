"""Reading notes for their situation without storing anything, for `ritme diagnose` (V3)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.diagnosis.note_reader import NoteReader
from bot.messages.playbook_file import load_playbook

QUESTIONS_SHOWN = 3


def diagnose_notes(lines: Iterable[str], *, reader: NoteReader) -> Iterator[dict[str, Any]]:
    """Read JSON Lines with ``note`` and ``lang``, and yield what each says, with questions to ask.

    A line that is no such object gives an ``error`` in its place, so that the output keeps the order of the input.
    """
    for line in lines:
        if line.strip():
            yield _diagnose(line, reader)


def _diagnose(line: str, reader: NoteReader) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        note, language = str(asked["note"]), str(asked.get("lang") or "nl")
    except (ValueError, TypeError, KeyError, AttributeError):
        return {"error": "not an object with a note"}
    reading = reader.read(note)
    questions = load_playbook(language).list_for(reading.situation, is_late=False)
    return {
        "situation": str(reading.situation),
        "confident": reading.is_confident,
        "candidates": [
            {"situation": str(each.situation), "score": round(each.score, 4)} for each in reading.candidates
        ],
        "questions": [question.ask for question in questions[:QUESTIONS_SHOWN]],
    }
