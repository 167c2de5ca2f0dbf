"""The data of a chart, independent of its renderer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """What was done of one kind: a bar per label with its figure as text, and the target as a line.

    A value is None where there was no measurement; its text is "" then.
    """

    name: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]
    target: float = 0.0
    target_shown: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """Bars over time in panels below each other, each with its own scale; ``labels`` are the weeks."""

    title: str
    labels: tuple[str, ...]
    panels: tuple[TrendPanel, ...]


@dataclass(frozen=True, slots=True)
class Spoke:
    """One share of a wheel, in percent, and that of the month before; None where there is none.

    ``shown`` is the share as text, such as "8 van 11".
    """

    name: str
    value: int | None
    before: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """Shares around a centre; ``now`` and ``before`` name the two months in the legend."""

    title: str
    spokes: tuple[Spoke, ...]
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """An introduction of a person (``name``) by a giver; ``is_given`` when the rep gave it."""

    giver: str
    name: str
    is_won: bool = False
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """The graph of introductions."""

    title: str
    links: tuple[NetworkLink, ...]


Drawable = Trend | Wheel | Network
