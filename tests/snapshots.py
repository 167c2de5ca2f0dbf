"""What a database holds, read at once: a test that compares hundreds of times cannot wait for sixty queries each."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import Any

from sqlalchemy import Table, make_url, text

from bot.storage.database import Database
from bot.storage.tables.metadata import metadata
from bot.storage.tables.requests import handled_requests

# Rows by table, as the database holds them: a moment is text or a number.
Rows = dict[str, list[dict[str, Any]]]
TABLES: tuple[Table, ...] = tuple(table for table in metadata.sorted_tables if table is not handled_requests)
UNSEEN = "seen_on"


async def read_snapshot(database: Database) -> Rows:
    """Return every row of every table, ordered by key, but not which requests were handled and who was seen when.

    Good for comparing with another snapshot alone.
    """
    if database.dialect == "sqlite":
        return _read_file(make_url(database.url).database or "")
    async with database.reading() as connection:
        found = (await connection.execute(text(_select_everything()))).one()
    return {table.name: json.loads(rows) for table, rows in zip(TABLES, found, strict=True)}


def _read_file(path: str) -> Rows:
    with closing(sqlite3.connect(path)) as connection:
        return {table.name: list(_read_rows(connection, table)) for table in TABLES}


def _read_rows(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    found = connection.execute(f"SELECT * FROM {table.name} {_order(table)}")  # noqa: S608 - ours
    names = [name for name, *_ in found.description]
    for row in found:
        yield {name: value for name, value in zip(names, row, strict=True) if name != UNSEEN}


@cache
def _select_everything() -> str:
    return f"SELECT {', '.join(_select_rows())}"


def _select_rows() -> Iterator[str]:
    """Return for each table the query of its rows as one JSON value, of PostgreSQL."""
    for table in TABLES:
        rows = f"SELECT to_jsonb({table.name}) - '{UNSEEN}' AS row FROM {table.name} {_order(table)}"  # noqa: S608 - ours
        yield f"(SELECT coalesce(jsonb_agg(row), '[]')::text FROM ({rows}) AS rows)"  # noqa: S608 - ours


def _order(table: Table) -> str:
    return f"ORDER BY {', '.join(table.primary_key.columns.keys())}"
