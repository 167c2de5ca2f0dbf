"""Reading blocks: snapshot isolation, concurrency, and read-only connections."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import event, insert, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Workspace
from bot.storage.database import Database
from bot.storage.direct import CONNECTIONS_KEPT
from bot.storage.engine import READ_CONNECTIONS
from bot.storage.people.people import change_workspace
from bot.storage.tables.people import workspaces


async def read_stages(connection: AsyncConnection) -> str:
    return str((await connection.execute(select(workspaces.c.stages))).scalar_one())


async def set_stages(database: Database, workspace: Workspace, stages: str) -> None:
    await database.write(lambda connection: change_workspace(connection, workspace_id=workspace.id, stages=stages))


async def test_a_block_sees_one_moment_on_sqlite(database: Database, workspace: Workspace) -> None:
    if not database.url.startswith("sqlite"):
        pytest.skip("PostgreSQL shows every statement the newest committed rows")
    await set_stages(database, workspace, "before")
    async with database.reading() as connection:
        first = await read_stages(connection)
        await set_stages(database, workspace, "after")
        second = await read_stages(connection)
    async with database.reading() as connection:
        third = await read_stages(connection)
    assert (first, second, third) == ("before", "before", "after")


async def test_blocks_that_overlap_each_have_a_connection(database: Database, workspace: Workspace) -> None:
    await set_stages(database, workspace, "before")
    async with database.reading() as one:
        await read_stages(one)
        await set_stages(database, workspace, "after")
        async with database.reading() as other:
            assert await read_stages(other) == "after"


async def test_nothing_is_written_on_a_connection_to_read_on(database: Database, workspace: Workspace) -> None:
    if not database.url.startswith("sqlite"):
        pytest.skip("on PostgreSQL the block is rolled back")
    with pytest.raises(DBAPIError, match="readonly"):
        async with database.reading() as connection:
            await connection.execute(insert(workspaces).values(name="not this one"))
    async with database.reading() as connection:
        assert await read_stages(connection) == workspace.stages


async def test_a_block_that_fails_leaves_the_next_one_whole(database: Database, workspace: Workspace) -> None:
    for _ in range(CONNECTIONS_KEPT + 2):
        with pytest.raises(DBAPIError):
            async with database.reading() as connection:
                await connection.execute(text("SELECT no_such_column"))
    async with database.reading() as connection:
        assert await read_stages(connection) == workspace.stages


async def test_a_long_reading_sees_what_a_short_one_sees(database: Database, workspace: Workspace) -> None:
    await set_stages(database, workspace, "the same")
    async with database.reading() as short, database.long_reading() as long:
        assert await read_stages(short) == await read_stages(long) == "the same"


@pytest.fixture
def opened() -> Iterator[list[object]]:
    """Return the connections that are opened during the test."""
    found: list[object] = []

    def note(connection: object, _record: object) -> None:
        found.append(connection)

    event.listen(Engine, "connect", note)
    yield found
    event.remove(Engine, "connect", note)


async def test_connections_to_read_on_stay_open_for_the_next(database: Database, opened: list[object]) -> None:
    for _ in range(3):
        together = asyncio.Barrier(READ_CONNECTIONS)

        async def read(together: asyncio.Barrier = together) -> None:
            async with database.long_reading() as connection:
                await connection.execute(text("SELECT 1"))
                await together.wait()

        await asyncio.gather(*(read() for _ in range(READ_CONNECTIONS)))
    assert len(opened) <= READ_CONNECTIONS
