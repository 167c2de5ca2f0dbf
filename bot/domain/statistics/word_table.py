"""What words mean, as vectors: some ten thousands of Dutch and English words, made once from a public model."""

import json
import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MODEL_FOLDER = Path(__file__).parent / "model"
WORDS_FILE = MODEL_FOLDER / "words.bin"


@dataclass(frozen=True, slots=True)
class WordTable:
    """Vectors of ``dims`` small whole numbers, by word."""

    dims: int
    places: dict[str, int]
    values: "array[int]"

    def add_up(self, words: Iterable[tuple[str, float]]) -> list[float]:
        """Return the sum of the vectors of words, each weighted, brought to length 1; zeros for no known word."""
        dims, values = self.dims, self.values
        total = [0.0] * dims
        for word, weight in words:
            place = self.places.get(word)
            if place is not None:
                vector = values[place * dims : (place + 1) * dims]
                total = [value + weight * part for value, part in zip(total, vector, strict=True)]
        length = math.sqrt(sum(value * value for value in total))
        return [value / length for value in total] if length else total


@lru_cache(maxsize=1)
def load_words(path: Path = WORDS_FILE) -> WordTable:
    """Read the table; it takes a few milliseconds and is kept."""
    header, _, rest = path.read_bytes().partition(b"\n")
    told = json.loads(header)
    names = rest[: told["names"]].decode().split("\n")
    values = array("b", rest[told["names"] :])
    return WordTable(dims=told["dims"], places={name: place for place, name in enumerate(names)}, values=values)


def write_words(path: Path, *, names: list[str], dims: int, values: bytes) -> None:
    """Write a table: ``values`` are the vectors one after the other, a byte for each number."""
    joined = "\n".join(names).encode()
    header = json.dumps({"dims": dims, "names": len(joined)}).encode()
    path.write_bytes(header + b"\n" + joined + values)
