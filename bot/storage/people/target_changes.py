"""Queries about targets that hold for a team from a day on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.team_targets import DayTargets, TargetChange
from bot.storage.rows import to_columns
from bot.storage.tables.people import target_changes
from bot.storage.upsert import insert_or_change

KINDS = ("message", "call", "visit")
# A local day may begin this much before the day of UTC.
LONGEST_LEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTargetChange:
    """Targets of a rep that hold from a local day on."""

    workspace_id: int
    rep_id: int
    from_day: date
    message: int
    call: int
    visit: int


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """Targets of a rep that do not hold yet."""

    id: int
    workspace_id: int
    rep_id: int
    from_day: date
    targets: DayTargets


async def save_target_changes(connection: AsyncConnection, changes: Sequence[NewTargetChange]) -> None:
    """Save targets from a day on, in place of those that were to hold from that day; they wait to be applied."""
    if changes:
        statement = insert_or_change(connection, target_changes, keys=("rep_id", "from_day"), changes=KINDS)
        await connection.execute(statement.values([to_columns(each) for each in changes]))


async def save_own_change(connection: AsyncConnection, change: NewTargetChange, *, was: DayTargets) -> None:
    """Save that a rep chose targets that hold from today on; what held before this day stays known."""
    statement = insert_or_change(connection, target_changes, keys=("rep_id", "from_day"), changes=KINDS)
    before = {"was_message": was.message, "was_call": was.call, "was_visit": was.visit}
    await connection.execute(statement.values(to_columns(change) | before))


async def list_reset(connection: AsyncConnection, *, rep_ids: Collection[int], from_day: date) -> list[WaitingChange]:
    """Return the changes of these reps from a day that held already, and were given other targets since."""
    query = select(target_changes).where(
        target_changes.c.rep_id.in_(list(rep_ids)),
        target_changes.c.from_day == from_day,
        target_changes.c.was_message.is_not(None),
    )
    return [_make_waiting(row) for row in await connection.execute(query.order_by(target_changes.c.id))]


async def list_waiting(connection: AsyncConnection, *, until: date) -> list[WaitingChange]:
    """Return what may hold for somebody on a day, the earliest first."""
    query = select(target_changes).where(
        target_changes.c.was_message.is_(None), target_changes.c.from_day <= until + LONGEST_LEAD
    )
    rows = await connection.execute(query.order_by(target_changes.c.from_day, target_changes.c.id))
    return [_make_waiting(row) for row in rows]


def _make_waiting(row: Row[*tuple[Any, ...]]) -> WaitingChange:
    targets = DayTargets(row.message, row.call, row.visit)
    return WaitingChange(row.id, row.workspace_id, row.rep_id, row.from_day, targets)


async def mark_applied(connection: AsyncConnection, *, change_id: int, was: DayTargets) -> None:
    """Save that targets hold by now, and those that held until then."""
    values = {"was_message": was.message, "was_call": was.call, "was_visit": was.visit}
    await connection.execute(update(target_changes).where(target_changes.c.id == change_id).values(**values))


async def list_applied(connection: AsyncConnection, *, rep_ids: Collection[int], after: date) -> list[TargetChange]:
    """Return the changes of these reps from a day later than ``after`` that hold by now."""
    query = select(target_changes).where(
        target_changes.c.rep_id.in_(list(rep_ids)),
        target_changes.c.from_day > after,
        target_changes.c.was_message.is_not(None),
    )
    return [
        TargetChange(row.rep_id, row.from_day, DayTargets(row.was_message, row.was_call, row.was_visit))
        for row in await connection.execute(query)
    ]
