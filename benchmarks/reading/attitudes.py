"""How well notes after a lost deal are read for whose doing it was, on notes that no model learned from (N2)."""

from collections import Counter

from benchmarks.figures import Better, note_figure
from bot.domain.lessons.attitude_reader import load_attitude_reader
from bot.domain.lessons.attitudes import Attitude
from training.examples import ATTITUDES, read_held_back
from training.report import measure_f1

AIM = 0.75


def measure_attitudes() -> list[str]:
    """Return the lines of the report."""
    reader = load_attitude_reader()
    read = [(note.label, reader.read(note.text)) for note in read_held_back(ATTITUDES)]
    macro = measure_f1(read)
    note_figure("notes after a loss: macro F1", macro, Better.MORE)
    counts = Counter(read)
    rows = [
        f"  {label:<10} " + " ".join(f"{counts[label.value, found]:>9}" for found in Attitude) for label in Attitude
    ]
    return [
        f"Reading {len(read)} notes after a loss that were held back:",
        f"  macro F1 {macro:.3f} (aim {AIM}: {'met' if macro >= AIM else 'NOT met'})",
        " " * 13 + " ".join(f"{found:>9}" for found in Attitude),
        *rows,
    ]


def main() -> None:
    """Print the report."""
    for line in measure_attitudes():
        print(line)


if __name__ == "__main__":
    main()
