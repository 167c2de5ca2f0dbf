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
