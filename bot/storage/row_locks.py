"""Locks for work that reads a row, decides, and writes it back, beside another replica that does the same."""

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection


async def lock_row(connection: AsyncConnection, table: Table, row_id: int) -> None:
    """Let no other transaction change this row until this one ends; what is read after it is what stands.

    SQLite lets one transaction write at a time, which is as good. Rows that refer to this one can still be added.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(table.c.id).where(table.c.id == row_id).with_for_update(key_share=True))
