"""Queries about the people at customers."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Level
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import contacts
from bot.storage.upsert import insert_or_change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """Somebody at a customer."""

    workspace_id: int
    account_id: int
    name: str
    name_key: str
    role: str
    level: Level | None


async def keep_contact_person(connection: AsyncConnection, contact: NewContact) -> None:
    """Add somebody at a customer, or change the role and level of that name."""
    statement = insert_or_change(connection, contacts, keys=["account_id", "name_key"], changes=["role", "level"])
    await connection.execute(statement.values(to_columns(contact)))
