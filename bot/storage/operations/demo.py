"""Queries that store demo data."""

from collections.abc import Collection

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.log.past_activity import PastActivity
from bot.storage.rows import to_columns
from bot.storage.tables.log import activities


async def insert_contact(connection: AsyncConnection, contact: PastActivity) -> int:
    """Add a contact and return its id."""
    added = await connection.execute(insert(activities).values(to_columns(contact)).returning(activities.c.id))
    return int(added.scalar_one())


async def insert_routine(connection: AsyncConnection, routine: Collection[PastActivity]) -> None:
    """Add activities without an account."""
    if routine:
        await connection.execute(insert(activities), [to_columns(each) for each in routine])
