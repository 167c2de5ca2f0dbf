"""Queries about whom the bot greeted, and what they did since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import to_columns
from bot.storage.tables.people import newcomers
from bot.storage.upsert import insert_unless_present


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNewcomer:
    """Somebody who is greeted (UTC)."""

    rep_id: int
    workspace_id: int
    greeted_at: datetime


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody did since the greeting; each moment is in UTC, None until it happens."""

    rep_id: int
    greeted_at: datetime
    first_logged_at: datetime | None
    hour_chosen_at: datetime | None
    tour_closed_at: datetime | None


COLUMNS = [newcomers.c[name] for name in Newcomer.__dataclass_fields__]


async def add_newcomer(connection: AsyncConnection, newcomer: NewNewcomer) -> bool:
    """Save that somebody is greeted; return whether for the first time."""
    added = await connection.execute(insert_unless_present(connection, newcomers).values(to_columns(newcomer)))
    return bool(added.rowcount)


async def find_newcomer(connection: AsyncConnection, *, rep_id: int) -> Newcomer | None:
    """Return what somebody did since the greeting, None for who was here before there was one."""
    row = (await connection.execute(select(*COLUMNS).where(newcomers.c.rep_id == rep_id))).mappings().first()
    return Newcomer(**row) if row else None


async def find_last_greeting(connection: AsyncConnection, *, rep_ids: Collection[int]) -> datetime | None:
    """Return when one of these reps was greeted last (UTC), None when nobody was."""
    query = select(func.max(newcomers.c.greeted_at)).where(newcomers.c.rep_id.in_(list(rep_ids)))
    found: datetime | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def mark_newcomer(connection: AsyncConnection, *, rep_id: int, step: str, now: datetime) -> bool:
    """Save a moment of somebody's first days, unless it happened before; return whether it did not.

    ``step`` is the name of its column, such as "first_logged_at".
    """
    happened = newcomers.c[step]
    statement = update(newcomers).where(newcomers.c.rep_id == rep_id, happened.is_(None)).values({step: now})
    return (await connection.execute(statement)).rowcount > 0
