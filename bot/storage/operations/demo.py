"""Queries that store an invented history."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.log import activities, next_steps
from bot.storage.versions import bump_steps


async def insert_contact(connection: AsyncConnection, **values: Any) -> int:
    """Add a contact and return its id."""
    added = await connection.execute(insert(activities).values(**values).returning(activities.c.id))
    return int(added.scalar_one())


async def insert_step(connection: AsyncConnection, **values: Any) -> None:
    """Add a next step that a contact ended with."""
    await connection.execute(insert(next_steps).values(**values))
    await bump_steps(connection, rep_ids=[values["rep_id"]])


async def insert_routine(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Add what was done without a name."""
    if rows:
        await connection.execute(insert(activities), list(rows))
