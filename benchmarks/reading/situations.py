"""How well notes are read for their situation: on notes that no model learned from, and how long one takes."""

import statistics
import time

from benchmarks.figures import Better, note_figure
from bot.domain.log.note_reader import SITUATIONS_FILE, load_note_reader
from bot.domain.log.situations import Correction, Situation
from bot.domain.statistics.text_model import load_model
from bot.domain.statistics.word_table import load_words
from bot.storage.log.corrections import MOST_CORRECTIONS
from training.examples import SITUATIONS, Example, read_examples, read_held_back
from training.report import Quality, draw_confusion, measure_quality

AIM_FIRST, AIM_NEAR, AIM_SURE, AIM_RIGHT_WHEN_SURE = 0.70, 0.90, 0.50, 0.90
AIM_MS = 5.0


def measure_reading() -> list[str]:
    """Return the lines of the report."""
    model = load_model(SITUATIONS_FILE, table=load_words())
    notes = read_held_back(SITUATIONS)
    predicted = [(note, model.score(note.text)) for note in notes]
    quality = measure_quality(predicted, sure_from=model.sure_from)
    return [
        f"Reading {len(notes)} notes that were held back:",
        *_describe(quality),
        *(
            f"  in {language}: first {part.first:.1%}, among three {part.near:.1%} of {part.notes}"
            for language in ("nl", "en")
            for part in [
                measure_quality(
                    [(note, scores) for note, scores in predicted if note.language == language],
                    sure_from=model.sure_from,
                )
            ]
        ),
        f"  {_describe_speed(notes)}",
        "  as it is (rows) and as it was read (columns):",
        *(f"  {line}" for line in draw_confusion(predicted)),
    ]


def _describe(quality: Quality) -> list[str]:
    figures = (
        ("the right label first", quality.first, AIM_FIRST),
        ("among the first three", quality.near, AIM_NEAR),
        ("says it is sure", quality.sure, AIM_SURE),
        ("right when sure", quality.right_when_sure, AIM_RIGHT_WHEN_SURE),
    )
    for name, share, _ in figures:
        note_figure(f"notes: {name}", share, Better.MORE)
    return [
        f"  {name:<22} {share:.1%} (aim {aim:.0%}: {'met' if share >= aim else 'NOT met'})"
        for name, share, aim in figures
    ]


def _describe_speed(notes: list[Example]) -> str:
    """Tell how long a note takes in a workspace that has taught as much as is kept."""
    reader = load_note_reader()
    taught = [Correction(note.text, Situation(note.label)) for note in read_examples(SITUATIONS)[:MOST_CORRECTIONS]]
    reader.read("", corrections=taught)
    took = []
    for note in notes:
        began = time.perf_counter()
        reader.read(note.text, corrections=taught)
        took.append((time.perf_counter() - began) * 1000)
    slow = statistics.quantiles(took, n=20)[-1]
    met = "met" if slow < AIM_MS else "NOT met"
    return (
        f"a note takes {statistics.median(took):.2f} ms, 19 in 20 below {slow:.2f} ms (aim {AIM_MS:.0f}: {met}),"
        f" compared with {len(taught)} that were put right"
    )


def main() -> None:
    """Print the report."""
    for line in measure_reading():
        print(line)


if __name__ == "__main__":
    main()
