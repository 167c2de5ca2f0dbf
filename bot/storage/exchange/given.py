"""Queries about what an import gave to another owner, and the steps that went along or ended with it (K1, K3)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.log.next_steps import AgreedStep, StepState
from bot.domain.people.handover import HandoverCounts
from bot.storage.exchange.journal import JournalRow
from bot.storage.log.next_steps import STEP_COLUMNS, STEPS_WITH_NAMES
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deals
from bot.storage.tables.exchange import import_rows
from bot.storage.tables.log import next_steps
from bot.storage.versions import bump_steps


async def list_given_steps(connection: AsyncConnection, *, step_ids: Collection[int]) -> Sequence[Mapping[str, Any]]:
    """Return steps with all their columns, as a journal writes them down."""
    query = select(next_steps).where(next_steps.c.id.in_(list(step_ids))).order_by(next_steps.c.id)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def count_received(connection: AsyncConnection, *, import_id: int, rep_id: int) -> HandoverCounts:
    """Return what came to a rep with an import, as far as it is still his or hers; nothing once it was undone."""
    return await _count(connection, import_id, rep_id, is_received=True)


async def count_given(connection: AsyncConnection, *, import_id: int, rep_id: int) -> HandoverCounts:
    """Return what went from a rep to somebody else with an import; nothing once it was undone."""
    return await _count(connection, import_id, rep_id, is_received=False)


async def give_back_steps(
    connection: AsyncConnection, rows: Sequence[JournalRow], *, account_ids: Collection[int]
) -> None:
    """Give the steps at these accounts back to who had them, as far as they are open and were not handed on since.

    Their day and their note stay as they are now.
    """
    there = select(next_steps.c.id, next_steps.c.rep_id).where(
        next_steps.c.id.in_([row.row_id for row in rows]), next_steps.c.account_id.in_(list(account_ids))
    )
    holders = {row.id: row.rep_id for row in await connection.execute(there)}
    values = [
        {"step_id": row.row_id, "giver_id": row.before["rep_id"], "earlier_id": row.before["came_from"]}
        for row in rows
        if row.before is not None and row.row_id in holders
    ]
    if not values:
        return
    statement = update(next_steps).where(
        next_steps.c.id == bindparam("step_id"),
        next_steps.c.came_from == bindparam("giver_id"),
        next_steps.c.state == StepState.OPEN,
    )
    given_back = statement.values(rep_id=bindparam("giver_id"), came_from=bindparam("earlier_id"))
    await connection.execute(given_back, values)
    await bump_steps(connection, rep_ids={*holders.values(), *(row["giver_id"] for row in values)})


async def list_ended_steps(
    connection: AsyncConnection, *, import_id: int, rep_id: int | None = None
) -> list[AgreedStep]:
    """Return the steps that ended with the deals that an import closed, the nearest first; those of one rep or of all.

    Nothing once the import was undone, and without what was kept since.
    """
    was_open = or_(import_rows.c.before.is_(None), import_rows.c.before["state"].as_string() == DealState.OPEN)
    closed = select(import_rows.c.row_id).where(
        import_rows.c.import_id == import_id, import_rows.c.table_name == deals.name, was_open
    )
    query = (
        select(*STEP_COLUMNS)
        .select_from(STEPS_WITH_NAMES)
        .where(next_steps.c.ended_by.in_(closed), next_steps.c.state == StepState.ENDED)
        .order_by(next_steps.c.due_on, next_steps.c.id)
    )
    query = query if rep_id is None else query.where(next_steps.c.rep_id == rep_id)
    return [AgreedStep(**row) for row in (await connection.execute(query)).mappings()]


async def _count(connection: AsyncConnection, import_id: int, rep_id: int, *, is_received: bool) -> HandoverCounts:
    counts = {
        table.name: await _count_rows(connection, table, owner, (import_id, rep_id), is_received=is_received)
        for table, owner in (
            (accounts, accounts.c.owner_id),
            (deals, deals.c.owner_id),
            (next_steps, next_steps.c.rep_id),
        )
    }
    return HandoverCounts(counts["accounts"], counts["deals"], counts["next_steps"])


async def _count_rows(
    connection: AsyncConnection, table: Table, owner: Column[Any], of: tuple[int, int], *, is_received: bool
) -> int:
    import_id, rep_id = of
    before = import_rows.c.before[owner.name].as_integer()
    was_mine, is_mine = before == rep_id, owner == rep_id
    moved = (is_mine, before != rep_id) if is_received else (was_mine, or_(owner.is_(None), owner != rep_id))
    query = (
        select(func.count())
        .select_from(import_rows.join(table, table.c.id == import_rows.c.row_id))
        .where(
            import_rows.c.import_id == import_id,
            import_rows.c.table_name == table.name,
            *moved,
        )
    )
    if table is not accounts:
        query = query.where(table.c.state == (DealState.OPEN if table is deals else StepState.OPEN))
    return int((await connection.execute(query)).scalar_one())
