"""A linear text classifier over the features of a note.

A feature's value is the log of its count times its rarity; words, word pieces and meaning are three blocks, each scaled
to length 1. Scoring a note takes some tenths of a millisecond.
"""

import json
import math
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from operator import mul
from pathlib import Path

from bot.domain.statistics.features import clean_note, count_features, split_note
from bot.domain.statistics.word_table import WordTable

# The rarity assumed for a word that is not in the examples.
UNKNOWN_RARITY = 8.0
# Words, word pieces and meaning.
BLOCKS = 3


@dataclass(frozen=True, slots=True)
class FeatureBlock:
    """A block of features with their rarity; ``start`` is the row of the first in the weight table."""

    places: Mapping[str, int]
    rarities: Sequence[float]
    start: int

    def weigh(self, counts: Counter[str]) -> list[tuple[int, float]]:
        """Return row and value of each known feature, scaled to length 1."""
        found = [
            (self.start + place, (1 + math.log(count)) * self.rarities[place] if count > 1 else self.rarities[place])
            for feature, count in counts.items()
            if (place := self.places.get(feature)) is not None
        ]
        length = math.sqrt(sum([value * value for _, value in found])) or 1.0
        return [(row, value / length) for row, value in found]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The probabilities from which the likeliest label is reliable enough to act on (K8).

    ``contested_from`` replaces ``sure_from`` for an alarm, which is a label that is not in ``harmless``, when the
    second likeliest label is a harmless one.
    """

    sure_from: float = 1.0
    contested_from: float = 1.0
    harmless: tuple[str, ...] = ()

    def accepts(self, ranked: Sequence[tuple[str, float]]) -> bool:
        """Return whether the first of these labels, ranked with their probabilities, is reliable enough."""
        (first, probability), (second, _) = ranked[:2]
        is_contested = first not in self.harmless and second in self.harmless
        return probability >= (self.contested_from if is_contested else self.sure_from)


@dataclass(frozen=True, slots=True)
class TextModel:
    """Labels, the three feature blocks, and a weight per feature and label.

    ``threshold`` says when the likeliest label is reliable enough to act on; ``digest`` identifies the examples the
    model was trained on.
    """

    labels: tuple[str, ...]
    words: FeatureBlock
    pieces: FeatureBlock
    table: WordTable
    weights: "array[float]"
    biases: tuple[float, ...]
    threshold: Threshold
    digest: str
    # What the meaning of a word adds to each label, kept for the words of the table that were seen.
    _word_sums: dict[str, list[float]] = field(default_factory=dict, repr=False, compare=False)

    def score(self, note: str) -> dict[str, float]:
        """Return the probability of each label."""
        tokens = split_note(clean_note(note))
        sums = list(self.biases)
        counted = [(value, self._weights_of(row)) for row, value in self._list_counted(tokens)]
        for value, weights in (*counted, *self._list_meanings(tokens)):
            sums = [total + value * weight for total, weight in zip(sums, weights, strict=True)]
        highest = max(sums)
        powers = [math.exp(total - highest) for total in sums]
        together = sum(powers)
        return {label: power / together for label, power in zip(self.labels, powers, strict=True)}

    def mean(self, note: str) -> list[float]:
        """Return the meaning of a note as a vector of length 1."""
        return self.table.add_up(self._list_rarities(split_note(clean_note(note))))

    def list_rows(self, note: str) -> list[tuple[int, float]]:
        """Return row and value of each of the note's features in the weight table."""
        meaning = [(self._first_meaning + number, value) for number, value in enumerate(self.mean(note)) if value]
        return [*self.list_features(note), *meaning]

    def list_features(self, note: str) -> list[tuple[int, float]]:
        """Return row and value of the note's words and word pieces, without its meaning."""
        return self._list_counted(split_note(clean_note(note)))

    def find_evidence(self, note: str, label: str) -> float:
        """Return by how much the best word or pair of a note speaks for a label rather than for a harmless one.

        The difference of weights, before scaling; 0 when the note has no word of the examples that does.
        """
        tokens = split_note(clean_note(note))
        features = [*(token for token in tokens if len(token) > 1), *(" ".join(pair) for pair in pairwise(tokens))]
        places = [place for feature in features if (place := self.words.places.get(feature)) is not None]
        against = [self.labels.index(each) for each in self.threshold.harmless]
        differences = []
        for place in places:
            weights = self._weights_of(place)
            differences.append(
                weights[self.labels.index(label)] - max((weights[each] for each in against), default=0.0)
            )
        return max(differences, default=0.0)

    @property
    def _first_meaning(self) -> int:
        """The first row of the meaning in the weight table."""
        return self.pieces.start + len(self.pieces.places)

    def _list_counted(self, tokens: list[str]) -> list[tuple[int, float]]:
        words, pieces = count_features(tokens)
        return [*self.words.weigh(words), *self.pieces.weigh(pieces)]

    def _list_rarities(self, tokens: list[str]) -> list[tuple[str, float]]:
        places, rarities = self.words.places, self.words.rarities
        return [(word, rarities[places[word]] if word in places else UNKNOWN_RARITY) for word in tokens]

    def _weights_of(self, row: int) -> Sequence[float]:
        size = len(self.biases)
        return self.weights[row * size : (row + 1) * size]

    def _list_meanings(self, tokens: list[str]) -> list[tuple[float, Sequence[float]]]:
        """Return for each known word how much it counts in the meaning of the note, and what it adds to each label.

        Together that is the meaning of the note times its weights, word by word instead of number by number.
        """
        weighted = [pair for pair in self._list_rarities(tokens) if pair[0] in self.table.places]
        total = self.table.sum_vectors(weighted)
        length = math.sqrt(sum(map(mul, total, total))) or 1.0
        return [(weight / length, self._sum_word(word)) for word, weight in weighted]

    def _sum_word(self, word: str) -> list[float]:
        found = self._word_sums.get(word)
        if found is None:
            found = [0.0] * len(self.biases)
            for number, value in enumerate(self.table.find_vector(word) or ()):
                weights = self._weights_of(self._first_meaning + number)
                found = [total + value * weight for total, weight in zip(found, weights, strict=True)]
            self._word_sums[word] = found
        return found


def rank(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return labels with their probabilities, the likeliest first."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def load_model(path: Path, *, table: WordTable) -> TextModel:
    """Load a trained model."""
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
        threshold=Threshold(**told["threshold"] | {"harmless": tuple(told["threshold"]["harmless"])}),
        digest=told["digest"],
    )


def write_model(path: Path, model: TextModel) -> None:
    """Save a model; numbers are stored as half-precision floats (11 significant bits)."""
    names = [*model.words.places, *model.pieces.places]
    joined = "\n".join(names).encode()
    header = {
        "labels": model.labels,
        "words": len(model.words.places),
        "names": len(joined),
        "biases": model.biases,
        "threshold": asdict(model.threshold),
        "digest": model.digest,
    }
    numbers = [*model.words.rarities, *model.pieces.rarities, *model.weights]
    path.write_bytes(json.dumps(header).encode() + b"\n" + joined + struct.pack(f"<{len(numbers)}e", *numbers))


def _number(names: Sequence[str]) -> dict[str, int]:
    return {sys.intern(name): place for place, name in enumerate(names)}
