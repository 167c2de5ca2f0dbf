"""How many of a team have begun, as far as nobody is recognisable in it (K10), and whether to invite the others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people.people import Rep
from bot.domain.statistics.team_totals import FEWEST_PEOPLE


@dataclass(frozen=True, slots=True)
class TeamStart:
    """Those of a team besides who looks at it: their number, and how many have begun, None when it may not be said.

    ``can_invite``: who has not begun can be sent the only invitation.
    """

    team_id: int
    people: int
    begun: int | None
    can_invite: bool

    @property
    def lacking(self) -> int | None:
        """How many have not begun, None when it may not be said."""
        return None if self.begun is None else self.people - self.begun


def judge_team_start(
    team_id: int, others: Collection[Rep], *, joined_at: datetime | None, invited_at: datetime | None
) -> TeamStart:
    """Return what can be said of a team; ``others`` are its people besides the viewer.

    The count is over those who have begun, so that it takes four of them. Whether there is a button depends, while
    there is no count, only on what the manager knows: whether anybody was put in the team since the last invitation.
    """
    begun = sum(not each.is_awaited for each in others)
    shown = begun if begun >= FEWEST_PEOPLE else None
    is_new = joined_at is not None and (invited_at is None or joined_at > invited_at)
    return TeamStart(team_id, len(others), shown, can_invite=is_new and shown != len(others))
