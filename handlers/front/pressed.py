"""What somebody pressed or picked, on any platform."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PressedButton:
    """A pressed button or used date picker: its action name, its value, and the picked day."""

    name: str
    value: str
    picked: date | None = None
