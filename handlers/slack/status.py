"""What a status on Slack says about being away."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.ports import Away

# The emoji of Slack's own suggestions, and the words that people write beside them.
HOLIDAY_EMOJI = frozenset({":palm_tree:", ":desert_island:", ":beach_with_umbrella:"})
SICK_EMOJI = frozenset({":face_with_thermometer:", ":thermometer:"})
HOLIDAY_WORDS = ("vacation", "vakantie", "verlof", "holiday", "on leave", "annual leave")
SICK_WORDS = ("out sick", "sick", "ziek")


def read_status(shown: Mapping[str, Any]) -> Away | None:
    """Return what the status of a profile says about being away, None when it says nothing of it."""
    emoji, text = shown.get("status_emoji") or "", (shown.get("status_text") or "").casefold()
    is_sick = emoji in SICK_EMOJI or text.startswith(SICK_WORDS)
    if not is_sick and emoji not in HOLIDAY_EMOJI and not text.startswith(HOLIDAY_WORDS):
        return None
    ends = shown.get("status_expiration") or 0
    return Away(until=datetime.fromtimestamp(ends, UTC) if ends else None, is_sick=is_sick)
