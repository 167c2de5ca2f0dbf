"""INSERT that ignores or updates an existing row, in the dialect at hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_unless_present(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that does nothing when a unique key exists."""
    return _DIALECT_INSERTS[connection.dialect.name](table).on_conflict_do_nothing()


def insert_or_change(connection: AsyncConnection, table: Table, *, keys: Sequence[str], changes: Sequence[str]) -> Any:
    """Return an INSERT that sets the columns ``changes`` when a row with the unique ``keys`` exists."""
    statement = _DIALECT_INSERTS[connection.dialect.name](table)
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in changes}
    )


async def insert_once(connection: AsyncConnection, table: Table, values: Mapping[str, object]) -> int:
    """Add a row and return its id; idempotent: when the request key exists, return the id of that row."""
    added = await connection.execute(insert_unless_present(connection, table).values(**values).returning(table.c.id))
    row_id = added.scalar_one_or_none()
    if row_id is None:
        query = select(table.c.id).where(
            table.c.workspace_id == values["workspace_id"], table.c.request_key == values["request_key"]
        )
        row_id = (await connection.execute(query)).scalar_one()
    return int(row_id)


_DIALECT_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
