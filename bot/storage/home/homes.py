"""Queries about the versions of reps' own pages, by which a newer picture is told from an older one."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.people import reps


async def find_home_hash(connection: AsyncConnection, *, workspace_id: int, rep_id: int) -> str | None:
    """Return the version that the platform shows as far as we know; None while the page was never opened."""
    query = select(reps.c.home_hash).where(reps.c.workspace_id == workspace_id, reps.c.id == rep_id)
    found: str | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def swap_home_hash(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, before: str | None, after: str
) -> bool:
    """Take note of a new version; False when another one than ``before`` or ``after`` was noted meanwhile."""
    statement = (
        update(reps)
        .where(
            reps.c.workspace_id == workspace_id,
            reps.c.id == rep_id,
            reps.c.home_hash.is_not_distinct_from(before) | (reps.c.home_hash == after),
        )
        .values(home_hash=after)
        .returning(reps.c.id)
    )
    return (await connection.execute(statement)).first() is not None
