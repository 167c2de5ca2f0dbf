"""Queries about the members of teams, and about managers who lead several."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Team
from bot.storage.people.people import TEAM_COLUMNS
from bot.storage.people.team_spans import change_team_of, close_spans
from bot.storage.tables.people import reps, team_leads, team_spans, teams
from bot.storage.upsert import insert_unless_present


async def count_members(connection: AsyncConnection, *, team_id: int) -> int:
    """Return how many reps are in a team, those who have left included."""
    query = select(func.count()).select_from(reps).where(reps.c.team_id == team_id)
    return int((await connection.execute(query)).scalar_one())


async def move_members(connection: AsyncConnection, *, team_id: int, to_team_id: int | None, today: date) -> None:
    """Put all members of a team into another one from a local day on, or into none."""
    for rep_id in await list_member_ids(connection, team_id=team_id):
        await change_team_of(connection, rep_id=rep_id, team_id=to_team_id, today=today)


async def list_member_ids(connection: AsyncConnection, *, team_id: int) -> list[int]:
    """Return who is in a team, those who have left included."""
    query = select(reps.c.id).where(reps.c.team_id == team_id).order_by(reps.c.id)
    return list((await connection.execute(query)).scalars())


async def return_members(
    connection: AsyncConnection, *, team_id: int, rep_ids: Collection[int], from_team_id: int | None, left_on: date
) -> None:
    """Put reps back into a team whose days were restored, as if they had not left it on a local day.

    Whoever is elsewhere by now stays there, and was in the team until that day.
    """
    is_there = reps.c.team_id.is_(None) if from_team_id is None else reps.c.team_id == from_team_id
    open_days = (team_spans.c.team_id == team_id) & team_spans.c.until.is_(None)
    for rep_id in rep_ids:
        back = update(reps).where(reps.c.id == rep_id, is_there).values(team_id=team_id)
        is_back = (await connection.execute(back)).rowcount > 0
        ending = (team_spans.c.team_id != team_id) & team_spans.c.until.is_(None) if is_back else open_days
        await close_spans(connection, ending & (team_spans.c.rep_id == rep_id), until=left_on)


async def remove_team(connection: AsyncConnection, *, team_id: int) -> None:
    """Delete a team, with its deliveries."""
    await connection.execute(delete(teams).where(teams.c.id == team_id))


async def list_led(connection: AsyncConnection, *, rep_id: int) -> list[Team]:
    """Return the teams that a rep leads besides the own one, by name."""
    query = (
        select(*TEAM_COLUMNS)
        .join(team_leads, team_leads.c.team_id == teams.c.id)
        .where(team_leads.c.rep_id == rep_id)
        .order_by(teams.c.name)
    )
    return [Team(**row) for row in (await connection.execute(query)).mappings()]


async def list_leader_ids(connection: AsyncConnection, *, team_id: int) -> list[int]:
    """Return who leads a team besides the managers in it."""
    query = select(team_leads.c.rep_id).where(team_leads.c.team_id == team_id).order_by(team_leads.c.rep_id)
    return list((await connection.execute(query)).scalars())


async def find_invited_at(connection: AsyncConnection, *, team_id: int) -> datetime | None:
    """Return when those of a team who had not begun were invited last (UTC), None when they never were."""
    query = select(teams.c.invited_at).where(teams.c.id == team_id)
    invited_at: datetime | None = (await connection.execute(query)).scalar_one_or_none()
    return invited_at


async def add_lead(connection: AsyncConnection, *, workspace_id: int, team_id: int, rep_id: int) -> None:
    """Save that a rep leads a team; idempotent."""
    statement = insert_unless_present(connection, team_leads)
    await connection.execute(statement.values(workspace_id=workspace_id, team_id=team_id, rep_id=rep_id))


async def remove_lead(connection: AsyncConnection, *, team_id: int, rep_id: int) -> None:
    """Save that a rep does not lead a team any more; idempotent."""
    await connection.execute(delete(team_leads).where(team_leads.c.team_id == team_id, team_leads.c.rep_id == rep_id))
