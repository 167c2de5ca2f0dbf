"""Queries about activities, the entries of the log."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, TypedDict, Unpack

from sqlalchemy import Select, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Counts, Entry, Kind, NextStep, OwnKindId
from bot.domain.log.line_keys import find_place, make_line_keys
from bot.domain.log.next_steps import StepState
from bot.domain.log.situations import Situation
from bot.storage.log.own_kinds import NAMED_COLUMNS, to_named_kind
from bot.storage.tables.accounts import accounts
from bot.storage.tables.log import activities, next_steps, own_kinds
from bot.storage.upsert import insert_unless_present

ENTRY_COLUMNS = (
    activities.c.id,
    activities.c.rep_id,
    activities.c.account_id,
    accounts.c.name.label("account_name"),
    activities.c.kind,
    activities.c.count,
    activities.c.day,
    activities.c.note,
    next_steps.c.due_on,
    next_steps.c.due_time,
    next_steps.c.form.label("step_form"),
    next_steps.c.state.label("step_state"),
    activities.c.deal_id,
    activities.c.advance_rule,
    activities.c.situation,
    activities.c.request_key,
    activities.c.called_at,
    *NAMED_COLUMNS,
)


NEWEST_FIRST = (activities.c.day.desc(), activities.c.logged_at.desc(), activities.c.id.desc())


async def insert_activities(
    connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]
) -> dict[tuple[int, str], int]:
    """Add activities and return the ids of the new ones, by workspace id and request key; existing keys are ignored."""
    statement = insert_unless_present(connection, activities).returning(
        activities.c.id, activities.c.workspace_id, activities.c.request_key
    )
    added = await connection.execute(statement, list(rows))
    return {(row.workspace_id, row.request_key): row.id for row in added}


async def find_entry(connection: AsyncConnection, *, workspace_id: int, activity_id: int) -> Entry | None:
    """Return one entry of this workspace, None when it does not exist or was deleted."""
    query = select_entries().where(
        activities.c.workspace_id == workspace_id,
        activities.c.id == activity_id,
        activities.c.removed_at.is_(None),
    )
    row = (await connection.execute(query)).mappings().first()
    return to_entry(row) if row else None


async def list_line_entries(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, line_key: str, with_removed: bool = False
) -> list[Entry]:
    """Return the entries that a rep's line logged, in the order in which they were typed.

    ``line_key`` is the key of the request with the line; ``with_removed`` includes entries deleted since.
    """
    query = select_entries().where(
        activities.c.workspace_id == workspace_id,
        activities.c.rep_id == rep_id,
        activities.c.request_key.in_(make_line_keys(line_key)),
    )
    if not with_removed:
        query = query.where(activities.c.removed_at.is_(None))
    found = [to_entry(row) for row in (await connection.execute(query)).mappings()]
    return sorted(found, key=lambda entry: find_place(entry.request_key))


async def delete_activities(connection: AsyncConnection, *, activity_ids: Collection[int]) -> None:
    """Delete activities for good, which nothing refers to yet."""
    await connection.execute(delete(activities).where(activities.c.id.in_(list(activity_ids))))


async def list_entries(connection: AsyncConnection, *, rep_id: int, activity_ids: Collection[int]) -> list[Entry]:
    """Return these entries of a rep, also deleted ones, newest first."""
    query = select_entries().where(activities.c.rep_id == rep_id, activities.c.id.in_(list(activity_ids)))
    return [to_entry(row) for row in (await connection.execute(query.order_by(*NEWEST_FIRST))).mappings()]


async def list_latest_entries(connection: AsyncConnection, *, rep_id: int, limit: int) -> list[Entry]:
    """Return a rep's latest entries, newest first: by day, then by the time at which they were logged."""
    query = (
        select_entries()
        .where(activities.c.rep_id == rep_id, activities.c.removed_at.is_(None))
        .order_by(*NEWEST_FIRST)
        .limit(limit)
    )
    return [to_entry(row) for row in (await connection.execute(query)).mappings()]


async def find_last_situation(connection: AsyncConnection, *, workspace_id: int, account_id: int) -> Situation | None:
    """Return the situation of the latest note about an account that has one, None when none has."""
    query = (
        select(activities.c.situation)
        .where(
            activities.c.workspace_id == workspace_id,
            activities.c.account_id == account_id,
            activities.c.situation.is_not(None),
            activities.c.removed_at.is_(None),
        )
        .order_by(activities.c.day.desc(), activities.c.id.desc())
        .limit(1)
    )
    code = (await connection.execute(query)).scalar_one_or_none()
    return Situation(code) if code else None


async def find_last_situations(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, Situation]:
    """Return the situation of the latest note that has one, by account id."""
    place = func.row_number().over(
        partition_by=activities.c.account_id, order_by=(activities.c.day.desc(), activities.c.id.desc())
    )
    told = (
        select(activities.c.account_id, activities.c.situation, place.label("place"))
        .where(
            activities.c.account_id.in_(list(account_ids)),
            activities.c.situation.is_not(None),
            activities.c.removed_at.is_(None),
        )
        .subquery()
    )
    query = select(told.c.account_id, told.c.situation).where(told.c.place == 1)
    return {account_id: Situation(code) for account_id, code in await connection.execute(query)}


class ActivityChanges(TypedDict, total=False):
    """What of an activity may change; the request that logged it stays."""

    account_id: int | None
    kind: Kind
    own_kind_id: int | None
    count: int
    day: date
    note: str
    deal_id: int | None
    advance_rule: str | None
    situation: Situation | None
    called_at: time | None
    removed_at: datetime | None
    removed_by: str | None


async def change_activity(connection: AsyncConnection, *, activity_id: int, **changes: Unpack[ActivityChanges]) -> None:
    """Set columns of one activity."""
    await connection.execute(update(activities).where(activities.c.id == activity_id).values(**changes))


async def remove_activities(
    connection: AsyncConnection, *, activity_ids: Collection[int], now: datetime, request_key: str
) -> None:
    """Delete activities from the log; the rows stay, so that a repeated request finds their keys taken."""
    await connection.execute(
        update(activities).where(activities.c.id.in_(list(activity_ids))).values(removed_at=now, removed_by=request_key)
    )


_COUNT_DONE = (
    select(
        activities.c.rep_id,
        activities.c.day,
        activities.c.kind,
        activities.c.own_kind_id,
        func.sum(activities.c.count).label("done"),
    )
    .where(
        activities.c.rep_id.in_(bindparam("rep_ids", expanding=True)),
        activities.c.day.in_(bindparam("days", expanding=True)),
        activities.c.removed_at.is_(None),
    )
    .group_by(activities.c.rep_id, activities.c.day, activities.c.kind, activities.c.own_kind_id)
)


async def count_done(
    connection: AsyncConnection, *, rep_ids: Collection[int], days: Collection[date]
) -> dict[tuple[int, date], Counts]:
    """Return how many activities of each kind the reps did on these local days, by rep id and day."""
    found: dict[tuple[int, date], dict[Kind | OwnKindId, int]] = {}
    rows = await connection.execute(_COUNT_DONE, {"rep_ids": list(rep_ids), "days": list(days)})
    for rep_id, day, kind, own_kind_id, done in rows:
        add_count(found.setdefault((rep_id, day), {}), kind, own_kind_id, done)
    return dict(found)


def add_count(counts: dict[Kind | OwnKindId, int], kind: str, own_kind_id: int | None, done: int) -> None:
    """Add activities to what they count for: their kind, or the target of their own kind."""
    key = Kind(kind) if kind != Kind.OWN else OwnKindId(own_kind_id or 0)
    counts[key] = counts.get(key, 0) + int(done)


async def has_activities(connection: AsyncConnection, *, rep_id: int) -> bool:
    """Return whether a rep ever logged anything."""
    query = select(activities.c.id).where(activities.c.rep_id == rep_id).limit(1)
    return (await connection.execute(query)).first() is not None


async def count_between(connection: AsyncConnection, *, rep_id: int, first: date, last: date) -> Counts:
    """Return how many activities of each kind a rep did from ``first`` to ``last`` (local days, inclusive)."""
    return (await count_all_between(connection, rep_ids=[rep_id], first=first, last=last)).get(rep_id, {})


async def count_all_between(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> dict[int, Counts]:
    """Return how many of each kind reps did from one local day to another, by rep; who did nothing is absent."""
    query = (
        select(activities.c.rep_id, activities.c.kind, activities.c.own_kind_id, func.sum(activities.c.count))
        .where(
            activities.c.rep_id.in_(list(rep_ids)),
            activities.c.day.between(first, last),
            activities.c.removed_at.is_(None),
        )
        .group_by(activities.c.rep_id, activities.c.kind, activities.c.own_kind_id)
    )
    found: dict[int, dict[Kind | OwnKindId, int]] = {}
    for rep_id, kind, own_kind_id, done in (await connection.execute(query)).all():
        add_count(found.setdefault(rep_id, {}), kind, own_kind_id, done)
    return dict(found)


def select_entries() -> Select[Any]:
    """Return the query of entries with the step agreed at each; see ``to_entry``."""
    return select(*ENTRY_COLUMNS).select_from(
        activities.outerjoin(accounts, accounts.c.id == activities.c.account_id)
        .outerjoin(next_steps, next_steps.c.activity_id == activities.c.id)
        .outerjoin(own_kinds, own_kinds.c.id == activities.c.own_kind_id)
    )


def to_entry(row: Mapping[str, Any]) -> Entry:
    """Return the entry of a row of ``select_entries``."""
    due_on = row["due_on"]
    return Entry(
        id=row["id"],
        rep_id=row["rep_id"],
        account_id=row["account_id"],
        account_name=row["account_name"],
        kind=Kind(row["kind"]),
        count=row["count"],
        day=row["day"],
        note=row["note"],
        next_step=NextStep(date=due_on, time=row["due_time"], form=row["step_form"]) if due_on else None,
        deal_id=row["deal_id"],
        advance_rule=row["advance_rule"],
        situation=row["situation"],
        has_missed_step=row["step_state"] == StepState.MISSED,
        request_key=row["request_key"],
        own=to_named_kind(row),
        called_at=row["called_at"],
    )
