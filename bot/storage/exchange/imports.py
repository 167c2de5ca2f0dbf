"""Bulk queries about accounts and activities, for imports and exports."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.log.next_steps import NewStep
from bot.storage.log.own_kinds import NAMED_COLUMNS
from bot.storage.log.past_activity import PastActivity
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import account_aliases, accounts
from bot.storage.tables.log import activities, next_steps, own_kinds
from bot.storage.tables.people import reps

BATCH = 1_000
CHANGEABLE = ("name", "owner_id", "owner_name", "stage", "segment", "city", "contract_end", "value", "do_not_contact")
ReportProgress = Callable[[int, int], None]


async def find_owners(connection: AsyncConnection, *, workspace_id: int) -> dict[str, int]:
    """Return the rep ids of a workspace, by lower-case name and by the platform's lower-case user id."""
    query = select(reps.c.id, reps.c.name, reps.c.external_id).where(reps.c.workspace_id == workspace_id)
    found: dict[str, int] = {}
    for row in await connection.execute(query):
        found[row.name.casefold()] = row.id
        found[row.external_id.casefold()] = row.id
    return found


async def load_accounts(connection: AsyncConnection, *, workspace_id: int) -> dict[str, dict[str, Any]]:
    """Return all accounts of a workspace by normalised name, and by the other names of each."""
    rows = await connection.execute(
        select(accounts).where(accounts.c.workspace_id == workspace_id, accounts.c.merged_into.is_(None))
    )
    found = {row["id"]: dict(row) for row in rows.mappings()}
    others = select(account_aliases.c.name_key, account_aliases.c.account_id).where(
        account_aliases.c.workspace_id == workspace_id
    )
    aliases = {row.name_key: found[row.account_id] for row in await connection.execute(others)}
    return aliases | {row["name_key"]: row for row in found.values()}


async def insert_accounts(
    connection: AsyncConnection, rows: Sequence[Mapping[str, Any]], *, on_progress: ReportProgress | None = None
) -> None:
    """Add accounts in batches."""
    await _insert_in_batches(connection, accounts, rows, on_progress=on_progress)


async def change_accounts(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set the changeable columns of accounts, each named by ``account_id``."""
    statement = (
        update(accounts)
        .where(accounts.c.id == bindparam("account_id"))
        .values({field: bindparam(f"new_{field}") for field in CHANGEABLE})
    )
    values = [{"account_id": row["account_id"], **{f"new_{field}": row[field] for field in CHANGEABLE}} for row in rows]
    if values:
        await connection.execute(statement, values)


async def find_request_keys(connection: AsyncConnection, *, workspace_id: int, keys: Collection[str]) -> set[str]:
    """Return which of these request keys a workspace's activities have, deleted ones included."""
    ordered = sorted(keys)
    found: set[str] = set()
    for start in range(0, len(ordered), BATCH):
        query = select(activities.c.request_key).where(
            activities.c.workspace_id == workspace_id,
            activities.c.request_key.in_(ordered[start : start + BATCH]),
        )
        found |= set((await connection.execute(query)).scalars())
    return found


async def insert_history(
    connection: AsyncConnection, history: Sequence[PastActivity], *, on_progress: ReportProgress | None = None
) -> dict[str, int]:
    """Add activities, all of whose keys are new, and return their ids by request key."""
    rows = [to_columns(each) for each in history]
    await _insert_in_batches(connection, activities, rows, on_progress=on_progress)
    keys = [each.request_key for each in history]
    found: dict[str, int] = {}
    for start in range(0, len(keys), BATCH):
        query = select(activities.c.request_key, activities.c.id).where(
            activities.c.workspace_id == history[0].workspace_id,
            activities.c.request_key.in_(keys[start : start + BATCH]),
        )
        found |= {row.request_key: row.id for row in await connection.execute(query)}
    return found


async def insert_step_history(connection: AsyncConnection, steps: Sequence[NewStep]) -> None:
    """Add past next steps, with their outcome."""
    await _insert_in_batches(connection, next_steps, [to_columns(step) for step in steps])


async def list_history(connection: AsyncConnection, *, workspace_id: int) -> Sequence[Mapping[str, Any]]:
    """Return a workspace's activities with account, rep and next step, oldest first."""
    query = (
        select(
            activities.c.request_key,
            activities.c.day,
            activities.c.kind,
            *NAMED_COLUMNS,
            activities.c.count,
            activities.c.note,
            accounts.c.name.label("account"),
            reps.c.name.label("rep"),
            reps.c.external_id.label("rep_external_id"),
            next_steps.c.due_on,
            next_steps.c.due_time,
        )
        .select_from(
            activities.join(reps, reps.c.id == activities.c.rep_id)
            .outerjoin(accounts, accounts.c.id == activities.c.account_id)
            .outerjoin(next_steps, next_steps.c.activity_id == activities.c.id)
            .outerjoin(own_kinds, own_kinds.c.id == activities.c.own_kind_id)
        )
        .where(activities.c.workspace_id == workspace_id, activities.c.removed_at.is_(None))
        .order_by(activities.c.day, activities.c.id)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def _insert_in_batches(
    connection: AsyncConnection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    on_progress: ReportProgress | None = None,
) -> None:
    for start in range(0, len(rows), BATCH):
        await connection.execute(insert(table), list(rows[start : start + BATCH]))
        if on_progress is not None:
            on_progress(min(start + BATCH, len(rows)), len(rows))
