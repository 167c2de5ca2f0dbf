"""Queries about the version of each rep's Home page, by which an outdated snapshot is recognised."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.people import reps


async def find_home(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int
) -> tuple[str | None, datetime | None]:
    """Return the hash of the version that the platform shows, if known, and when the rep last opened it (UTC)."""
    row = (await connection.execute(_FIND_HOME, {"workspace_id": workspace_id, "rep_id": rep_id})).first()
    return (None, None) if row is None else (row.home_hash, row.home_seen_at)


async def swap_home_hash(
    connection: AsyncConnection,
    *,
    workspace_id: int,
    rep_id: int,
    before: str | None,
    after: str,
    seen_at: datetime | None = None,
) -> bool:
    """Compare and swap the version; False when it is now neither ``before`` nor ``after``: another process published.

    ``seen_at`` is set when the rep opened the page.
    """
    statement = (
        update(reps)
        .where(
            reps.c.workspace_id == workspace_id,
            reps.c.id == rep_id,
            reps.c.home_hash.is_not_distinct_from(before) | (reps.c.home_hash == after),
        )
        .values({"home_hash": after} if seen_at is None else {"home_hash": after, "home_seen_at": seen_at})
        .returning(reps.c.id)
    )
    return (await connection.execute(statement)).first() is not None


_FIND_HOME = select(reps.c.home_hash, reps.c.home_seen_at).where(
    reps.c.workspace_id == bindparam("workspace_id"), reps.c.id == bindparam("rep_id")
)
