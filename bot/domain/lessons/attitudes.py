"""What a note after a lost deal says about whose doing it was (N2)."""

from enum import StrEnum


class Attitude(StrEnum):
    """Whether a note puts a loss on others, sees an own share in it, or just tells what happened."""

    BLAME = "blame"
    OWNERSHIP = "ownership"
    FACT = "fact"
