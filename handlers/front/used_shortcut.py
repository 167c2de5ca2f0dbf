"""A used shortcut, on any platform that has them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UsedShortcut:
    """A used shortcut: its name, and the text and time (UTC) of the message that it was used on, if any."""

    name: str
    text: str
    said_at: datetime | None
