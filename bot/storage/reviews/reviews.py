"""Queries for looking back: a rep's days and calls of a span of days."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Kind
from bot.storage.tables.log import activities


async def list_active_days(connection: AsyncConnection, *, rep_id: int, since: date) -> set[date]:
    """Return the local days since one on which a rep did something."""
    query = (
        select(activities.c.day)
        .distinct()
        .where(activities.c.rep_id == rep_id, activities.c.day >= since, activities.c.removed_at.is_(None))
    )
    return set((await connection.execute(query)).scalars())


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A call: its local day, when it was logged (UTC), and its note."""

    day: date
    logged_at: datetime
    note: str


async def list_calls(connection: AsyncConnection, *, rep_id: int, since: date) -> list[LoggedCall]:
    """Return a rep's calls since a local day."""
    query = select(activities.c.day, activities.c.logged_at, activities.c.note).where(
        activities.c.rep_id == rep_id,
        activities.c.day >= since,
        activities.c.kind == Kind.CALL,
        activities.c.removed_at.is_(None),
    )
    return [LoggedCall(**row) for row in (await connection.execute(query)).mappings()]
