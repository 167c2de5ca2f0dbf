"""The values of the buttons under what asks for a decision, and of the weekly meeting; as in ``button_values``."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.meetings.agenda import PointKind


class TeamListKind(StrEnum):
    """A list that stands behind a figure of a team."""

    STEPS = "steps"
    STALLED = "stalled"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class TeamListRef:
    """A list of a team."""

    team_id: int
    kind: TeamListKind


@dataclass(frozen=True, slots=True)
class PointRef:
    """A point for the agenda of a team's meeting."""

    team_id: int
    kind: PointKind
    subject: int = 0


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """What a meeting decided."""

    decision_id: int


@dataclass(frozen=True, slots=True)
class QuestionGift:
    """A question of the playbook for the owner of a deal."""

    deal_id: int
    question_id: str


class Shareable(StrEnum):
    """What of a team can be posted in its channel."""

    WEEK = "week"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class TeamShare:
    """Something of a team to post in its channel."""

    team_id: int
    what: Shareable


@dataclass(frozen=True, slots=True)
class StepsBack:
    """Steps of a team to put back on the days that they were due, such as "12=2026-03-19 15=2026-03-20"."""

    team_id: int
    days: str
