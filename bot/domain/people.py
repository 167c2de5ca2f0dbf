"""The people of a workspace: reps, their role, team, language, zone and targets."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.activity import Kind


class Role(StrEnum):
    """What somebody may do; each role may do all that the ones before it may."""

    REP = "rep"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    @property
    def leads(self) -> bool:
        """Whether this role may set up teams and channels."""
        return self is not Role.REP


@dataclass(frozen=True, slots=True)
class Targets:
    """How many of each kind make a working day (R1)."""

    message: int = 5
    call: int = 2
    visit: int = 1

    def of(self, kind: Kind) -> int:
        """Return the target for one kind."""
        return {Kind.MESSAGE: self.message, Kind.CALL: self.call, Kind.VISIT: self.visit}[kind]

    def plus(self, other: "Targets") -> "Targets":
        """Return both targets added up, for a team."""
        return Targets(
            message=self.message + other.message, call=self.call + other.call, visit=self.visit + other.visit
        )


@dataclass(frozen=True, slots=True)
class Workspace:
    """One customer of the bot: a Slack workspace or a Teams tenant."""

    id: int
    platform: str
    external_id: str
    name: str
    country: str
    timezone: str
    language: str


@dataclass(frozen=True, slots=True)
class Rep:
    """A person who logs; ``zone`` is followed from the platform, ``language`` is one that the templates have."""

    id: int
    workspace_id: int
    external_id: str
    name: str
    timezone: str
    language: str
    role: Role
    team_id: int | None
    targets: Targets
    nudge_at: time
    address: str

    @property
    def zone(self) -> ZoneInfo:
        """The rep's own IANA zone."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True)
class Team:
    """People who see their totals together; ``channel`` is where the summary goes, None while nobody set it."""

    id: int
    workspace_id: int
    name: str
    timezone: str
    channel: str | None
    summary_at: time

    @property
    def zone(self) -> ZoneInfo:
        """The team's IANA zone, in which its summary is due."""
        return ZoneInfo(self.timezone)
