"""Migrate a database to the newest revision, safe when two processes start at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import create_migration_engine
from bot.storage.outage import OUTAGE_ERRORS, DatabaseAway, is_lock, is_outage
from bot.storage.tables.metadata import metadata

log = structlog.get_logger()

MIGRATIONS = Path(__file__).parent / "migrations"
# The advisory lock's key: any number, the same in every process.
POSTGRES_LOCK = 7_448_146
# One minute in all, for a database that starts together with the bot.
TRIES = 20
SECONDS_BETWEEN_TRIES = 3.0


async def migrate_database(url: str, *, revision: str = "head") -> str:
    """Upgrade to a revision, waiting for another process that is migrating, and return the resulting revision."""
    engine = create_migration_engine(url)
    try:
        async with engine.begin() as connection:
            await _lock(connection)
            await connection.run_sync(_upgrade, revision)
            return await find_revision(connection) or ""
    finally:
        await engine.dispose()


async def migrate_when_ready(url: str, *, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> str:
    """Migrate at start-up, retrying while the database itself is still starting.

    Raises:
        DatabaseAway: it could not be reached for a minute.
    """
    reason = ""
    for number in range(1, TRIES + 1):
        try:
            return await migrate_database(url)
        except OUTAGE_ERRORS as error:
            if not _may_come(url, error):
                raise
            reason = type(error).__name__
            log.warning("database.waiting", reason=reason, attempt=number, of=TRIES)
        await pause(SECONDS_BETWEEN_TRIES)
    waited = round(TRIES * SECONDS_BETWEEN_TRIES)
    raise DatabaseAway(
        f"The database does not answer after {waited} seconds ({reason}). Check RITME_DATABASE_URL, and that the"
        " server runs and lets this machine in."
    )


def _may_come(url: str, error: Exception) -> bool:
    """Return whether retrying may help: a server may start, or another program may release a locked file."""
    return is_lock(error) or (is_outage(error) and not url.startswith("sqlite"))


async def find_revision(connection: AsyncConnection) -> str | None:
    """Return the database's revision, None when it is empty."""
    return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def get_newest_revision() -> str:
    """Return the revision that this version of the code needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def compare_with_models(connection: Connection) -> list[object]:
    """Return the differences between a database and our tables, empty when it is up to date."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def _lock(connection: AsyncConnection) -> None:
    # The second process waits here, then finds nothing to do. On SQLite BEGIN IMMEDIATE already holds the only lock.
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": POSTGRES_LOCK})


def _upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    _check_references(connection)


def _check_references(connection: Connection) -> None:
    """Refuse to commit a migration that leaves dangling foreign keys."""
    if connection.dialect.name == "sqlite":
        broken = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
        if broken:
            raise RuntimeError(f"the migration would leave dangling foreign keys in: {', '.join(sorted(broken))}")
