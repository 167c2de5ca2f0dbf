"""Which notes that were put right a new note is like: compared with hundreds of them in a few milliseconds (V3)."""

from collections import defaultdict
from collections.abc import Sequence
from operator import mul

from bot.domain.statistics.text_model import BLOCKS, TextModel


class NoteIndex:
    """Notes by the features they have, with their meanings."""

    def __init__(self, model: TextModel, notes: Sequence[str]) -> None:
        self._model = model
        self._meanings = [model.mean(note) for note in notes]
        self._having: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for number, note in enumerate(notes):
            for row, value in model.list_features(note):
                self._having[row].append((number, value))

    def compare(self, note: str) -> list[float]:
        """Return for each note how like this one is in words, pieces of words and meaning, from about 0 to 1."""
        meaning = self._model.mean(note)
        sums = [sum(map(mul, meaning, other)) for other in self._meanings]
        for row, value in self._model.list_features(note):
            for number, other in self._having.get(row, ()):
                sums[number] += value * other
        return [total / BLOCKS for total in sums]
