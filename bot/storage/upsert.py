"""INSERT that leaves an existing row alone, in the words of the database at hand."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_unless_present(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that does nothing where a unique key is already taken."""
    return _DIALECT_INSERTS[connection.dialect.name](table).on_conflict_do_nothing()


_DIALECT_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
