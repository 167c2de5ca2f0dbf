"""Engines for SQLite (the default) and PostgreSQL (by URL), set up so that what was committed stays."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy import create_engine as create_sync_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.commit import AwaitingCommitter, Committer, ThreadCommitter

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # FULL: a row that was acknowledged survives a power cut, too.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
)
READ_CONNECTIONS = 4


def to_async_url(url: str) -> URL:
    """Return the URL with the async driver that we use, whatever driver (or none) it named."""
    parsed = make_url(url)
    dialect = parsed.get_backend_name()
    driver = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    return parsed.set(drivername=driver.get(dialect, parsed.drivername))


def create_engine(url: str, *, writes: bool) -> AsyncEngine:
    """Return an engine; ``writes`` gives the one connection through which all writing goes."""
    parsed = to_async_url(url)
    # Parameters are what people typed: they stay out of errors, and so out of the log.
    size, overflow = (1, 0) if writes else (READ_CONNECTIONS, READ_CONNECTIONS)
    if parsed.get_backend_name() != "sqlite":
        return create_async_engine(
            parsed, pool_size=size, max_overflow=overflow, pool_pre_ping=True, hide_parameters=True
        )
    engine = create_async_engine(parsed, pool_size=size, max_overflow=overflow, hide_parameters=True)
    _set_up_sqlite(engine.sync_engine, writes=writes)
    return engine


def create_migration_engine(url: str) -> AsyncEngine:
    """Return the engine of a migration, on which SQLite does not enforce foreign keys.

    There a table is altered by making it anew and dropping the old one, which would delete every row that refers to it.
    The setting cannot change within a transaction. Whoever uses this checks the keys before the commit.
    """
    engine = create_engine(url, writes=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _stop_enforcing)
    return engine


def create_committer(url: str) -> Committer:
    """Return what runs all writing of a process, in the way that suits the database."""
    parsed = to_async_url(url)
    if parsed.get_backend_name() != "sqlite":
        return AwaitingCommitter(create_engine(url, writes=True))
    engine = create_sync_engine(parsed.set(drivername="sqlite"), pool_size=1, max_overflow=0, hide_parameters=True)
    _set_up_sqlite(engine, writes=True)
    return ThreadCommitter(engine)


def _set_up_sqlite(engine: Engine, *, writes: bool) -> None:
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate if writes else _begin_deferred)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own idea of when a transaction begins leaves DDL and SELECT outside of it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _stop_enforcing(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    # Take the write lock first: an upgrade in the middle of a transaction fails at once when another holds it.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
