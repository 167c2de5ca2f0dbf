"""A request that misses its deadline is rolled back for good; background work is retried."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import monotonic, sleep

import asyncpg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.testing import capture_logs

from bot.errors import DatabaseBusy
from bot.storage.database import Database
from bot.storage.deadline import limit_request
from bot.storage.engine import make_private
from tests.bot.storage.test_writer import add_workspaces, list_names

pytestmark = pytest.mark.slow

Lock = Callable[[], AbstractAsyncContextManager[None]]
# Some 10 ms of work.
SLOW_SQLITE = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT max(i) FROM n"


@asynccontextmanager
async def lock_sqlite(url: str) -> AsyncIterator[None]:
    """Hold the write lock of the SQLite file, as another program would."""
    other = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@asynccontextmanager
async def lock_postgres(url: str, table: str = "workspaces") -> AsyncIterator[None]:
    """Hold an exclusive lock on the table, as a manual migration would."""
    other = await asyncpg.connect(url)
    transaction = other.transaction()
    await transaction.start()
    await other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        await transaction.rollback()
        await other.close()


def lock_database(url: str, table: str = "workspaces") -> AbstractAsyncContextManager[None]:
    """Take a real lock from another connection; SQLite has one lock for all tables."""
    return lock_sqlite(url) if url.startswith("sqlite") else lock_postgres(url, table)


@pytest.fixture
def lock(database_url: str) -> Lock:
    """The function that locks this database."""
    return lambda: lock_database(database_url)


async def store(database: Database, name: str) -> None:
    """Write a row as a request does."""
    with limit_request():
        await database.write_grouped(add_workspaces, name)


async def test_a_write_to_a_locked_database_is_given_up_in_three_seconds_and_never_done(
    database: Database, lock: Lock
) -> None:
    began = monotonic()
    async with lock():
        outcomes = await asyncio.gather(*(store(database, name) for name in "abc"), return_exceptions=True)
        took = monotonic() - began
    assert [type(outcome) for outcome in outcomes] == [DatabaseBusy] * 3
    assert 2.4 < took < 3
    await database.write_grouped(add_workspaces, "later")
    assert await list_names(database) == ["later"]


async def test_a_lock_that_goes_in_time_is_waited_for(database: Database, lock: Lock) -> None:
    async with lock():
        storing = asyncio.create_task(store(database, "patient"))
        await asyncio.sleep(1.3)
    await storing
    assert await list_names(database) == ["patient"]


async def test_a_job_waits_longer_than_a_request(database: Database, lock: Lock) -> None:
    async with lock():
        job = asyncio.create_task(database.write_grouped(add_workspaces, "job"))
        await asyncio.sleep(3)
        assert not job.done()
    await job
    assert await list_names(database) == ["job"]


async def test_one_that_is_given_up_does_not_take_others_of_its_transaction_along(
    database: Database, lock: Lock
) -> None:
    async with lock():
        job = asyncio.create_task(database.write_grouped(add_workspaces, "job"))
        with pytest.raises(DatabaseBusy):
            await store(database, "request")
    await job
    assert await list_names(database) == ["job"]


async def test_work_that_is_too_slow_is_rolled_back(database: Database) -> None:
    """The deadline passes during the transaction: it must not be committed after the answer."""
    began = monotonic()

    async def work(connection: AsyncConnection) -> None:
        await add_workspaces(connection, ["slow"])
        pause = "SELECT pg_sleep(1)" if connection.dialect.name == "postgresql" else SLOW_SQLITE
        while monotonic() - began < 1:
            await connection.execute(text(pause))

    with limit_request(0.3), pytest.raises(DatabaseBusy):
        await database.write(work)
    assert monotonic() - began < 0.9
    await database.write_grouped(add_workspaces, "next")
    assert await list_names(database) == ["next"]


async def test_a_commit_that_has_begun_is_waited_for_whatever_the_clock_says(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reporting a timeout would be wrong: a commit in progress will be stored."""
    take = database._writer._take

    def take_slowly(requests: object) -> bool:
        taken = take(requests)  # type: ignore[arg-type]
        sleep(0.6)
        return taken

    monkeypatch.setattr(database._writer, "_take", take_slowly)
    with limit_request(0.3):
        await database.write_grouped(add_workspaces, "stored")
    assert await list_names(database) == ["stored"]


async def test_nothing_is_given_up_after_the_request_has_stored_something(database: Database, lock: Lock) -> None:
    """A reply that nothing was stored would be wrong by then."""
    with limit_request(0.5):
        await database.write_grouped(add_workspaces, "first")
        async with lock():
            second = asyncio.create_task(database.write_grouped(add_workspaces, "second"))
            await asyncio.sleep(1)
            assert not second.done()
        await second
    assert await list_names(database) == ["first", "second"]


async def test_a_database_that_answers_is_not_called_busy_because_the_request_was_slow(database: Database) -> None:
    with limit_request(0.1):
        await asyncio.sleep(0.15)
        found = await list_names(database)
        await database.write_grouped(add_workspaces, "stored")
    assert found == []
    assert await list_names(database) == ["stored"]


async def test_reading_a_locked_table_is_given_up_in_time(database: Database, lock: Lock) -> None:
    async with lock():
        began = monotonic()
        with limit_request():
            try:
                found: object = await list_names(database)
            except DatabaseBusy as busy:
                found = type(busy)
        assert monotonic() - began < 3
    # On SQLite readers never wait for a writer.
    assert found == ([] if database.url.startswith("sqlite") else DatabaseBusy)


def list_modes(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}


async def test_the_file_of_a_new_database_is_private(tmp_path: Path) -> None:
    path = tmp_path / "ritme.db"
    database = Database(f"sqlite:///{path}")
    await database.write(lambda connection: connection.execute(text("CREATE TABLE x (y INTEGER)")))
    modes = list_modes(tmp_path)
    await database.close()
    assert modes == {"ritme.db": 0o600, "ritme.db-wal": 0o600, "ritme.db-shm": 0o600}


async def test_the_files_of_an_existing_database_are_made_private(tmp_path: Path) -> None:
    paths = [tmp_path / f"ritme.db{ending}" for ending in ("", "-wal", "-shm")]
    for path in paths:
        path.touch()
        path.chmod(0o644)
    with capture_logs() as logs:
        make_private(make_url(f"sqlite:///{paths[0]}"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o600] * 3
    assert [(entry["event"], entry["file"], entry["was"]) for entry in logs] == [
        ("database.made_private", path.name, "0644") for path in paths
    ]
