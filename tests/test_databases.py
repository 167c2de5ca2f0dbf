"""The test databases: a reused database is as good as new."""

import pytest
from sqlalchemy import func, select, text

from bot.storage.database import Database
from bot.storage.engine import SQLITE_PRAGMAS
from bot.storage.tables.metadata import metadata
from tests.conftest import Talk
from tests.databases import empty_postgres_database


async def count_rows(database: Database) -> dict[str, int]:
    async with database.reading() as connection:
        return {
            table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


async def test_every_database_begins_without_rows(database: Database) -> None:
    assert await count_rows(database) == dict.fromkeys(metadata.tables, 0)


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_an_emptied_database_has_no_rows_and_gives_the_first_ids_again(
    talk: Talk, database: Database, database_url: str
) -> None:
    await talk.says("bezoek Acme, volgende stap vrijdag")
    await database.close()
    empty_postgres_database(database_url)
    again = Database(database_url)
    async with again.reading() as connection:
        query = "SELECT count(*) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
        used = (await connection.execute(text(query))).scalar_one()
    assert (await count_rows(again), used) == (dict.fromkeys(metadata.tables, 0), 0)
    await again.close()


def test_the_bot_itself_waits_for_the_disk() -> None:
    # The first such pragma is the product's; the tests append their own.
    assert next(pragma for pragma in SQLITE_PRAGMAS if "synchronous" in pragma) == "PRAGMA synchronous=FULL"
