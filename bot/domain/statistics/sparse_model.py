"""A linear classifier over named features, small enough to read: one line of JSON per model."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SparseModel:
    """Labels, a bias per label, and per feature a weight for each label.

    ``digest`` identifies the examples the model was trained on.
    """

    labels: tuple[str, ...]
    biases: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    digest: str = ""

    def score(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each label; an unknown feature says nothing."""
        found = [self.biases, *filter(None, map(self.weights.get, features))]
        sums = [sum(column) for column in zip(*found, strict=True)]
        highest = max(sums)
        powers = [math.exp(total - highest) for total in sums]
        together = sum(powers)
        return {label: power / together for label, power in zip(self.labels, powers, strict=True)}


def load_sparse_model(path: Path) -> SparseModel:
    """Load a trained model."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return SparseModel(
        labels=tuple(told["labels"]),
        biases=tuple(told["biases"]),
        weights={name: tuple(values) for name, values in told["weights"].items()},
        digest=told["digest"],
    )


def write_sparse_model(path: Path, model: SparseModel) -> None:
    """Save a model, features in alphabetical order, so that training again gives the same file."""
    told = {
        "labels": model.labels,
        "biases": model.biases,
        "digest": model.digest,
        "weights": dict(sorted(model.weights.items())),
    }
    path.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
