"""Queries for team reviews: what each rep did on each day, next steps, and closed deals."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.log.activity import Counts, Kind, OwnKindId
from bot.domain.log.next_steps import StepState
from bot.domain.reviews.review import Steps
from bot.domain.reviews.team_review import ClosedDeal, ClosedDeals, StepTallies
from bot.domain.statistics.team_totals import RepDay
from bot.domain.text.money import Worth
from bot.storage.log.activities import add_count
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps


async def count_team_days(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> dict[RepDay, Counts]:
    """Return what each rep did per kind on each local day from ``first`` to ``last``."""
    of_kind = (activities.c.kind, activities.c.own_kind_id)
    query = (
        select(activities.c.rep_id, activities.c.day, *of_kind, func.sum(activities.c.count))
        .where(
            activities.c.rep_id.in_(list(rep_ids)),
            activities.c.day.between(first, last),
            activities.c.removed_at.is_(None),
        )
        .group_by(activities.c.rep_id, activities.c.day, *of_kind)
    )
    found: dict[RepDay, dict[Kind | OwnKindId, int]] = {}
    for rep_id, day, kind, own_kind_id, done in await connection.execute(query):
        add_count(found.setdefault((rep_id, day), {}), kind, own_kind_id, done)
    return dict(found)


async def tally_steps(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date, today: date
) -> StepTallies:
    """Return the reps' next steps from ``first`` to ``last``; a step due today is not yet missed."""
    steps = next_steps.c
    closed = steps.closed_on.between(first, last)
    late = steps.due_on.between(first, last) & (steps.due_on < today) & (steps.state == StepState.OPEN)

    async def count(day: ColumnElement[date], condition: ColumnElement[bool]) -> dict[RepDay, int]:
        query = select(steps.rep_id, day.label("day"), func.count().label("number"))
        query = query.where(steps.rep_id.in_(list(rep_ids)), condition).group_by(steps.rep_id, day)
        return {(row.rep_id, row.day): int(row.number) for row in await connection.execute(query)}

    missed = await count(steps.closed_on, closed & (steps.state == StepState.MISSED))
    for rep_day, number in (await count(steps.due_on, late)).items():
        missed[rep_day] = missed.get(rep_day, 0) + number
    return StepTallies(
        made=await count(steps.made_on, steps.made_on.between(first, last)),
        kept=await count(steps.closed_on, closed & (steps.state == StepState.KEPT) & (steps.moves == 0)),
        missed=missed,
    )


async def count_steps_by_rep(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date, today: date
) -> dict[int, Steps]:
    """Return the totals of each rep's next steps from ``first`` to ``last``; who never agreed a step is absent.

    A step due today is not yet missed.
    """

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


async def list_deals_closed(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> ClosedDeals:
    """Return the reps' deals won and lost from ``first`` to ``last`` (local days)."""
    amounts = (deals.c.currency, deals.c.value, deals.c.margin)
    query = select(deals.c.owner_id, deals.c.state, *amounts, deals.c.closed_on).where(
        deals.c.owner_id.in_(list(rep_ids)),
        (deals.c.state == DealState.OPEN) | deals.c.closed_on.between(first, last),
    )
    found = (await connection.execute(query)).all()
    closed = [
        ClosedDeal(
            row.owner_id,
            DealState(row.state),
            _find_worth(row.value, row),
            _find_worth(row.margin, row),
            row.closed_on,
        )
        for row in found
        if row.state != DealState.OPEN
    ]
    return ClosedDeals(are_known=bool(found), closed=tuple(closed))


def _find_worth(amount: Decimal | None, row: Row[*tuple[Any, ...]]) -> Worth | None:
    return None if amount is None else Worth(Decimal(amount), row.currency)
