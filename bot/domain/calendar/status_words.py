"""What people write in their status when they are away (R4)."""

HOLIDAY_WORDS = ("vacation", "vakantie", "verlof", "holiday", "on leave", "annual leave")
SICK_WORDS = ("out sick", "sick", "ziek")


def is_sick_status(text: str) -> bool:
    """Return whether a status says to be ill."""
    return text.casefold().startswith(SICK_WORDS)


def is_holiday_status(text: str) -> bool:
    """Return whether a status says to be on holiday or leave."""
    return text.casefold().startswith(HOLIDAY_WORDS)
