"""Detect an absence in a user's status: its emoji and its text (R4)."""

from enum import Enum, auto

HOLIDAY_WORDS = ("vacation", "vakantie", "verlof", "holiday", "on leave", "annual leave")
SICK_WORDS = ("out sick", "sick", "ziek")
# The emoji of the statuses that chat platforms suggest.
HOLIDAY_EMOJI = frozenset({":palm_tree:", ":desert_island:", ":beach_with_umbrella:"})
SICK_EMOJI = frozenset({":face_with_thermometer:", ":thermometer:"})


class AbsenceStatus(Enum):
    """What a status says about being away."""

    NONE = auto()
    HOLIDAY = auto()
    SICK = auto()


def read_absence(emoji: str, text: str) -> AbsenceStatus:
    """Return the absence that a status announces."""
    said = text.casefold()
    if emoji in SICK_EMOJI or said.startswith(SICK_WORDS):
        return AbsenceStatus.SICK
    is_holiday = emoji in HOLIDAY_EMOJI or said.startswith(HOLIDAY_WORDS)
    return AbsenceStatus.HOLIDAY if is_holiday else AbsenceStatus.NONE


def is_sick_status(text: str) -> bool:
    """Return whether a text says that its writer is sick."""
    return read_absence("", text) is AbsenceStatus.SICK
