"""Queries about revisions: the rows of entries as they stood before a change, so that they can be put back (K12).

An entry is three things: its activity, the step agreed at it, and the steps that it closed.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

from sqlalchemy import Column, Table, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.next_steps import StepState
from bot.storage.columns import UtcDateTime
from bot.storage.tables.log import activities, next_steps, revisions
from bot.storage.upsert import insert_unless_present
from bot.storage.versions import bump_steps

# A row by column name, with the values of Python.
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of an entry: its activity, the step agreed at it, and the steps that it closed."""

    activity: Row
    own_step: Row | None
    closed: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An entry before and after a request; ``after`` is None when it was removed."""

    before: Snapshot
    after: Snapshot | None

    @property
    def entry_id(self) -> int:
        """The id of the entry."""
        return int(self.before.activity["id"])


@dataclass(frozen=True, slots=True)
class Revision:
    """What one request of a rep changed; ``made_at`` and ``restored_at`` are UTC, the latter None until put back."""

    id: int
    workspace_id: int
    rep_id: int
    request_key: str
    made_at: datetime
    changes: tuple[Change, ...]
    restored_at: datetime | None


async def take_snapshots(connection: AsyncConnection, *, activity_ids: Collection[int]) -> dict[int, Snapshot]:
    """Return the rows of these entries as they stand now, by activity id."""
    ids = list(activity_ids)
    # On PostgreSQL nobody changes them until the transaction ends; on SQLite nobody can.
    query = select(activities).where(activities.c.id.in_(ids)).order_by(activities.c.id)
    found = await connection.execute(query.with_for_update(key_share=True))
    rows = {int(row["id"]): dict(row) for row in found.mappings()}
    about = or_(next_steps.c.activity_id.in_(ids), next_steps.c.closed_by.in_(ids))
    found = await connection.execute(select(next_steps).where(about).order_by(next_steps.c.id))
    steps = [dict(row) for row in found.mappings()]
    own = {step["activity_id"]: step for step in steps}
    return {
        each: Snapshot(row, own.get(each), tuple(step for step in steps if step["closed_by"] == each))
        for each, row in rows.items()
    }


async def add_revision(
    connection: AsyncConnection,
    *,
    workspace_id: int,
    rep_id: int,
    request_key: str,
    changes: Sequence[Change],
    now: datetime,
) -> int | None:
    """Save what a request is about to change and return its id, None when the request made a revision before."""
    statement = insert_unless_present(connection, revisions).values(
        workspace_id=workspace_id, rep_id=rep_id, request_key=request_key, made_at=now, content=_write(changes)
    )
    added = await connection.execute(statement.returning(revisions.c.id))
    revision_id: int | None = added.scalar_one_or_none()
    return revision_id


async def find_revision(connection: AsyncConnection, *, rep_id: int, revision_id: int) -> Revision | None:
    """Return a rep's revision, None when there is none."""
    query = select(revisions).where(revisions.c.rep_id == rep_id, revisions.c.id == revision_id)
    row = (await connection.execute(query)).mappings().first()
    return _to_revision(dict(row)) if row else None


async def find_revision_by_request(connection: AsyncConnection, *, rep_id: int, request_key: str) -> Revision | None:
    """Return the revision that a rep's request made, None when it made none."""
    query = select(revisions).where(revisions.c.rep_id == rep_id, revisions.c.request_key == request_key)
    row = (await connection.execute(query)).mappings().first()
    return _to_revision(dict(row)) if row else None


async def find_latest_revision(connection: AsyncConnection, *, rep_id: int, since: datetime) -> Revision | None:
    """Return a rep's latest revision made at or after a time (UTC), None when there is none."""
    query = (
        select(revisions)
        .where(revisions.c.rep_id == rep_id, revisions.c.made_at >= since)
        .order_by(revisions.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(query)).mappings().first()
    return _to_revision(dict(row)) if row else None


async def mark_restored(connection: AsyncConnection, *, revision_id: int, now: datetime) -> None:
    """Record that a revision was put back."""
    await connection.execute(update(revisions).where(revisions.c.id == revision_id).values(restored_at=now))


async def change_revision(connection: AsyncConnection, *, revision_id: int, changes: Sequence[Change]) -> None:
    """Replace what a revision will put back."""
    await connection.execute(update(revisions).where(revisions.c.id == revision_id).values(content=_write(changes)))


async def drop_old_revisions(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete the revisions of all workspaces from before a time (UTC), and return how many."""
    gone = await connection.execute(delete(revisions).where(revisions.c.made_at < before).returning(revisions.c.id))
    return len(gone.all())


async def find_removal(connection: AsyncConnection, *, activity_id: int) -> str | None:
    """Return the request key that removed an activity, None while it is in the log."""
    query = select(activities.c.removed_by).where(activities.c.id == activity_id, activities.c.removed_at.is_not(None))
    key: str | None = (await connection.execute(query)).scalar_one_or_none()
    return key


async def insert_step_row(connection: AsyncConnection, row: Row) -> None:
    """Add a deleted step again, under its own id."""
    await connection.execute(insert(next_steps).values(**row))
    await bump_steps(connection, rep_ids=[row["rep_id"]])


async def close_step_again(connection: AsyncConnection, row: Row) -> None:
    """Close a step as it was closed, when it is still open and due on the same day."""
    await connection.execute(
        update(next_steps)
        .where(
            next_steps.c.id == row["id"],
            next_steps.c.state == StepState.OPEN,
            next_steps.c.due_on == row["due_on"],
        )
        .values(state=row["state"], closed_on=row["closed_on"], closed_by=row["closed_by"])
    )


async def list_present_steps(connection: AsyncConnection, *, step_ids: Collection[int]) -> set[int]:
    """Return which of these steps exist."""
    query = select(next_steps.c.id).where(next_steps.c.id.in_(list(step_ids)))
    return set((await connection.execute(query)).scalars())


def _to_revision(row: Row) -> Revision:
    return Revision(**{name: value for name, value in row.items() if name != "content"}, changes=_read(row["content"]))


def _write(changes: Sequence[Change]) -> str:
    return json.dumps([[_to_json(each.before), _to_json(each.after)] for each in changes], default=_write_value)


def _to_json(snapshot: Snapshot | None) -> object:
    if snapshot is None:
        return None
    return [dict(snapshot.activity), snapshot.own_step, [dict(row) for row in snapshot.closed]]


def _write_value(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(value)


def _read(content: str) -> tuple[Change, ...]:
    changes = []
    for before, after in json.loads(content):
        was = _to_snapshot(before)
        changes.append(Change(was, None if after is None else _to_snapshot(after)))
    return tuple(changes)


def _to_snapshot(values: Sequence[Any]) -> Snapshot:
    activity, own_step, closed = values
    read_step = partial(_read_row, next_steps)
    return Snapshot(
        activity=_read_row(activities, activity),
        own_step=None if own_step is None else read_step(own_step),
        closed=tuple(read_step(row) for row in closed),
    )


def _read_row(table: Table, values: Row) -> Row:
    """Return a row with the types of its columns; what is no column any more is left out."""
    return {name: _read_value(table.c[name], value) for name, value in values.items() if name in table.c}


def _read_value(column: Column[Any], value: Any) -> Any:
    kind = datetime if isinstance(column.type, UtcDateTime) else column.type.python_type
    if value is None or kind not in (date, datetime, time):
        return value
    return kind.fromisoformat(value)
