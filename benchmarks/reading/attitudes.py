"""How well notes after a lost deal are read for whose doing it was, on notes that no model learned from (N2)."""

from collections import Counter

from benchmarks.reading.aims import Aim, draw_aims
from bot.domain.lessons.attitude_reader import load_attitude_reader
from bot.domain.lessons.attitudes import Attitude, AttitudeReading
from training.examples import ATTITUDES, ATTITUDES_HARD, read_held_back
from training.report import measure_f1

AIM_F1, AIM_PRAISE = 0.88, 0.97
SETS = {ATTITUDES: "notes after a loss, the older set", ATTITUDES_HARD: "notes after a loss, harder"}

# A note's attitude, and how it was read.
Read = tuple[str, AttitudeReading]


def list_aims() -> list[Aim]:
    """Return the figures of the notes that were held back."""
    return [aim for subject in SETS for aim in _judge(SETS[subject], _read(subject))]


def measure_attitudes() -> list[str]:
    """Return the lines of the report."""
    counts = Counter((label, reading.attitude) for subject in SETS for label, reading in _read(subject))
    rows = [f"{label:<10} " + " ".join(f"{counts[label.value, found]:>9}" for found in Attitude) for label in Attitude]
    return [*draw_aims(list_aims()), " " * 11 + " ".join(f"{found:>9}" for found in Attitude), *rows]


def _read(subject: str) -> list[Read]:
    reader = load_attitude_reader()
    return [(note.label, reader.read(note.text)) for note in read_held_back(subject)]


def _judge(name: str, read: list[Read]) -> list[Aim]:
    praised = [label == Attitude.OWNERSHIP for label, reading in read if reading.deserves_praise]
    return [
        Aim(name, len(read), "macro F1", measure_f1([(label, reading.attitude) for label, reading in read]), AIM_F1),
        Aim(name, len(praised), "right when praised", sum(praised) / max(1, len(praised)), AIM_PRAISE),
    ]


def main() -> None:
    """Print the report."""
    for line in measure_attitudes():
        print(line)


if __name__ == "__main__":
    main()
