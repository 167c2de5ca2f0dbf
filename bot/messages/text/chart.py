"""A chart without a picture: what is shown, for whoever draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bar: its name, and a value for each label; None where nothing was measured."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side for each label, such as a week."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """An introduction of somebody (``name``) by a giver; ``is_given`` when it was ours to give."""

    giver: str
    name: str
    is_won: bool = False
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """Who was introduced to whom."""

    title: str
    links: tuple[NetworkLink, ...]


Drawable = Chart | Network
