"""Classify the situation in a note, using the workspace's corrections (V3)."""

import math
from collections.abc import Sequence
from functools import lru_cache

from bot.domain.log.note_index import NoteIndex
from bot.domain.log.situations import Candidate, Correction, NoteReading, Situation
from bot.domain.statistics.text_model import TextModel, load_model
from bot.domain.statistics.word_table import MODEL_FOLDER, load_words

SITUATIONS_FILE = MODEL_FOLDER / "situations.bin"
SHOWN = 3
# The number of workspaces whose corrections are indexed in memory (LRU).
WORKSPACES_HELD = 64
# The log-odds added for a note identical to a corrected one. The push falls linearly to 0 at SIMILAR_FROM, the
# similarity that unrelated notes reach by chance (99 in 100 pairs of our own notes stay below 0.32; 1 is identical).
STRONGEST_CORRECTION = 10.0
SIMILAR_FROM = 0.35


class NoteReader:
    """Classifies the situation of a note with a trained model."""

    def __init__(self, model: TextModel) -> None:
        self._model = model
        self._index = lru_cache(WORKSPACES_HELD)(lambda notes: NoteIndex(model, notes))

    def read(self, note: str, *, corrections: Sequence[Correction] = (), without: str | None = None) -> NoteReading:
        """Return the likeliest situations of a note.

        ``corrections`` are the workspace's corrected notes; ``without`` is a situation the rep has ruled out.
        """
        scores = {label: score for label, score in self._model.score(note).items() if label != without}
        if corrections:
            scores = self._learn(note, scores, corrections)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        return NoteReading(
            candidates=tuple(Candidate(Situation(label), score) for label, score in best),
            is_confident=best[0][1] >= self._model.sure_from,
        )

    def _learn(self, note: str, scores: dict[str, float], corrections: Sequence[Correction]) -> dict[str, float]:
        likenesses = self._index(tuple(correction.note for correction in corrections)).compare(note)
        push: dict[str, float] = {}
        for correction, likeness in zip(corrections, likenesses, strict=True):
            strength = STRONGEST_CORRECTION * max(0.0, likeness - SIMILAR_FROM) / (1 - SIMILAR_FROM)
            push[correction.situation] = max(strength, push.get(correction.situation, 0.0))
        pushed = {label: score * math.exp(push.get(label, 0.0)) for label, score in scores.items()}
        total = sum(pushed.values())
        return {label: score / total for label, score in pushed.items()}


@lru_cache(maxsize=1)
def load_note_reader() -> NoteReader:
    """Load the reader from its model files, which takes some tenths of a second; cached after the first call."""
    return NoteReader(load_model(SITUATIONS_FILE, table=load_words()))
