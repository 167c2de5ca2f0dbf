"""The values of the buttons of the first hour; see ``button_values``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """A channel, by the platform's id."""

    channel: str
