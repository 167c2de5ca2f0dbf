"""Detect an absence in a user's status text (R4)."""

HOLIDAY_WORDS = ("vacation", "vakantie", "verlof", "holiday", "on leave", "annual leave")
SICK_WORDS = ("out sick", "sick", "ziek")


def is_sick_status(text: str) -> bool:
    """Return whether a status says that the user is sick."""
    return text.casefold().startswith(SICK_WORDS)


def is_holiday_status(text: str) -> bool:
    """Return whether a status says that the user is on holiday or leave."""
    return text.casefold().startswith(HOLIDAY_WORDS)
