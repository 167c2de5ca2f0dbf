"""Queries that undo what an import did: remove what it added, and put back what it changed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.next_steps import StepState
from bot.storage.deals.deals import AT_ONCE
from bot.storage.exchange.journal import WATCHED, JournalRow, decode_row, read_marks
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.log import activities, next_steps
from bot.storage.tables.metadata import metadata
from bot.storage.upsert import insert_unless_present

_NAMED = frozenset({"accounts", "contacts", "deals"})


async def lock_rows(connection: AsyncConnection, table_name: str, row_ids: Collection[int]) -> None:
    """Let no other transaction change these rows, or refer to them, until this one ends; SQLite has one at a time."""
    if connection.dialect.name == "postgresql":
        table = WATCHED[table_name][0]
        query = select(table.c.id).where(table.c.id.in_(list(row_ids))).order_by(table.c.id).with_for_update()
        await connection.execute(query)


async def find_changed_since(connection: AsyncConnection, table_name: str, rows: Sequence[JournalRow]) -> set[int]:
    """Return the ids of the rows that are not as the import left them; one that is gone is none of them."""
    marks = await read_marks(connection, table_name, [row.row_id for row in rows])
    return {row.row_id for row in rows if row.row_id in marks and marks[row.row_id] != row.mark}


async def find_existing(connection: AsyncConnection, table_name: str, row_ids: Collection[int]) -> set[int]:
    """Return which of these rows are still there."""
    table = WATCHED[table_name][0]
    return set((await connection.execute(select(table.c.id).where(table.c.id.in_(list(row_ids))))).scalars())


async def find_in_use(
    connection: AsyncConnection, table_name: str, row_ids: Collection[int], *, leaving_out: Collection[str] = ()
) -> set[int]:
    """Return the ids of the rows that a row of another table refers to, whatever table that is."""
    table, found = WATCHED[table_name][0], set[int]()
    for other in metadata.sorted_tables:
        for column in other.columns if other.name not in leaving_out else ():
            if any(key.column is table.c.id for key in column.foreign_keys):
                query = select(column).where(column.in_(list(row_ids))).distinct()
                found |= set((await connection.execute(query)).scalars())
    return found


async def remove_rows(connection: AsyncConnection, table_name: str, row_ids: Collection[int]) -> None:
    """Delete rows, with what hangs on them alone."""
    table = WATCHED[table_name][0]
    await connection.execute(delete(table).where(table.c.id.in_(list(row_ids))))


async def restore_rows(connection: AsyncConnection, table_name: str, rows: Sequence[JournalRow]) -> None:
    """Give rows the values that they had before."""
    table = WATCHED[table_name][0]
    values = [{"row_id": row.row_id, **_rename(decode_row(table, row.before or {}))} for row in rows]
    if values:
        names = [name.removeprefix("old_") for name in values[0] if name != "row_id"]
        statement = update(table).where(table.c.id == bindparam("row_id"))
        await connection.execute(statement.values({name: bindparam(f"old_{name}") for name in names}), values)


async def bring_back_rows(connection: AsyncConnection, table_name: str, rows: Sequence[JournalRow]) -> None:
    """Add rows again that the import removed, unless another has taken their place."""
    table = WATCHED[table_name][0]
    for row in rows:
        await connection.execute(insert_unless_present(connection, table).values(decode_row(table, row.before or {})))


async def find_activities_of_steps(connection: AsyncConnection, step_ids: Collection[int]) -> set[int]:
    """Return the activities at which these steps were agreed."""
    query = select(next_steps.c.activity_id).where(next_steps.c.id.in_(list(step_ids)))
    return set((await connection.execute(query)).scalars()) - {None}


async def reopen_steps(connection: AsyncConnection, *, activity_ids: Collection[int]) -> None:
    """Reopen the steps that these activities closed, before they are removed."""
    await connection.execute(
        update(next_steps)
        .where(next_steps.c.closed_by.in_(list(activity_ids)))
        .values(state=StepState.OPEN, closed_on=None, closed_by=None)
    )


async def list_reps_of(connection: AsyncConnection, *, activity_ids: Collection[int]) -> set[int]:
    """Return the reps of these activities."""
    query = select(activities.c.rep_id).where(activities.c.id.in_(list(activity_ids))).distinct()
    return set((await connection.execute(query)).scalars())


async def list_event_ids(connection: AsyncConnection, *, deal_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the ids of the events of these deals, by deal."""
    query = select(deal_events.c.deal_id, deal_events.c.id).where(deal_events.c.deal_id.in_(list(deal_ids)))
    found: dict[int, list[int]] = {}
    for deal_id, event_id in (await connection.execute(query)).all():
        found.setdefault(deal_id, []).append(event_id)
    return found


async def unlink_deals(connection: AsyncConnection, *, deal_ids: Collection[int]) -> None:
    """Take contacts off these deals, before they are removed."""
    await connection.execute(update(activities).where(activities.c.deal_id.in_(list(deal_ids))).values(deal_id=None))


async def review_deals(connection: AsyncConnection, *, deal_ids: Collection[int]) -> None:
    """Have the next scan look at those of these deals that are open again, and at no others."""
    of_deals = deals.c.id.in_(list(deal_ids))
    await connection.execute(update(deals).where(of_deals, deals.c.state == "open").values(next_review_on=AT_ONCE))
    await connection.execute(update(deals).where(of_deals, deals.c.state != "open").values(next_review_on=None))


async def forget_levels(connection: AsyncConnection, *, account_ids: Collection[int]) -> None:
    """Clear the level of the open deals of accounts, before it is found again among who is left there."""
    await connection.execute(
        update(deals).where(deals.c.account_id.in_(list(account_ids)), deals.c.state == "open").values(level=None)
    )


async def list_account_ids_of(connection: AsyncConnection, table_name: str, row_ids: Collection[int]) -> set[int]:
    """Return the accounts of these contact persons or deals."""
    table = WATCHED[table_name][0]
    return set((await connection.execute(select(table.c.account_id).where(table.c.id.in_(list(row_ids))))).scalars())


async def label_rows(connection: AsyncConnection, table_name: str, row_ids: Collection[int]) -> dict[int, str]:
    """Return what users call these rows: a name, or the day and the account of an activity."""
    table = WATCHED[table_name][0]
    if table_name in _NAMED:
        named = select(table.c.id, table.c.name).where(table.c.id.in_(list(row_ids)))
        return {row_id: str(label) for row_id, label in (await connection.execute(named)).all()}
    query = (
        select(activities.c.id, activities.c.day, accounts.c.name)
        .outerjoin(accounts, accounts.c.id == activities.c.account_id)
        .where(activities.c.id.in_(list(row_ids)))
    )
    return {row.id: f"{row.day.isoformat()} {row.name or ''}".rstrip() for row in await connection.execute(query)}


def _rename(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"old_{name}": value for name, value in values.items()}
