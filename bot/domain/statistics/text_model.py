"""A linear model over the features of a note: what it weighs, and how sure it is.

Each feature counts with the logarithm of how often it occurs and with how rare it is; words, pieces of words and the
meaning of the words are three blocks of length 1 each. That is all there is to it: a note takes about a millisecond.
"""

import json
import math
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.statistics.features import clean_note, list_features, split_note
from bot.domain.statistics.word_table import WordTable

# How rare a word is taken to be that no example has.
UNKNOWN_RARITY = 8.0
# Words, pieces of words and meaning, each of length 1.
BLOCKS = 3


@dataclass(frozen=True, slots=True)
class FeatureBlock:
    """Features with how rare each is; ``start`` is the row of the first in the table of weights."""

    places: Mapping[str, int]
    rarities: Sequence[float]
    start: int

    def weigh(self, counts: Counter[str]) -> list[tuple[int, float]]:
        """Return the rows of the known features with their values, together of length 1."""
        found = [
            (self.start + place, (1 + math.log(count)) * self.rarities[place])
            for feature, count in counts.items()
            if (place := self.places.get(feature)) is not None
        ]
        length = math.sqrt(sum(value * value for _, value in found)) or 1.0
        return [(row, value / length) for row, value in found]


@dataclass(frozen=True, slots=True)
class TextModel:
    """Labels, the three blocks of features, and a weight for each feature and label.

    ``sure_from`` is the probability from which the first label may be acted on; ``digest`` tells what it learned from.
    """

    labels: tuple[str, ...]
    words: FeatureBlock
    pieces: FeatureBlock
    table: WordTable
    weights: "array[float]"
    biases: tuple[float, ...]
    sure_from: float
    digest: str

    def score(self, note: str) -> dict[str, float]:
        """Return the probability of each label."""
        sums = list(self.biases)
        size = len(sums)
        for row, value in self.list_rows(note):
            weights = self.weights[row * size : (row + 1) * size]
            sums = [total + value * weight for total, weight in zip(sums, weights, strict=True)]
        highest = max(sums)
        powers = [math.exp(total - highest) for total in sums]
        together = sum(powers)
        return {label: power / together for label, power in zip(self.labels, powers, strict=True)}

    def mean(self, note: str) -> list[float]:
        """Return the meaning of a note as a vector of length 1."""
        places, rarities = self.words.places, self.words.rarities
        return self.table.add_up(
            (word, rarities[places[word]] if word in places else UNKNOWN_RARITY)
            for word in split_note(clean_note(note))
        )

    def list_rows(self, note: str) -> list[tuple[int, float]]:
        """Return the rows of the table of weights that a note touches, each with its value."""
        start = self.pieces.start + len(self.pieces.places)
        meaning = [(start + number, value) for number, value in enumerate(self.mean(note)) if value]
        return [*self.list_features(note), *meaning]

    def list_features(self, note: str) -> list[tuple[int, float]]:
        """Return the rows of the words and pieces of a note, each with its value, without its meaning."""
        words, pieces = list_features(note)
        return [*self.words.weigh(words), *self.pieces.weigh(pieces)]


def load_model(path: Path, *, table: WordTable) -> TextModel:
    """Read a model that was trained."""
    header, _, rest = path.read_bytes().partition(b"\n")
    told = json.loads(header)
    names = rest[: told["names"]].decode().split("\n")
    numbers = struct.unpack(f"<{(len(rest) - told['names']) // 2}e", rest[told["names"] :])
    words, count = told["words"], len(names)
    rarities = numbers[:count]
    return TextModel(
        labels=tuple(told["labels"]),
        words=FeatureBlock(places=_number(names[:words]), rarities=rarities[:words], start=0),
        pieces=FeatureBlock(places=_number(names[words:]), rarities=rarities[words:], start=words),
        table=table,
        weights=array("f", numbers[count:]),
        biases=tuple(told["biases"]),
        sure_from=told["sure_from"],
        digest=told["digest"],
    )


def write_model(path: Path, model: TextModel) -> None:
    """Write a model so that it can be read again; every number keeps eleven bits."""
    names = [*model.words.places, *model.pieces.places]
    joined = "\n".join(names).encode()
    header = {
        "labels": model.labels,
        "words": len(model.words.places),
        "names": len(joined),
        "biases": model.biases,
        "sure_from": model.sure_from,
        "digest": model.digest,
    }
    numbers = [*model.words.rarities, *model.pieces.rarities, *model.weights]
    path.write_bytes(json.dumps(header).encode() + b"\n" + joined + struct.pack(f"<{len(numbers)}e", *numbers))


def _number(names: Sequence[str]) -> dict[str, int]:
    return {sys.intern(name): place for place, name in enumerate(names)}
