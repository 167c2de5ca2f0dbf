"""A bot that is stopped, as by every update, first finishes and acknowledges what it was asked."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from app import serve
from bot.interactions.front import handle_command
from bot.storage.database import Database
from bot.storage.tables.log import activities
from handlers.cli.local_workspace import point_to_sandbox
from sandbox.server import Sandbox


@pytest.mark.daily
async def test_a_line_in_flight_at_the_stop_is_answered_and_stored(
    sandbox: Sandbox, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = point_to_sandbox(sandbox, database_url=database_url)
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def wait_first(*arguments: Any, **named: Any) -> Any:
        asked.set()
        await go_on.wait()
        return await handle_command(*arguments, **named)

    async with serve(settings, clock=sandbox.clock):
        await sandbox.wait_until_connected()
        monkeypatch.setattr("bot.interactions.front.handle_command", wait_first)
        typing = asyncio.create_task(sandbox.person("U05SANNE").types_command("/log 5 mails"))
        await asyncio.wait_for(asked.wait(), timeout=30)
        asyncio.get_running_loop().call_later(0.2, go_on.set)

    assert await typing is not None
    database = Database(database_url)
    async with database.reading() as connection:
        assert (await connection.execute(select(activities.c.count))).scalars().all() == [5]
    await database.close()
