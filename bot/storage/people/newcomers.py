"""Queries about whom the bot greeted, and what they did since."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
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


async def add_newcomer(connection: AsyncConnection, newcomer: NewNewcomer) -> bool:
    """Save that somebody is greeted; return whether for the first time."""
    added = await connection.execute(insert_unless_present(connection, newcomers).values(to_columns(newcomer)))
    return bool(added.rowcount)


async def mark_newcomer(connection: AsyncConnection, *, rep_id: int, step: str, now: datetime) -> bool:
    """Save a moment of somebody's first days, unless it happened before; return whether it did not.

    ``step`` is the name of its column, such as "first_logged_at".
    """
    happened = newcomers.c[step]
    statement = update(newcomers).where(newcomers.c.rep_id == rep_id, happened.is_(None)).values({step: now})
    return (await connection.execute(statement)).rowcount > 0
