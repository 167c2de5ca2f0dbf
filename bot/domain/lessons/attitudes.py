"""Attitudes that a note about a lost deal can show (N2)."""

from enum import StrEnum


class Attitude(StrEnum):
    """Whether a note blames others for a loss, takes responsibility, or only reports what happened."""

    BLAME = "blame"
    OWNERSHIP = "ownership"
    FACT = "fact"
