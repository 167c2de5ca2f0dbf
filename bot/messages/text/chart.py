"""The data of a chart, independent of its renderer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """A series of bars: its name, and a value per label; None where there was no measurement."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A grouped bar chart with labels, such as weeks."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


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


Drawable = Chart | Network
