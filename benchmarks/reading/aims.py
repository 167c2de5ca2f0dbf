"""Figures on sets of examples, each with what it should reach."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.figures import Better, note_figure


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure measured on ``number`` examples, and the value that it should reach."""

    examples: str
    number: int
    name: str
    value: float
    aim: float
    better: Better = Better.MORE

    @property
    def is_met(self) -> bool:
        """Whether the figure is at least as good as the aim."""
        return self.value >= self.aim if self.better is Better.MORE else self.value <= self.aim


def draw_aims(aims: Iterable[Aim]) -> list[str]:
    """Return a line for each figure, and note the figures of this run."""
    lines = []
    for each in aims:
        note_figure(f"{each.examples}: {each.name}", each.value, each.better)
        sign = "≥" if each.better is Better.MORE else "≤"
        met = "met" if each.is_met else "NOT met"
        lines.append(
            f"{each.examples:<44} {each.number:>5}  {each.name:<34} {each.value:>7.1%}  {sign} {each.aim:>6.1%}  {met}"
        )
    return lines
