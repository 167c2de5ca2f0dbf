"""Training examples: whole notes, and phrases that are typical of a situation."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from training.roles import read_lines

FOLDER = Path(__file__).parent
LANGUAGES = ("nl", "en")
HEADING = "## "
# The subjects to classify: the situation at the customer, the attitude after a loss, and what a message asks for.
SITUATIONS, ATTITUDES, REQUESTS = "situations", "attitudes", "requests"
# Further sets that are only held back: notes without and with an obstacle, and harder notes after a loss.
NO_OBSTACLE, OBSTACLES, ATTITUDES_HARD = "no_obstacle", "obstacles", "attitudes_hard"
NOTES, PHRASES, HELD_BACK = "notes", "phrases", "held_back"
LEARNED = (NOTES, PHRASES)
# One in so many example lines for the log is also an example of a message that asks for nothing.
EVERY_LINE, NO_REQUEST = 5, "other"


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its label and language; a phrase is not a whole note."""

    text: str
    label: str
    language: str
    is_phrase: bool = False


def read_examples(subject: str) -> list[Example]:
    """Load all examples for a subject, notes first."""
    notes = [example for language in LANGUAGES for example in _read_notes(subject, language)]
    phrases = [example for language in LANGUAGES for example in _read_phrases(subject, language)]
    return notes + phrases + (_read_log_lines() if subject == REQUESTS else [])


def read_held_back(subject: str) -> list[Example]:
    """Load the held-out notes for a subject, on which no model is trained."""
    return [example for language in LANGUAGES for example in _read_notes(subject, language, folder=HELD_BACK)]


def digest_examples(subject: str) -> str:
    """Return a digest of the examples, to check whether a model is up to date."""
    paths = sorted(path for folder in LEARNED for path in (FOLDER / folder).glob(f"{subject}.*.txt"))
    paths += sorted((FOLDER / "lines").glob("*.jsonl")) if subject == REQUESTS else []
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def _read_notes(subject: str, language: str, *, folder: str = NOTES) -> list[Example]:
    return [
        Example(text=line, label=label, language=language)
        for label, line in _read_lines(FOLDER / folder / f"{subject}.{language}.txt")
    ]


def _read_log_lines() -> list[Example]:
    lines = read_lines()[::EVERY_LINE]
    return [Example(text=line.text, label=NO_REQUEST, language="") for line in lines]


def _read_phrases(subject: str, language: str) -> list[Example]:
    path = FOLDER / PHRASES / f"{subject}.{language}.txt"
    return [
        Example(text=phrase.strip(), label=label, language=language, is_phrase=True)
        for label, line in (_read_lines(path) if path.is_file() else ())
        for phrase in line.split(",")
        if phrase.strip()
    ]


def _read_lines(path: Path) -> list[tuple[str, str]]:
    label, found = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(HEADING):
            label = line.removeprefix(HEADING).strip()
        elif line.strip():
            found.append((label, line.strip()))
    return found
