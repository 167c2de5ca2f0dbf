"""Queries for looking back: a rep's days, next steps and calls of a span of days."""

from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.activity import Kind
from bot.domain.next_steps import StepState
from bot.domain.review import Steps
from bot.storage.tables import activities, next_steps


async def list_active_days(connection: AsyncConnection, *, rep_id: int, since: date) -> set[date]:
    """Return the local days since one on which a rep did something."""
    query = (
        select(activities.c.day)
        .distinct()
        .where(activities.c.rep_id == rep_id, activities.c.day >= since, activities.c.removed_at.is_(None))
    )
    return set((await connection.execute(query)).scalars())


async def count_steps_between(
    connection: AsyncConnection, *, rep_id: int, first: date, last: date, today: date
) -> Steps:
    """Return a rep's next steps from one local day to another, both included; what is due today is not missed yet."""

    def count(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    steps = next_steps.c
    closed = steps.closed_on.between(first, last)
    query = select(
        count(steps.made_on.between(first, last)),
        count(closed & (steps.state == StepState.KEPT)),
        count(closed & (steps.state == StepState.LATE)),
        count(steps.due_on.between(first, last) & (steps.due_on < today) & (steps.state == StepState.OPEN)),
    ).where(steps.rep_id == rep_id)
    made, kept, late, missed = (await connection.execute(query)).one()
    return Steps(made=int(made), kept=int(kept), late=int(late), missed=int(missed))


async def list_calls(connection: AsyncConnection, *, rep_id: int, since: date) -> list[Any]:
    """Return a rep's calls since a local day: ``day``, ``logged_at`` (UTC) and ``note`` of each."""
    query = select(activities.c.day, activities.c.logged_at, activities.c.note).where(
        activities.c.rep_id == rep_id,
        activities.c.day >= since,
        activities.c.kind == Kind.CALL,
        activities.c.removed_at.is_(None),
    )
    return list(await connection.execute(query))
