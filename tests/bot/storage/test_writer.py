"""The single writer: requests share a commit (group commit), and a failure does not affect the others."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.engine import create_engine
from bot.storage.tables.people import workspaces
from bot.storage.writer import JOIN_STEP

NOW = datetime(2026, 3, 18, tzinfo=UTC)


async def add_workspaces(connection: AsyncConnection, names: Sequence[str]) -> list[int]:
    """Add a workspace per name, and return for each the number of writes in its commit."""
    for name in names:
        await connection.execute(
            insert(workspaces).values(
                platform="test", external_id=name, name=name, country="NL",
                timezone="Europe/Amsterdam", language="nl", created_at=NOW,
            )
        )  # fmt: skip
    return [len(names)] * len(names)


async def list_names(database: Database) -> list[str]:
    async with database.reading() as connection:
        rows = await connection.execute(select(workspaces.c.name).order_by(workspaces.c.id))
        return list(rows.scalars())


async def test_requests_that_come_together_share_a_commit(database: Database) -> None:
    together = await asyncio.gather(*(database.write_grouped(add_workspaces, name) for name in ("a", "b", "c", "d")))
    assert together == [4, 4, 4, 4]
    assert await list_names(database) == ["a", "b", "c", "d"]


async def test_as_many_as_came_together_last_time_are_waited_for(database: Database) -> None:
    async def write_late(number: int) -> int:
        await asyncio.sleep(number * JOIN_STEP / 2)
        return await database.write_grouped(add_workspaces, f"late {number}")

    await asyncio.gather(*(database.write_grouped(add_workspaces, f"first {number}") for number in range(6)))
    assert await asyncio.gather(*(write_late(number) for number in range(6))) == [6] * 6


async def test_the_one_that_fails_in_a_group_fails_alone(database: Database) -> None:
    outcomes = await asyncio.gather(
        *(database.write_grouped(add_workspaces, name) for name in ("a", "b", "a", "c")), return_exceptions=True
    )
    assert [isinstance(outcome, IntegrityError) for outcome in outcomes] == [False, False, True, False]
    assert await list_names(database) == ["a", "b", "c"]


async def test_work_that_fails_leaves_nothing_half_written(database: Database) -> None:
    async def work(connection: AsyncConnection) -> None:
        await add_workspaces(connection, ["half"])
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        await database.write(work)
    assert await list_names(database) == []


async def test_somebody_who_stops_waiting_does_not_hold_up_the_others(database: Database) -> None:
    gone = asyncio.create_task(database.write_grouped(add_workspaces, "gone"))
    stays = asyncio.create_task(database.write_grouped(add_workspaces, "stays"))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays in {1, 2}
    assert "stays" in await list_names(database)


async def test_closing_finishes_what_is_waiting(database: Database, database_url: str) -> None:
    other = Database(database_url)
    waiting = [asyncio.create_task(other.write_grouped(add_workspaces, name)) for name in ("a", "b")]
    await asyncio.sleep(0)
    await other.close()
    await asyncio.gather(*waiting)
    assert await list_names(database) == ["a", "b"]


async def test_two_processes_write_in_turns_and_lose_nothing(database: Database, database_url: str) -> None:
    other = Database(database_url)
    await asyncio.gather(
        *(
            each.write_grouped(add_workspaces, f"{number}.{index}")
            for number in range(20)
            for index, each in enumerate((database, other))
        )
    )
    await other.close()
    assert len(await list_names(database)) == 40


async def test_a_connection_that_died_while_idle_is_replaced(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.url.startswith("sqlite"):
        pytest.skip("SQLite has no server")
    monkeypatch.setattr("bot.storage.engine.TRUSTED_SECONDS", 0.0)
    await database.write_grouped(add_workspaces, "before")
    assert await list_names(database) == ["before"]
    engine = create_engine(database.url, writes=True)
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await engine.dispose()
    await database.write_grouped(add_workspaces, "after")
    assert await list_names(database) == ["before", "after"]
