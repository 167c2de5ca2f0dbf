"""The values of the buttons of one person on two platforms; as in ``button_values``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkedTo:
    """One of the two platforms of a linked person."""

    platform: str
