"""Differences of rows before and after a change of accounts, so that any such change can be taken back exactly.

A snapshot holds every row that belongs to some accounts: the accounts themselves, and whatever refers to them. Which
tables refer to accounts follows from the foreign keys, so that a new table is part of it without being named here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Numeric,
    Select,
    Table,
    Time,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hints import MethodPart
from bot.storage.columns import UtcDateTime
from bot.storage.tables.accounts import accounts
from bot.storage.tables.hints import hints
from bot.storage.tables.log import activities
from bot.storage.tables.metadata import metadata

# The parts of the method whose hints are about an account.
PARTS_OF_ACCOUNTS = (MethodPart.REBOUND, MethodPart.REPEATING, MethodPart.REFERRAL, MethodPart.REPUTATION)
# Ids in one statement: PostgreSQL and SQLite both accept far more.
BATCH = 500
Row = dict[str, Any]
RowKey = tuple[str, int]
Snapshot = Mapping[RowKey, Row]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """Rows of one table that changed alike: the changed columns before and after, in JSON types.

    ``before`` is None for rows that were added, ``after`` for rows that were deleted; then the other is the whole row.
    """

    table: str
    ids: tuple[int, ...]
    before: Values | None
    after: Values | None


@cache
def list_references() -> dict[Table, tuple[Column[Any], ...]]:
    """Return the tables with rows that refer to accounts, each with the columns that do."""
    target = accounts.c.id
    found = {
        table: tuple(column for column in table.c if any(key.column is target for key in column.foreign_keys))
        for table in metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}


async def take_snapshot(
    connection: AsyncConnection,
    *,
    workspace_id: int,
    account_ids: Collection[int],
    logged_with: Collection[int] = (),
    before: Snapshot | None = None,
) -> Snapshot:
    """Return the rows of these accounts of a workspace, and those of an earlier snapshot that are still there.

    Of the log, of which there may be thousands of rows, only those of the accounts ``logged_with``.
    """
    found: dict[RowKey, Row] = {}
    # What was logged with one of them may be with another one by now.
    logged = sorted(logged_with if before is None else account_ids) if logged_with else []
    for table, condition in _list_conditions(sorted(account_ids), logged):
        query = select(*_list_columns(table)).where(table.c.workspace_id == workspace_id, condition)
        rows = await _read_rows(connection, table, query)
        if table is activities and before is not None:
            rows = {key: row for key, row in rows.items() if key in before}
        found |= rows
    for name, missing in _group_ids(key for key in before or () if key not in found).items():
        found |= await _load_rows(connection, metadata.tables[name], missing)
    return found


def _list_conditions(ids: Sequence[int], logged_with: Sequence[int]) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    yield accounts, or_(accounts.c.id.in_(ids), accounts.c.merged_into.in_(ids))
    for table, columns in list_references().items():
        wanted = logged_with if table is activities else ids
        if wanted:
            yield table, or_(*(each.in_(wanted) for each in columns))
    yield hints, or_(*(is_hint_about(each) for each in ids))


def is_hint_about(account_id: int) -> ColumnElement[bool]:
    """Return the condition for the hints about an account, whose subject is its id, or begins with it."""
    subject = hints.c.subject
    return and_(
        hints.c.part.in_(PARTS_OF_ACCOUNTS), or_(subject == str(account_id), subject.startswith(f"{account_id}:"))
    )


def compare_snapshots(before: Snapshot, after: Snapshot) -> list[RowChange]:
    """Return what differs, rows that changed alike together; in order of table and id."""
    groups: dict[str, tuple[RowChange, list[int]]] = {}
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        change = _compare_rows(key, old, new)
        _, ids = groups.setdefault(repr((change.table, change.before, change.after)), (change, []))
        ids.append(key[1])
    return [RowChange(each.table, tuple(ids), each.before, each.after) for each, ids in groups.values()]


async def revert_changes(connection: AsyncConnection, changes: Sequence[RowChange]) -> bool:
    """Put rows back as they were; what was changed again since stays, and the answer is then False.

    Rows that were deleted come back with their ids. Accounts go first, since all others refer to them.
    """
    order = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
    is_whole = True
    for change in sorted(changes, key=lambda each: (order[each.table], each.after is not None)):
        is_whole &= await _revert(connection, metadata.tables[change.table], change)
    return is_whole


def write_changes(changes: Sequence[RowChange]) -> list[Values]:
    """Return the changes in JSON types."""
    return [{"table": c.table, "ids": list(c.ids), "before": c.before, "after": c.after} for c in changes]


def read_changes(rows: Sequence[Values]) -> list[RowChange]:
    """Return the changes from their JSON types."""
    return [RowChange(row["table"], tuple(row["ids"]), row["before"], row["after"]) for row in rows]


def _compare_rows(key: RowKey, old: Row | None, new: Row | None) -> RowChange:
    if old is None or new is None:
        return RowChange(key[0], (key[1],), old and _write_row(old), new and _write_row(new))
    names = [name for name in old if old[name] != new[name]]
    return RowChange(
        key[0], (key[1],), _write_row({name: old[name] for name in names}), _write_row({n: new[n] for n in names})
    )


async def _revert(connection: AsyncConnection, table: Table, change: RowChange) -> bool:
    if change.before is None:
        await connection.execute(delete(table).where(table.c.id.in_(change.ids)))
        return True
    before = _read_row(table, change.before)
    if change.after is None:
        await connection.execute(insert(table), [before])
        return True
    is_whole = True
    for ids in _split(change.ids):
        for columns in _list_together(table, change.after):
            after = _read_row(table, {name: change.after[name] for name in columns})
            statement = (
                update(table)
                .where(table.c.id.in_(ids), *(table.c[name].is_not_distinct_from(after[name]) for name in columns))
                .values({name: before[name] for name in columns})
            )
            is_whole &= (await connection.execute(statement)).rowcount == len(ids)
    return is_whole


def _list_together(table: Table, after: Values) -> list[list[str]]:
    """Return the columns to restore: all at once where the row moved to another account, else each by itself."""
    moved = [column.name for column in list_references().get(table, ()) if column.name in after]
    return [list(after)] if moved else [[name] for name in after]


def _list_columns(table: Table) -> list[Column[Any]]:
    """Return the columns that can change: of a contact in the log, of which there may be thousands, whose it is."""
    return [table.c.id, *list_references()[table]] if table is activities else list(table.c)


async def _load_rows(connection: AsyncConnection, table: Table, ids: Sequence[int]) -> dict[RowKey, Row]:
    found: dict[RowKey, Row] = {}
    for some in _split(ids):
        found |= await _read_rows(connection, table, select(*_list_columns(table)).where(table.c.id.in_(some)))
    return found


async def _read_rows(connection: AsyncConnection, table: Table, query: Select[Any]) -> dict[RowKey, Row]:
    names = [column.name for column in _list_columns(table)]
    place = names.index("id")
    rows = (await connection.execute(query)).all()
    return {(table.name, row[place]): dict(zip(names, row, strict=True)) for row in rows}


def _group_ids(keys: Iterator[RowKey]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for table, row_id in keys:
        found.setdefault(table, []).append(row_id)
    return found


def _split(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _write_row(row: Row) -> Values:
    return {name: _write(value) for name, value in row.items()}


def _write(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case date() | time() | datetime():
            return value.isoformat()
        case _:
            return value


def _read_row(table: Table, values: Values) -> Row:
    return {name: _read(table.c[name], value) for name, value in values.items()}


def _read(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    match column.type:
        case UtcDateTime():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Time():
            return time.fromisoformat(value)
        case Numeric():
            return Decimal(value)
        case _:
            return value
