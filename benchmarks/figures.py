"""Compare the figures of a run with those of the last release, stored in ``benchmarks/figures.json``.

Each benchmark notes its figures; at the end `make bench` lists the regressions. ``python -m benchmarks --keep`` stores
the figures at a release. Ratios within one run compare across machines; seconds compare only on the same machine.
"""

import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

KEPT = Path(__file__).with_name("figures.json")
# Relative; a smaller difference counts as noise.
NOISE = 0.10


class Better(Enum):
    """The direction in which a figure improves."""

    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure."""

    name: str
    value: float
    better: Better

    def is_worse_than(self, before: float) -> bool:
        """Return whether the figure is worse than before by more than `NOISE`."""
        if self.better is Better.MORE:
            return self.value < before * (1 - NOISE)
        return self.value > before * (1 + NOISE)


_noted: list[Figure] = []


def note_figure(name: str, value: float, better: Better) -> None:
    """Record a figure of this run."""
    _noted.append(Figure(name, value, better))


def list_noted() -> list[Figure]:
    """Return the figures of this run."""
    return list(_noted)


def compare(figures: list[Figure], kept: dict[str, float]) -> list[str]:
    """Return the lines of the comparison, with the regressions at the end."""
    lines = [f"{'figure':<58} {'last release':>13} {'now':>10}"]
    for figure in figures:
        before = kept.get(figure.name)
        shown = f"{before:13.3f}" if before is not None else f"{'-':>13}"
        lines.append(f"{figure.name:<58} {shown} {figure.value:10.3f}")
    worse = [each.name for each in figures if each.name in kept and each.is_worse_than(kept[each.name])]
    lines.append("Worse than at the last release: " + ("; ".join(worse) if worse else "nothing"))
    return lines


def load_kept() -> dict[str, float]:
    """Return the figures of the last release by name."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def keep(figures: list[Figure]) -> None:
    """Store the figures of this run; figures that it did not measure stay as they were."""
    kept = load_kept() | {figure.name: round(figure.value, 4) for figure in figures}
    KEPT.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")
