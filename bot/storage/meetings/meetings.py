"""The agenda points that people ask for, and the decisions of a team's meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.meetings.agenda import AskedPoint, MeetingDecision, PointKind
from bot.storage.rows import to_columns
from bot.storage.tables.meetings import agenda_points, meeting_decisions
from bot.storage.upsert import insert_unless_present

# In the note of a deal that the bot named in a channel; somebody may put the same deal on the agenda that week.
NAMED = "named"


class DecisionState(StrEnum):
    """Whether a decision is still to be carried out."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPoint:
    """A point that somebody puts on the agenda in the team's week from ``week_of``, a Monday.

    Without a rep it is one that the bot named in the team's channel of its own accord.
    """

    workspace_id: int
    team_id: int
    rep_id: int | None
    kind: PointKind
    subject: int
    week_of: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A line of what a meeting decided, on the team's local day."""

    workspace_id: int
    team_id: int
    rep_id: int
    text: str
    made_on: date
    request_key: str
    place: int
    state: DecisionState = DecisionState.OPEN


async def add_point(connection: AsyncConnection, point: NewPoint) -> None:
    """Put a point on the agenda; idempotent within a week."""
    await connection.execute(insert_unless_present(connection, agenda_points).values(to_columns(point)))


async def list_points(connection: AsyncConnection, *, team_id: int, since: date) -> list[AskedPoint]:
    """Return the points that people asked for from the week of ``since`` on, in their order."""
    query = (
        select(agenda_points.c.kind, agenda_points.c.subject, agenda_points.c.note)
        .where(
            agenda_points.c.team_id == team_id, agenda_points.c.week_of >= since, agenda_points.c.rep_id.is_not(None)
        )
        .order_by(agenda_points.c.id)
    )
    return [AskedPoint(PointKind(row.kind), row.subject, row.note) for row in await connection.execute(query)]


async def count_named(connection: AsyncConnection, *, team_id: int, before: date) -> dict[int, int]:
    """Return on how many Mondays before a day the bot named each stalled deal in a team's channel (K5)."""
    query = (
        select(agenda_points.c.subject, func.count().label("number"))
        .where(
            agenda_points.c.team_id == team_id,
            agenda_points.c.kind == PointKind.DEAL,
            agenda_points.c.note == NAMED,
            agenda_points.c.week_of < before,
        )
        .group_by(agenda_points.c.subject)
    )
    return {row.subject: int(row.number) for row in await connection.execute(query)}


async def add_decisions(connection: AsyncConnection, decisions: Sequence[NewDecision]) -> None:
    """Save decisions; idempotent by request key."""
    if decisions:
        statement = insert_unless_present(connection, meeting_decisions)
        await connection.execute(statement.values([to_columns(each) for each in decisions]))


async def list_open_decisions(connection: AsyncConnection, *, team_id: int) -> list[MeetingDecision]:
    """Return what a team decided and has not done yet, in the order in which it was decided."""
    query = _SELECT.where(
        meeting_decisions.c.team_id == team_id, meeting_decisions.c.state == DecisionState.OPEN
    ).order_by(meeting_decisions.c.id)
    return [MeetingDecision(*row) for row in await connection.execute(query)]


async def find_decision(
    connection: AsyncConnection, *, workspace_id: int, decision_id: int
) -> tuple[MeetingDecision, int] | None:
    """Return a decision and the id of its team; None when it does not exist."""
    query = select(meeting_decisions.c.team_id, *_COLUMNS).where(
        meeting_decisions.c.workspace_id == workspace_id, meeting_decisions.c.id == decision_id
    )
    row = (await connection.execute(query)).first()
    return (MeetingDecision(row.id, row.text, row.made_on), row.team_id) if row else None


async def set_state(connection: AsyncConnection, *, decision_id: int, state: DecisionState, day: date | None) -> None:
    """Save what became of a decision, on the team's local day; an open one has none."""
    statement = update(meeting_decisions).where(meeting_decisions.c.id == decision_id)
    await connection.execute(statement.values(state=state, closed_on=day))


_COLUMNS = (meeting_decisions.c.id, meeting_decisions.c.text, meeting_decisions.c.made_on)
_SELECT = select(*_COLUMNS)
