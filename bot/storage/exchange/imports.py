"""Bulk queries about accounts and activities, for imports and exports."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import find_zone
from bot.storage.log.next_steps import NewStep
from bot.storage.log.own_kinds import NAMED_COLUMNS
from bot.storage.log.past_activity import PastActivity
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import account_aliases, accounts
from bot.storage.tables.log import activities, next_steps, own_kinds
from bot.storage.tables.people import reps

BATCH = 1_000
CHANGEABLE = (
    *("name", "owner_id", "owner_name", "stage", "segment", "city", "contract_end", "value", "do_not_contact"),
    # Not in the file: a rest ends with what it was for, and deals may have made something else of the stage.
    *("quiet_until", "given_stage", "given_from"),
)


@dataclass(frozen=True, slots=True)
class Owners:
    """The reps of a workspace as files name them: by name, or by the platform's user id; both in lower case.

    A name that two reps have names neither; those are in ``shared``.
    """

    by_name: Mapping[str, int]
    shared: frozenset[str]
    names: Mapping[int, str]
    external_ids: Mapping[int, str]

    def find(self, typed: str) -> int | None:
        """Return the id of the rep, None when there is none, or more than one."""
        return self.by_name.get(typed.strip().casefold())

    def write(self, rep_id: int | None) -> str | None:
        """Return what an import will read as this rep: the name, or the user id where the name is not enough."""
        if rep_id is None:
            return None
        name = self.names[rep_id]
        return name if self.find(name) == rep_id else self.external_ids[rep_id]


async def load_owners(connection: AsyncConnection, *, workspace_id: int) -> Owners:
    """Return the reps of a workspace."""
    query = select(reps.c.id, reps.c.name, reps.c.external_id).where(reps.c.workspace_id == workspace_id)
    rows = list(await connection.execute(query))
    counts = Counter(row.name.strip().casefold() for row in rows)
    external = {row.external_id.casefold(): row.id for row in rows}
    named = {row.name.strip().casefold(): row.id for row in rows}
    shared = frozenset(name for name, count in counts.items() if count > 1 and name not in external)
    return Owners(
        by_name={name: rep_id for name, rep_id in named.items() if name not in shared} | external,
        shared=shared,
        names={row.id: row.name for row in rows},
        external_ids={row.id: row.external_id for row in rows},
    )


async def find_latest_day(connection: AsyncConnection, *, workspace_id: int, now: datetime) -> date:
    """Return the latest local day that any rep of a workspace has now: what is later is still to come for all."""
    query = select(reps.c.timezone).where(reps.c.workspace_id == workspace_id).distinct()
    zones = (await connection.execute(query)).scalars()
    return max([now.date(), *(now.astimezone(find_zone(zone)).date() for zone in zones)])


async def load_accounts(
    connection: AsyncConnection, *, workspace_id: int, name_keys: Collection[str]
) -> dict[str, dict[str, Any]]:
    """Return the accounts of a workspace that have one of these normalised names, now or as another name, by that name.

    An account that was merged into another is found as that one.
    """
    keys = set(name_keys)
    kept = select(accounts).where(accounts.c.workspace_id == workspace_id, accounts.c.merged_into.is_(None))
    own = kept.where(accounts.c.name_key.in_(keys))
    found = {row["name_key"]: dict(row) for row in (await connection.execute(own)).mappings()}
    others = (
        kept.add_columns(account_aliases.c.name_key.label("alias_key"))
        .join(account_aliases, account_aliases.c.account_id == accounts.c.id)
        .where(account_aliases.c.name_key.in_(keys - set(found)))
    )
    for row in (await connection.execute(others)).mappings():
        values = dict(row)
        found[values.pop("alias_key")] = values
    return found


async def insert_accounts(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add accounts."""
    await insert_rows(connection, accounts, rows)


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


async def insert_history(connection: AsyncConnection, history: Sequence[PastActivity]) -> dict[str, int]:
    """Add activities, all of whose keys are new, and return their ids by request key."""
    if not history:
        return {}
    await insert_rows(connection, activities, [to_columns(each) for each in history])
    query = select(activities.c.request_key, activities.c.id).where(
        activities.c.workspace_id == history[0].workspace_id,
        activities.c.request_key.in_([each.request_key for each in history]),
    )
    return {row.request_key: row.id for row in await connection.execute(query)}


async def insert_step_history(connection: AsyncConnection, steps: Sequence[NewStep]) -> None:
    """Add past next steps."""
    await insert_rows(connection, next_steps, [to_columns(step) for step in steps])


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
            activities.c.rep_id,
            accounts.c.name.label("account"),
            next_steps.c.due_on,
            next_steps.c.due_time,
        )
        .select_from(
            activities.outerjoin(accounts, accounts.c.id == activities.c.account_id)
            .outerjoin(next_steps, next_steps.c.activity_id == activities.c.id)
            .outerjoin(own_kinds, own_kinds.c.id == activities.c.own_kind_id)
        )
        .where(activities.c.workspace_id == workspace_id, activities.c.removed_at.is_(None))
        .order_by(activities.c.day, activities.c.id)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def insert_rows(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows in batches."""
    for start in range(0, len(rows), BATCH):
        await connection.execute(insert(table), list(rows[start : start + BATCH]))
