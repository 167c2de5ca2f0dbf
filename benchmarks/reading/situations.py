"""How well notes are read for their situation: on notes that no model learned from, and how long one takes."""

import statistics
import time

from benchmarks.figures import Better
from benchmarks.reading.aims import Aim, draw_aims
from bot.domain.log.note_reader import SITUATIONS_FILE, load_note_reader
from bot.domain.log.situations import Correction, Situation
from bot.domain.statistics.text_model import load_model
from bot.domain.statistics.word_table import load_words
from bot.storage.log.corrections import MOST_CORRECTIONS
from training.examples import NO_OBSTACLE, OBSTACLES, SITUATIONS, Example, read_examples, read_held_back
from training.report import Predicted, Quality, draw_confusion, measure_quality

AIM_FIRST, AIM_NEAR, AIM_SURE, AIM_RIGHT_WHEN_SURE = 0.86, 0.965, 0.50, 0.97
AIM_FALSE_ALARMS = 0.02
AIM_MS = 2.0
# The sets of notes that were held back, each with its name and the files in it.
SETS = {
    "notes, the older set": (SITUATIONS,),
    "notes with an obstacle": (OBSTACLES,),
    "notes with or without an obstacle": (OBSTACLES, NO_OBSTACLE),
}
QUIET = "notes without an obstacle"


def list_aims() -> list[Aim]:
    """Return the figures of the notes that were held back."""
    quiet = _measure(_score(NO_OBSTACLE))
    false_alarms = Aim(QUIET, quiet.notes, "sure of an obstacle", quiet.false_alarms, AIM_FALSE_ALARMS, Better.LESS)
    return [*(aim for name, subjects in SETS.items() for aim in _judge(name, _score(*subjects))), false_alarms]


def measure_reading() -> list[str]:
    """Return the lines of the report."""
    return [
        *draw_aims(list_aims()),
        _describe_speed(read_held_back(SITUATIONS)),
        "as it is (rows) and as it was read (columns), the older set:",
        *draw_confusion(_score(SITUATIONS)),
    ]


def _score(*subjects: str) -> list[Predicted]:
    model = load_model(SITUATIONS_FILE, table=load_words())
    return [(note, model.score(note.text)) for subject in subjects for note in read_held_back(subject)]


def _measure(predicted: list[Predicted]) -> Quality:
    return measure_quality(predicted, threshold=load_model(SITUATIONS_FILE, table=load_words()).threshold)


def _judge(name: str, predicted: list[Predicted]) -> list[Aim]:
    quality = _measure(predicted)
    figures = (
        ("the right label first", quality.first, AIM_FIRST),
        ("among the first three", quality.near, AIM_NEAR),
        ("says it is sure", quality.sure, AIM_SURE),
        ("right when sure", quality.right_when_sure, AIM_RIGHT_WHEN_SURE),
    )
    return [Aim(name, quality.notes, figure, share, aim) for figure, share, aim in figures]


def _describe_speed(notes: list[Example]) -> str:
    """Tell how long a note takes in a workspace that has taught as much as is kept."""
    reader = load_note_reader()
    taught = [Correction(note.text, Situation(note.label)) for note in read_examples(SITUATIONS)[:MOST_CORRECTIONS]]
    reader.read("", corrections=taught)
    alone, compared = (_time_notes(notes, corrections) for corrections in ([], taught))
    met = "met" if compared[0] < AIM_MS else "NOT met"
    return (
        f"a note takes {alone[0]:.2f} ms, and {compared[0]:.2f} ms compared with {len(taught)} that were put right"
        f" (aim {AIM_MS:.0f}: {met}); 19 in 20 below {compared[1]:.2f} ms"
    )


def _time_notes(notes: list[Example], corrections: list[Correction]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds."""
    reader, took = load_note_reader(), []
    for note in notes:
        began = time.perf_counter()
        reader.read(note.text, corrections=corrections)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def main() -> None:
    """Print the report."""
    for line in measure_reading():
        print(line)


if __name__ == "__main__":
    main()
