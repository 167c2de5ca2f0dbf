"""Attitudes that a note about a lost deal can show (N2)."""

from dataclasses import dataclass
from enum import StrEnum


class Attitude(StrEnum):
    """Whether a note blames others for a loss, takes responsibility, or only reports what happened."""

    BLAME = "blame"
    OWNERSHIP = "ownership"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class AttitudeReading:
    """The likeliest attitude of a note; ``is_sure`` is True when it is reliable enough for praise."""

    attitude: Attitude
    is_sure: bool

    @property
    def deserves_praise(self) -> bool:
        """Whether the note surely takes responsibility."""
        return self.is_sure and self.attitude is Attitude.OWNERSHIP
