"""Queries about where people and channels are reached."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.conversations import conversations
from bot.storage.tables.people import workspaces
from bot.storage.upsert import insert_or_change


@dataclass(frozen=True, slots=True)
class Reached:
    """A conversation and the address of the part of the platform that serves it."""

    conversation: str
    service_url: str


async def save_conversation(connection: AsyncConnection, *, workspace_id: int, address: str, at: Reached) -> None:
    """Save where a person or channel is reached from now on."""
    statement = insert_or_change(
        connection, conversations, keys=("workspace_id", "address"), changes=("conversation", "service_url")
    )
    await connection.execute(
        statement.values(
            workspace_id=workspace_id, address=address, conversation=at.conversation, service_url=at.service_url
        )
    )


async def delete_conversation(connection: AsyncConnection, *, workspace_id: int, address: str) -> None:
    """Forget where a person or channel was reached."""
    await connection.execute(
        delete(conversations).where(conversations.c.workspace_id == workspace_id, conversations.c.address == address)
    )


async def find_conversations(
    connection: AsyncConnection, *, platform: str, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], Reached]:
    """Return where people and channels are reached, by workspace and address; those that are unknown are left out."""
    query = (
        select(
            workspaces.c.external_id, conversations.c.address, conversations.c.conversation, conversations.c.service_url
        )
        .join(workspaces, workspaces.c.id == conversations.c.workspace_id)
        .where(
            workspaces.c.platform == platform,
            workspaces.c.external_id.in_({workspace for workspace, _ in wanted}),
            conversations.c.address.in_({address for _, address in wanted}),
        )
    )
    return {
        (row.external_id, row.address): Reached(row.conversation, row.service_url)
        for row in await connection.execute(query)
    }


async def has_conversation(connection: AsyncConnection, *, workspace_id: int, address: str) -> bool:
    """Return whether it is known where a person or channel is reached."""
    query = select(conversations.c.address).where(
        conversations.c.workspace_id == workspace_id, conversations.c.address == address
    )
    return (await connection.execute(query)).first() is not None


async def list_channels(connection: AsyncConnection, *, platform: str, workspace: str, limit: int) -> list[Reached]:
    """Return some of the channels of a workspace: where an address is no person's."""
    query = (
        select(conversations.c.conversation, conversations.c.service_url)
        .join(workspaces, workspaces.c.id == conversations.c.workspace_id)
        .where(
            workspaces.c.platform == platform,
            workspaces.c.external_id == workspace,
            conversations.c.address == conversations.c.conversation,
        )
        .order_by(conversations.c.address)
        .limit(limit)
    )
    return [Reached(row.conversation, row.service_url) for row in await connection.execute(query)]
