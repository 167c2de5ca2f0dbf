"""The values of the buttons of the first hour; see ``button_values``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """A channel, by the platform's id."""

    channel: str


@dataclass(frozen=True, slots=True)
class TeamPlacing:
    """A team in which somebody was put, and who did that (a rep)."""

    team_id: int
    by_id: int
