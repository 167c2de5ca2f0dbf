"""Storing on which days and by whose holidays a rep works (R4)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
from bot.services.rhythm.plan_nudges import reset_next_moment
from bot.storage.database import Database
from bot.storage.people import people as people_rows


async def change_week(database: Database, *, rep: Rep, values: Mapping[str, str | None], now: datetime) -> None:
    """Set ``week``, ``country`` or ``region`` of a rep, and find the next moment again."""

    async def work(connection: AsyncConnection) -> None:
        await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, **values)
        await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=now)

    await database.write(work)
