"""Queries about next steps."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Kind, NextStep, StepForm
from bot.domain.log.next_steps import NONE_SETTLED, AgreedStep, SettledSteps, StepContact, StepState, find_contact_hour
from bot.domain.people.people import Rep
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts
from bot.storage.tables.certainties import feedback
from bot.storage.tables.log import activities, next_steps
from bot.storage.versions import bump_steps, bump_steps_of_activity, bump_steps_of_step

STEP_COLUMNS = (
    next_steps.c.id,
    next_steps.c.rep_id,
    next_steps.c.account_id,
    accounts.c.name.label("account_name"),
    next_steps.c.activity_id,
    next_steps.c.due_on,
    next_steps.c.due_time,
    next_steps.c.note,
    next_steps.c.made_on,
    next_steps.c.asked_on,
    next_steps.c.form,
    activities.c.deal_id,
    # By the account first, which has an index: only steps without a contact can come from feedback.
    select(func.max(feedback.c.score))
    .where(
        feedback.c.account_id == next_steps.c.account_id,
        feedback.c.step_id == next_steps.c.id,
        next_steps.c.activity_id.is_(None),
    )
    .correlate(next_steps)
    .scalar_subquery()
    .label("score"),
)


STEPS_WITH_NAMES = next_steps.outerjoin(accounts, accounts.c.id == next_steps.c.account_id).outerjoin(
    activities, activities.c.id == next_steps.c.activity_id
)


def _select_steps() -> Select[Any]:
    return select(*STEP_COLUMNS).select_from(STEPS_WITH_NAMES)


async def insert_steps(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add next steps, one per activity."""
    if rows:
        await connection.execute(insert(next_steps), list(rows))
        await bump_steps(connection, rep_ids=[int(row["rep_id"]) for row in rows])


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A next step that is to be added, with the rep's local days on which it was made, is due and was closed."""

    workspace_id: int
    rep_id: int
    account_id: int | None
    due_on: date
    note: str
    state: StepState
    made_on: date
    activity_id: int | None = None
    due_time: time | None = None
    form: StepForm | None = None
    closed_on: date | None = None
    closed_by: int | None = None


async def insert_step(connection: AsyncConnection, step: NewStep) -> int:
    """Add a next step and return its id; what it was agreed at, a contact or feedback, has one at most."""
    added = await connection.execute(insert(next_steps).values(to_columns(step)).returning(next_steps.c.id))
    await bump_steps(connection, rep_ids=[step.rep_id])
    return int(added.scalar_one())


_OPEN_STEPS_OF_CONTACTS = _select_steps().where(
    next_steps.c.rep_id.in_(bindparam("rep_ids", expanding=True)),
    next_steps.c.state == StepState.OPEN,
    next_steps.c.account_id.in_(bindparam("account_ids", expanding=True)),
)


async def list_open_steps_of_contacts(
    connection: AsyncConnection, *, rep_ids: Collection[int], account_ids: Collection[int]
) -> list[AgreedStep]:
    """Return the open steps of these reps with these accounts."""
    rows = await connection.execute(
        _OPEN_STEPS_OF_CONTACTS, {"rep_ids": list(rep_ids), "account_ids": list(account_ids)}
    )
    return [AgreedStep(**row) for row in rows.mappings()]


async def list_step_contacts(
    connection: AsyncConnection,
    *,
    rep: Rep,
    account_id: int,
    after: int,
    logged_since: datetime | None = None,
) -> list[StepContact]:
    """Return a rep's contacts with an account logged after the activity ``after``, in the order of the log.

    ``logged_since`` (UTC) leaves out those logged before.
    """
    query = (
        select(
            activities.c.id,
            activities.c.day,
            activities.c.deal_id,
            activities.c.kind,
            activities.c.called_at,
            activities.c.logged_at,
            next_steps.c.id.is_not(None).label("has_step"),
            next_steps.c.form,
        )
        .select_from(activities.outerjoin(next_steps, next_steps.c.activity_id == activities.c.id))
        .where(
            activities.c.rep_id == rep.id,
            activities.c.account_id == account_id,
            activities.c.id > after,
            activities.c.removed_at.is_(None),
        )
        .order_by(activities.c.id)
    )
    if logged_since is not None:
        query = query.where(activities.c.logged_at >= logged_since)
    return [
        StepContact(
            id=row.id,
            day=row.day,
            deal_id=row.deal_id,
            has_step=row.has_step,
            kind=Kind(row.kind),
            at=row.called_at or find_contact_hour(row.logged_at, zone=rep.zone, day=row.day),
            form=row.form,
        )
        for row in await connection.execute(query)
    ]


async def list_settled_by(connection: AsyncConnection, *, activity_ids: Collection[int]) -> dict[int, SettledSteps]:
    """Return the steps that contacts settled and replaced, by the contact's id."""
    query = (
        select(next_steps.c.closed_by, next_steps.c.state, *STEP_COLUMNS)
        .select_from(STEPS_WITH_NAMES)
        .where(next_steps.c.closed_by.in_(list(activity_ids)))
    )
    found: dict[int, SettledSteps] = {}
    for row in (await connection.execute(query.order_by(next_steps.c.id))).mappings():
        columns = dict(row)
        closed_by, state = int(columns.pop("closed_by")), StepState(columns.pop("state"))
        found[closed_by] = found.get(closed_by, NONE_SETTLED).add(AgreedStep(**columns), state)
    return found


async def reopen_replaced_step(connection: AsyncConnection, *, rep_id: int, step_id: int) -> None:
    """Open a rep's step again that a later one took the place of; any other stays as it is."""
    await connection.execute(
        update(next_steps)
        .where(
            next_steps.c.id == step_id,
            next_steps.c.rep_id == rep_id,
            next_steps.c.state == StepState.MOVED,
        )
        .values(state=StepState.OPEN, closed_on=None, closed_by=None)
    )
    await bump_steps_of_step(connection, step_id=step_id)


async def reopen_replaced(connection: AsyncConnection, *, rep_id: int, account_id: int) -> None:
    """Reopen a rep's steps with an account that were replaced by a contact which now belongs to another deal."""
    closing = activities.alias()
    agreed = activities.alias()
    is_other_deal = (
        select(closing.c.id)
        .where(
            closing.c.id == next_steps.c.closed_by,
            agreed.c.id == next_steps.c.activity_id,
            closing.c.deal_id != agreed.c.deal_id,
        )
        .correlate(next_steps)
        .exists()
    )
    await connection.execute(
        update(next_steps)
        .where(
            next_steps.c.rep_id == rep_id,
            next_steps.c.account_id == account_id,
            next_steps.c.state == StepState.MOVED,
            is_other_deal,
        )
        .values(state=StepState.OPEN, closed_on=None, closed_by=None)
    )


async def list_steps_between(
    connection: AsyncConnection, *, rep_id: int, first: date, last: date, limit: int
) -> list[AgreedStep]:
    """Return a rep's open steps due from ``first`` to ``last`` (local days, inclusive), longest due first."""
    query = (
        _select_steps()
        .where(
            next_steps.c.rep_id == rep_id,
            next_steps.c.state == StepState.OPEN,
            next_steps.c.due_on.between(first, last),
        )
        .order_by(next_steps.c.due_on, next_steps.c.due_time, next_steps.c.id)
        .limit(limit)
    )
    return [AgreedStep(**row) for row in (await connection.execute(query)).mappings()]


async def list_due_steps(
    connection: AsyncConnection, *, rep_ids: Collection[int], until: date
) -> dict[int, list[AgreedStep]]:
    """Return the open steps of reps due on or before a local day, by rep id, longest due first.

    Without those with customers who do not want to be contacted.
    """
    found: dict[int, list[AgreedStep]] = {}
    for row in (await connection.execute(_DUE_STEPS, {"rep_ids": list(rep_ids), "until": until})).mappings():
        found.setdefault(row["rep_id"], []).append(AgreedStep(**row))
    return found


async def find_step(connection: AsyncConnection, *, rep_id: int, step_id: int) -> AgreedStep | None:
    """Return a rep's step, open or closed; None when there is none."""
    query = _select_steps().where(next_steps.c.rep_id == rep_id, next_steps.c.id == step_id)
    row = (await connection.execute(query)).mappings().first()
    return AgreedStep(**row) if row else None


_DUE_STEPS = (
    _select_steps()
    .where(
        next_steps.c.rep_id.in_(bindparam("rep_ids", expanding=True)),
        next_steps.c.state == StepState.OPEN,
        next_steps.c.due_on <= bindparam("until"),
        or_(next_steps.c.account_id.is_(None), accounts.c.do_not_contact.is_(False)),
    )
    .order_by(next_steps.c.due_on, next_steps.c.due_time, next_steps.c.id)
)

_CLOSE_STEP = (
    update(next_steps)
    .where(next_steps.c.id == bindparam("step_id"))
    .values(state=bindparam("new_state"), closed_on=bindparam("contact_on"), closed_by=bindparam("contact_id"))
)


async def close_steps(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Close steps; each row has ``step_id``, ``new_state``, ``contact_on`` and ``contact_id``."""
    if rows:
        await connection.execute(_CLOSE_STEP, list(rows))


async def find_open_step(connection: AsyncConnection, *, rep_id: int, step_id: int) -> AgreedStep | None:
    """Return a rep's step, None when it is not open."""
    query = _select_steps().where(
        next_steps.c.id == step_id, next_steps.c.rep_id == rep_id, next_steps.c.state == StepState.OPEN
    )
    row = (await connection.execute(query)).mappings().first()
    return AgreedStep(**row) if row else None


async def remove_appointment(connection: AsyncConnection, *, rep_id: int, step_id: int) -> None:
    """Delete a rep's open step that was set by itself, without a contact."""
    await bump_steps_of_step(connection, step_id=step_id)
    await connection.execute(
        delete(next_steps).where(
            next_steps.c.rep_id == rep_id,
            next_steps.c.id == step_id,
            next_steps.c.state == StepState.OPEN,
            next_steps.c.activity_id.is_(None),
        )
    )


async def move_step(connection: AsyncConnection, *, step_id: int, due_on: date) -> None:
    """Move a step to another local day at the same hour and count the move; the same day counts as none."""
    await connection.execute(
        update(next_steps)
        .where(next_steps.c.id == step_id, next_steps.c.due_on != due_on)
        .values(due_on=due_on, moves=next_steps.c.moves + 1, asked_on=None)
    )
    await bump_steps_of_step(connection, step_id=step_id)


async def replan_step(connection: AsyncConnection, *, step_id: int, due_on: date | None) -> None:
    """Move a step for its rep to another local day, or end it without one: neither counts as moved or missed."""
    changes: dict[str, Any] = {"due_on": due_on, "asked_on": None} if due_on else {"state": StepState.ENDED}
    await connection.execute(update(next_steps).where(next_steps.c.id == step_id).values(**changes))
    await bump_steps_of_step(connection, step_id=step_id)


async def put_back_step(
    connection: AsyncConnection, *, step_id: int, rep_ids: Collection[int], due_on: date
) -> AgreedStep | None:
    """Open a step of these reps again on the local day that it was due; None for one that is done or ended by a deal.

    Idempotent.
    """
    was_put_aside = next_steps.c.state.in_([StepState.OPEN, StepState.ENDED, StepState.MISSED])
    await connection.execute(
        update(next_steps)
        .where(
            next_steps.c.id == step_id,
            next_steps.c.rep_id.in_(list(rep_ids)),
            was_put_aside,
            next_steps.c.ended_by.is_(None),
            next_steps.c.closed_by.is_(None),
        )
        .values(state=StepState.OPEN, closed_on=None, due_on=due_on)
    )
    await bump_steps_of_step(connection, step_id=step_id)
    query = _select_steps().where(next_steps.c.id == step_id, next_steps.c.rep_id.in_(list(rep_ids)))
    row = (await connection.execute(query.where(next_steps.c.state == StepState.OPEN))).mappings().first()
    return AgreedStep(**row) if row else None


async def mark_asked(connection: AsyncConnection, days: Mapping[int, date]) -> None:
    """Save on which local day it was asked what to do with each step, by its id."""
    rows = [{"step_id": step_id, "day": day} for step_id, day in days.items()]
    if rows:
        statement = update(next_steps).where(next_steps.c.id == bindparam("step_id"))
        await connection.execute(statement.values(asked_on=bindparam("day")), rows)


async def miss_step(connection: AsyncConnection, *, step_id: int, day: date) -> None:
    """Close a step as missed, on a local day."""
    await connection.execute(
        update(next_steps).where(next_steps.c.id == step_id).values(state=StepState.MISSED, closed_on=day)
    )


# The same few days and hours come back for everybody.
_make_moment = lru_cache(maxsize=4096)(NextStep)


async def list_latest_moments(connection: AsyncConnection, *, rep_id: int, limit: int) -> list[NextStep]:
    """Return days and times of a rep's latest next steps, the latest first, to learn the rep's habits."""
    rows = await connection.execute(_LATEST_MOMENTS, {"rep_id": rep_id, "limit": limit})
    return [_make_moment(due_on, due_time) for due_on, due_time in rows]


_LATEST_MOMENTS = (
    select(next_steps.c.due_on, next_steps.c.due_time)
    .where(next_steps.c.rep_id == bindparam("rep_id"))
    .order_by(next_steps.c.made_on.desc(), next_steps.c.id.desc())
    .limit(bindparam("limit"))
)


async def forget_activity_steps(connection: AsyncConnection, *, activity_id: int) -> list[int]:
    """Undo all effects of an activity on next steps: delete its own, reopen those it closed and return their ids."""
    await bump_steps_of_activity(connection, activity_id=activity_id)
    await connection.execute(delete(next_steps).where(next_steps.c.activity_id == activity_id))
    return await reopen_closed_by(connection, activity_id=activity_id)


async def reopen_closed_by(connection: AsyncConnection, *, activity_id: int) -> list[int]:
    """Open the steps again that an activity closed, and return their ids."""
    reopened = await connection.execute(
        update(next_steps)
        .where(next_steps.c.closed_by == activity_id)
        .values(state=StepState.OPEN, closed_on=None, closed_by=None)
        .returning(next_steps.c.id)
    )
    return list(reopened.scalars())


async def count_steps(
    connection: AsyncConnection, *, rep_ids: Collection[int], day: date
) -> tuple[dict[int, int], dict[int, int]]:
    """Return how many next steps each rep made and kept on a local day, by rep id: (made, kept)."""
    kept = (next_steps.c.closed_on == day) & (next_steps.c.state == StepState.KEPT)
    return (
        await _count_by_rep(connection, rep_ids, next_steps.c.made_on == day),
        await _count_by_rep(connection, rep_ids, kept),
    )


async def count_open_steps(
    connection: AsyncConnection, *, rep_ids: Collection[int], after: date, until: date
) -> dict[int, int]:
    """Return how many open steps of each rep are due later than ``after`` and up to and including ``until``."""
    is_due = (next_steps.c.due_on > after) & (next_steps.c.due_on <= until)
    return await _count_by_rep(connection, rep_ids, (next_steps.c.state == StepState.OPEN) & is_due)


async def _count_by_rep(
    connection: AsyncConnection, rep_ids: Collection[int], condition: ColumnElement[bool]
) -> dict[int, int]:
    query = select(next_steps.c.rep_id, func.count().label("number"))
    query = query.where(next_steps.c.rep_id.in_(list(rep_ids)), condition).group_by(next_steps.c.rep_id)
    return {row.rep_id: int(row.number) for row in await connection.execute(query)}
