"""Word vectors for some tens of thousands of Dutch and English words, derived from a public model."""

import json
import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from pathlib import Path

MODEL_FOLDER = Path(__file__).parent / "model"
WORDS_FILE = MODEL_FOLDER / "words.bin"


@dataclass(frozen=True, slots=True)
class WordTable:
    """Vectors of ``dims`` small integers, by word."""

    dims: int
    places: dict[str, int]
    values: "array[int]"

    def add_up(self, words: Iterable[tuple[str, float]]) -> list[float]:
        """Return the weighted sum of word vectors, scaled to length 1; zeros without a known word."""
        total = self.sum_vectors(words)
        length = math.sqrt(sum(map(mul, total, total)))
        return [value / length for value in total] if length else total

    def sum_vectors(self, words: Iterable[tuple[str, float]]) -> list[float]:
        """Return the sum of the vectors of words, each weighted, of whatever length."""
        total = [0.0] * self.dims
        for word, weight in words:
            vector = self.find_vector(word)
            if vector is not None:
                total = [value + weight * part for value, part in zip(total, vector, strict=True)]
        return total

    def find_vector(self, word: str) -> "array[int] | None":
        """Return the vector of a word, None for a word that is not in the table."""
        place = self.places.get(word)
        return None if place is None else self.values[place * self.dims : (place + 1) * self.dims]


@lru_cache(maxsize=1)
def load_words(path: Path = WORDS_FILE) -> WordTable:
    """Load the table in a few milliseconds; cached after the first call."""
    header, _, rest = path.read_bytes().partition(b"\n")
    told = json.loads(header)
    names = rest[: told["names"]].decode().split("\n")
    values = array("b", rest[told["names"] :])
    return WordTable(dims=told["dims"], places={name: place for place, name in enumerate(names)}, values=values)


def write_words(path: Path, *, names: list[str], dims: int, values: bytes) -> None:
    """Save a table: ``values`` are the concatenated vectors, one byte per number."""
    joined = "\n".join(names).encode()
    header = json.dumps({"dims": dims, "names": len(joined)}).encode()
    path.write_bytes(header + b"\n" + joined + values)
