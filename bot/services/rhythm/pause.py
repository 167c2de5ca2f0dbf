"""Stop and start of all nudges to a rep, or one plan a week (R3, K5)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
from bot.domain.people.rhythm import Intensity
from bot.services.rhythm.plan_nudges import reset_next_moment
from bot.storage.database import Database
from bot.storage.people import people as people_rows


async def stop_nudges(database: Database, *, rep: Rep, now: datetime) -> None:
    """Stop all nudges to a rep until the rep sends "start"."""
    await _set_pause(database, rep=rep, paused_at=now, now=now)


async def start_nudges(database: Database, *, rep: Rep, now: datetime) -> None:
    """Resume nudges to a rep from the next due time on; missed ones are not sent."""
    await _set_pause(database, rep=rep, paused_at=None, now=now)


async def set_weekly(database: Database, *, rep: Rep, now: datetime) -> None:
    """Send one plan a week to a rep from now on."""

    async def work(connection: AsyncConnection) -> None:
        await people_rows.change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, intensity=Intensity.WEEKLY
        )
        await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=now)

    await database.write(work)


async def _set_pause(database: Database, *, rep: Rep, paused_at: datetime | None, now: datetime) -> None:
    async def work(connection: AsyncConnection) -> None:
        await people_rows.change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, paused_at=paused_at, silent_on=None
        )
        await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=now)

    await database.write(work)
