"""Migrations: from an empty database to the models, and safe when two processes start at once."""

import asyncio

from bot.storage.engine import create_engine
from bot.storage.migrate import compare_with_models, get_newest_revision, migrate_database
from bot.storage.tables.metadata import metadata


async def test_upgrading_an_empty_database_gives_exactly_the_models(empty_database_url: str) -> None:
    await migrate_database(empty_database_url)
    engine = create_engine(empty_database_url, writes=False)
    try:
        async with engine.connect() as connection:
            assert await connection.run_sync(compare_with_models) == []
    finally:
        await engine.dispose()


async def test_two_processes_that_migrate_at_once_both_end_at_the_newest_revision(empty_database_url: str) -> None:
    revisions = await asyncio.gather(*(migrate_database(empty_database_url) for _ in range(4)))
    assert revisions == [get_newest_revision()] * 4


def test_a_column_has_the_same_name_in_the_code_and_in_the_database() -> None:
    # What reads rows by the one name and writes them by the other leaves the column empty.
    assert [str(column) for table in metadata.sorted_tables for column in table.c if column.key != column.name] == []
