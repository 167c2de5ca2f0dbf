"""Bringing a database to the newest revision, safely when two processes start at once."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import create_migration_engine
from bot.storage.tables.metadata import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as every process of ours takes the same.
POSTGRES_LOCK = 7_448_146


async def migrate_database(url: str, *, revision: str = "head") -> str:
    """Upgrade to a revision, waiting for another process that is doing so, and return the one it is at then."""
    engine = create_migration_engine(url)
    try:
        async with engine.begin() as connection:
            await _lock(connection)
            await connection.run_sync(_upgrade, revision)
            return await find_revision(connection) or ""
    finally:
        await engine.dispose()


async def find_revision(connection: AsyncConnection) -> str | None:
    """Return the revision that the database is at, None when it is empty."""
    return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def get_newest_revision() -> str:
    """Return the revision that this version of the bot needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def compare_with_models(connection: Connection) -> list[object]:
    """Return what differs between a database and our tables, nothing when it is up to date."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def _lock(connection: AsyncConnection) -> None:
    # On SQLite BEGIN IMMEDIATE has already taken the only lock there is.
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": POSTGRES_LOCK})


def _upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    _check_references(connection)


def _check_references(connection: Connection) -> None:
    """Refuse to commit a migration after which a row refers to one that is not there."""
    if connection.dialect.name == "sqlite":
        broken = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
        if broken:
            raise RuntimeError(f"the migration would leave references to nothing in: {', '.join(sorted(broken))}")
