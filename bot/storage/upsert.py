"""INSERT that leaves an existing row alone or changes it, in the words of the database at hand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_unless_present(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that does nothing where a unique key is already taken."""
    return _DIALECT_INSERTS[connection.dialect.name](table).on_conflict_do_nothing()


def insert_or_change(connection: AsyncConnection, table: Table, *, keys: Sequence[str], changes: Sequence[str]) -> Any:
    """Return an INSERT that sets the columns ``changes`` where the unique key of ``keys`` is already taken."""
    statement = _DIALECT_INSERTS[connection.dialect.name](table)
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in changes}
    )


_DIALECT_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
