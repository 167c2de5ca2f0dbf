"""Read single values of a request whose sender decides what is in it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.errors import FIRST_YEAR, LAST_YEAR


def read_mapping(value: object) -> Mapping[str, Any]:
    """Return the value, or an empty mapping in place of anything else."""
    return value if isinstance(value, dict) else {}


def check_id(text: object, limit: int) -> str:
    """Return an id that can be stored.

    Raises:
        TypeError: it is no text, is empty, is longer, or has a character that nobody sees.
    """
    if not isinstance(text, str) or not 0 < len(text) <= limit or not text.isprintable():
        raise TypeError(text)
    return text


def read_moment(written: object) -> datetime | None:
    """Return a moment in ISO 8601 as UTC; None for anything else, or in a year that nobody means."""
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    is_near = FIRST_YEAR < moment.year < LAST_YEAR
    return moment.astimezone(UTC) if is_near and moment.tzinfo is not None else None
