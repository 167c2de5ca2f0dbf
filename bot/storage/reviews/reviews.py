"""Queries for looking back: the days and calls of reps in a span of days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Kind
from bot.storage.tables.log import activities


async def list_active_days(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, set[date]]:
    """Return the local days since one on which reps did something, by rep."""
    query = (
        select(activities.c.rep_id, activities.c.day)
        .distinct()
        .where(activities.c.rep_id.in_(list(rep_ids)), activities.c.day >= since, activities.c.removed_at.is_(None))
    )
    found: dict[int, set[date]] = {}
    for rep_id, day in (await connection.execute(query)).all():
        found.setdefault(rep_id, set()).add(day)
    return found


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A call whose local hour was said: who made it, that hour, and its note."""

    rep_id: int
    called_at: time
    note: str


async def list_calls(connection: AsyncConnection, *, rep_ids: Collection[int], since: date) -> list[LoggedCall]:
    """Return the calls of reps since a local day, those whose hour was said."""
    query = select(activities.c.rep_id, activities.c.called_at, activities.c.note).where(
        activities.c.rep_id.in_(list(rep_ids)),
        activities.c.day >= since,
        activities.c.kind == Kind.CALL,
        activities.c.called_at.is_not(None),
        activities.c.removed_at.is_(None),
    )
    return [LoggedCall(**row) for row in (await connection.execute(query)).mappings()]
