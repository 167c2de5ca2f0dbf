"""Engines for SQLite (the default) and PostgreSQL (by URL), configured so that committed rows are durable."""

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import structlog
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy import create_engine as create_sync_engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.commit import AwaitingCommitter, Committer, ThreadCommitter
from bot.storage.direct import DirectReaders

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # FULL: a committed row also survives a power cut.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)
# All of them stay open: what a pool opens beyond its size it closes after each use, and opening one costs more than
# dozens of queries.
READ_CONNECTIONS = 8
# In milliseconds: how long a statement waits for another transaction's locks before the writer retries it after the
# other pending writes; short, so that a withdrawn request does not block those behind it.
LOCK_TIMEOUT = 1000
# In milliseconds: between two tries to switch a file to WAL.
PAUSE = 50
# The same for migrations, for which everything else waits.
PATIENT_LOCK_TIMEOUT = 60_000
# In seconds: the time limit for connecting to a server.
CONNECT_TIMEOUT = 5
# In seconds: a connection of a server that was used this recently is taken to be alive. Under load that is one question
# less for each transaction.
TRUSTED_SECONDS = 1.0
# Only the user that runs the bot may read the file of SQLite: it holds what customers said.
PRIVATE_MODE = 0o600
SIDE_FILES = ("", "-wal", "-shm")

log = structlog.get_logger()
# In milliseconds. In WAL mode a reader never waits for a writer; any other wait would block the event loop.
LONGEST_WAIT_IN_LOOP = 250


def to_async_url(url: str) -> URL:
    """Return the URL with our async driver, whatever driver (or none) it named."""
    parsed = make_url(url)
    dialect = parsed.get_backend_name()
    driver = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    return parsed.set(drivername=driver.get(dialect, parsed.drivername))


def create_engine(url: str, *, writes: bool, is_impatient: bool = True) -> AsyncEngine:
    """Return an engine; ``writes`` gives a single connection, for the writer.

    ``is_impatient`` bounds how long a statement waits for locks; migrations use a limit of one minute.
    """
    parsed = to_async_url(url)
    # Parameters hold user text: they are kept out of error messages, and so out of the log.
    size = 1 if writes else READ_CONNECTIONS
    lock_timeout = LOCK_TIMEOUT if is_impatient else PATIENT_LOCK_TIMEOUT
    if parsed.get_backend_name() != "sqlite":
        engine = create_async_engine(
            parsed,
            pool_size=size,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"timeout": CONNECT_TIMEOUT, "server_settings": {"lock_timeout": str(lock_timeout)}},
        )
        _ping_when_idle(engine.sync_engine)
        # Each statement sees the newest committed rows, also within a transaction: for reading none is begun.
        return engine if writes else engine.execution_options(isolation_level="AUTOCOMMIT")
    engine = create_async_engine(parsed, pool_size=size, max_overflow=0, hide_parameters=True)
    _set_up_sqlite(engine.sync_engine, writes=writes, lock_timeout=lock_timeout)
    return engine


def create_migration_engine(url: str) -> AsyncEngine:
    """Return the engine for migrations, on which SQLite does not enforce foreign keys.

    On SQLite altering a table means creating a copy and dropping the original, which would cascade to all referring
    rows. The setting cannot change within a transaction. The caller checks foreign keys before the commit.
    """
    engine = create_engine(url, writes=True, is_impatient=False)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _stop_enforcing)
    return engine


def create_committer(url: str) -> Committer:
    """Return the committer for all writes of this process, as suits the database."""
    parsed = to_async_url(url)
    if parsed.get_backend_name() != "sqlite":
        return AwaitingCommitter(create_engine(url, writes=True))
    engine = create_sync_engine(parsed.set(drivername="sqlite"), pool_size=1, max_overflow=0, hide_parameters=True)
    _set_up_sqlite(engine, writes=True, lock_timeout=LOCK_TIMEOUT)
    return ThreadCommitter(engine)


def create_direct_readers(url: str) -> DirectReaders | None:
    """Return readers for the event loop, None for a database server, which has to be awaited."""
    parsed = to_async_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    engine = create_sync_engine(
        parsed.set(drivername="sqlite"), pool_size=READ_CONNECTIONS, max_overflow=-1, hide_parameters=True
    )
    _set_up_sqlite(engine, writes=False, lock_timeout=LONGEST_WAIT_IN_LOOP)
    event.listen(engine, "connect", _make_read_only)
    return DirectReaders(engine)


def _set_up_sqlite(engine: Engine, *, writes: bool, lock_timeout: int) -> None:
    make_private(engine.url)
    event.listen(engine, "connect", lambda connection, _record: _prepare_sqlite(connection, lock_timeout))
    event.listen(engine, "begin", _begin_immediate if writes else _begin_deferred)


def make_private(url: URL) -> None:
    """Create the SQLite file with access for its owner only, or restrict an existing file.

    SQLite creates its companion files (``-wal``, ``-shm``) with the same mode.
    """
    name = url.database
    if not name or name == ":memory:" or name.startswith("file:"):
        return
    with suppress(OSError):  # exists already; or cannot be created, which SQLite will report in detail
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_MODE))
    for path in (Path(name + ending) for ending in SIDE_FILES):
        _tighten(path)


def _tighten(path: Path) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~PRIVATE_MODE:
            path.chmod(PRIVATE_MODE)
            log.warning("database.made_private", file=path.name, was=f"{mode:04o}")
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("database.not_private", file=path.name, reason=type(error).__name__)


def _prepare_sqlite(connection: Any, lock_timeout: int) -> None:
    # The driver's own transaction handling leaves DDL and SELECT outside a transaction.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={lock_timeout}")
    for pragma in SQLITE_PRAGMAS:
        _execute_patiently(cursor, pragma, lock_timeout)
    cursor.close()


def _execute_patiently(cursor: Any, pragma: str, lock_timeout: int) -> None:
    """Execute a setting; SQLite does not wait for a lock by itself while another process switches to WAL as well."""
    for _ in range(lock_timeout // PAUSE):
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError:
            sleep(PAUSE / 1000)
        else:
            return
    cursor.execute(pragma)


def _ping_when_idle(engine: Engine) -> None:
    """Ask a connection that lay idle whether it is still alive; one that was used a moment ago is taken as it is."""

    def note_use(_connection: Any, record: Any) -> None:
        record.info["used_at"] = monotonic()

    def ping(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get("used_at", 0.0) < TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            if engine.dialect.is_disconnect(error, connection, None):
                raise DisconnectionError from error  # the pool gives a new one
            raise

    for name in ("connect", "checkin"):
        event.listen(engine, name, note_use)
    event.listen(engine, "checkout", ping)


def _stop_enforcing(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _make_read_only(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON").close()


def _begin_immediate(connection: Connection) -> None:
    # Take the write lock first: upgrading a read lock within a transaction fails at once when another holds it.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    # Straight to the driver, before every read: it takes no lock, so that it cannot fail in a way that needs a name.
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN")
    cursor.close()
