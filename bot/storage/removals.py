"""Queries about what was removed: its rows as they were, so that they can be put back (K12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Date, Numeric, Table, Time, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.columns import UtcDateTime
from bot.storage.rows import to_columns
from bot.storage.tables.removals import removals

# The rows by the name of their table, in JSON types.
Content = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRemoval:
    """Something that a rep removes: its kind, the id that it had, and its rows."""

    workspace_id: int
    rep_id: int
    kind: str
    subject_id: int
    content: Content
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that was removed; ``restored_at`` is None while it can be put back."""

    id: int
    workspace_id: int
    rep_id: int
    kind: str
    subject_id: int
    content: Content
    removed_at: datetime
    restored_at: datetime | None


COLUMNS = [removals.c[name] for name in Removal.__dataclass_fields__]


async def save_removal(connection: AsyncConnection, removal: NewRemoval) -> int:
    """Add a removal and return its id."""
    added = await connection.execute(insert(removals).values(to_columns(removal)).returning(removals.c.id))
    return int(added.scalar_one())


async def find_removal(connection: AsyncConnection, *, workspace_id: int, removal_id: int) -> Removal | None:
    """Return a removal of this workspace, None when there is none."""
    query = select(*COLUMNS).where(removals.c.workspace_id == workspace_id, removals.c.id == removal_id)
    row = (await connection.execute(query)).mappings().first()
    return Removal(**row) if row else None


async def find_latest(connection: AsyncConnection, *, workspace_id: int, kind: str, subject_id: int) -> Removal | None:
    """Return the latest removal of something by the id that it had, None when it was never removed."""
    query = (
        select(*COLUMNS)
        .where(removals.c.workspace_id == workspace_id, removals.c.kind == kind, removals.c.subject_id == subject_id)
        .order_by(removals.c.id.desc())
    )
    row = (await connection.execute(query)).mappings().first()
    return Removal(**row) if row else None


async def mark_restored(connection: AsyncConnection, *, removal_id: int, now: datetime) -> None:
    """Save that a removal was taken back, and drop what was kept for it."""
    await connection.execute(update(removals).where(removals.c.id == removal_id).values(restored_at=now, content={}))


async def drop_old_removals(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete for good what was removed before this time (UTC), and return the number."""
    return (await connection.execute(delete(removals).where(removals.c.removed_at < before))).rowcount


async def dump_rows(connection: AsyncConnection, table: Table, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return rows of a table in JSON types, in the order of their ids."""
    found = await connection.execute(select(table).where(condition).order_by(table.c.id))
    return [{name: _encode(value) for name, value in row.items()} for row in found.mappings()]


async def restore_rows(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that ``dump_rows`` returned, with the ids that they had."""
    for row in rows:
        values = {name: _decode(table.c[name], value) for name, value in row.items() if name in table.c}
        await connection.execute(insert(table).values(values))


def _encode(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _decode(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, Time):
        return time.fromisoformat(value)
    return Decimal(value) if isinstance(column.type, Numeric) else value
