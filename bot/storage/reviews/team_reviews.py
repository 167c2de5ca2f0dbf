"""Queries for team reviews: totals by day, and next steps."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.log.activity import Counts, Kind, OwnKindId
from bot.domain.log.next_steps import StepState
from bot.domain.reviews.review import Steps
from bot.domain.reviews.team_review import DealsClosed
from bot.domain.text.money import Worth, add_up
from bot.storage.log.activities import add_count
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps


async def count_team_days(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> dict[date, Counts]:
    """Return the reps' total per kind, by local day from ``first`` to ``last``."""
    query = (
        select(activities.c.day, activities.c.kind, activities.c.own_kind_id, func.sum(activities.c.count))
        .where(
            activities.c.rep_id.in_(list(rep_ids)),
            activities.c.day.between(first, last),
            activities.c.removed_at.is_(None),
        )
        .group_by(activities.c.day, activities.c.kind, activities.c.own_kind_id)
    )
    found: dict[date, dict[Kind | OwnKindId, int]] = {}
    for day, kind, own_kind_id, done in await connection.execute(query):
        add_count(found.setdefault(day, {}), kind, own_kind_id, done)
    return dict(found)


async def count_steps_between(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date, today: date
) -> Steps:
    """Return the totals of the reps' next steps from ``first`` to ``last``; a step due today is not yet missed."""
    found = await count_steps_by_rep(connection, rep_ids=rep_ids, first=first, last=last, today=today)
    return Steps(
        made=sum(each.made for each in found.values()),
        kept=sum(each.kept for each in found.values()),
        late=sum(each.late for each in found.values()),
        missed=sum(each.missed for each in found.values()),
    )


async def count_steps_by_rep(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date, today: date
) -> dict[int, Steps]:
    """Return the same of each of these reps; who never agreed a step is absent."""

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    steps = next_steps.c
    closed = steps.closed_on.between(first, last)
    query = select(
        steps.rep_id,
        count(steps.made_on.between(first, last)).label("made"),
        count(closed & (steps.state == StepState.KEPT) & (steps.moves == 0)).label("kept"),
        count(closed & ((steps.state == StepState.LATE) | ((steps.state == StepState.KEPT) & (steps.moves > 0)))).label(
            "late"
        ),
        count(
            (closed & (steps.state == StepState.MISSED))
            | (steps.due_on.between(first, last) & (steps.due_on < today) & (steps.state == StepState.OPEN))
        ).label("missed"),
    ).where(steps.rep_id.in_(list(rep_ids)))
    return {
        row.rep_id: Steps(made=int(row.made), kept=int(row.kept), late=int(row.late), missed=int(row.missed))
        for row in (await connection.execute(query.group_by(steps.rep_id))).all()
    }


async def count_deals_closed(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> DealsClosed:
    """Return the totals of the reps' deals won and lost from ``first`` to ``last`` (local days)."""
    query = (
        select(
            deals.c.state,
            deals.c.currency,
            func.count().label("number"),
            func.sum(deals.c.value).label("value"),
            func.sum(deals.c.margin).label("margin"),
        )
        .where(
            deals.c.owner_id.in_(list(rep_ids)),
            (deals.c.state == DealState.OPEN) | deals.c.closed_on.between(first, last),
        )
        .group_by(deals.c.state, deals.c.currency)
    )
    found = (await connection.execute(query)).all()
    won = [row for row in found if row.state == DealState.WON]
    return DealsClosed(
        won=sum(int(row.number) for row in won),
        lost=sum(int(row.number) for row in found if row.state == DealState.LOST),
        value=add_up(Worth(Decimal(row.value or 0), row.currency) for row in won),
        margin=add_up(Worth(Decimal(row.margin or 0), row.currency) for row in won),
        are_known=bool(found),
    )


async def count_advances_by_day(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> dict[date, int]:
    """Return how many next steps these reps agreed, by local day."""
    query = (
        select(next_steps.c.made_on, func.count())
        .where(next_steps.c.rep_id.in_(list(rep_ids)), next_steps.c.made_on.between(first, last))
        .group_by(next_steps.c.made_on)
    )
    return {day: int(count) for day, count in (await connection.execute(query)).all()}
