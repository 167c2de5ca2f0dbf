"""Queries for team reviews: what each rep did on each day, next steps, and closed deals."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Subquery, case, exists, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import DayPart
from bot.domain.deals.deals import DealState
from bot.domain.log.activity import Counts, Kind, OwnKindId
from bot.domain.log.next_steps import StepState
from bot.domain.reviews.review import Steps
from bot.domain.reviews.team_review import ClosedDeal, ClosedDeals, StepTallies
from bot.domain.statistics.team_totals import RepDay
from bot.domain.text.money import Worth
from bot.storage.log.activities import add_count
from bot.storage.tables.calendar import absences
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from bot.storage.tables.people import reps

_IN_ABSENCE = (
    exists()
    .where(
        absences.c.rep_id == next_steps.c.rep_id,
        absences.c.part == DayPart.WHOLE,
        next_steps.c.due_on.between(absences.c.first_day, absences.c.last_day),
    )
    .correlate(next_steps)
)
# Neither before the first day here nor on a day off was a step due (K4).
_WAS_HERE = (next_steps.c.due_on >= func.coalesce(reps.c.first_day, next_steps.c.due_on)) & ~_IN_ABSENCE


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
    """Return the reps' next steps from ``first`` to ``last``; a step due today is not yet missed.

    Nor is one that was due before its rep began here, and came with a hand-over, or on a day off (K4).
    """
    steps = next_steps.c
    closed = steps.closed_on.between(first, last)
    late = steps.due_on.between(first, last) & (steps.due_on < today) & (steps.state == StepState.OPEN)

    async def count(day: ColumnElement[date], condition: ColumnElement[bool]) -> dict[RepDay, int]:
        query = select(steps.rep_id, day.label("day"), func.count().label("number"))
        query = query.join(reps, reps.c.id == steps.rep_id).where(steps.rep_id.in_(list(rep_ids)), condition)
        query = query.group_by(steps.rep_id, day)
        return {(row.rep_id, row.day): int(row.number) for row in await connection.execute(query)}

    missed = await count(steps.closed_on, closed & (steps.state == StepState.MISSED) & _WAS_HERE)
    for rep_day, number in (await count(steps.due_on, late & _WAS_HERE)).items():
        missed[rep_day] = missed.get(rep_day, 0) + number
    of_maker = _select_made(rep_ids, first, last)
    made: dict[RepDay, int] = {}
    for rep_id, day, number in await connection.execute(select(of_maker)):
        made[rep_id, day] = made.get((rep_id, day), 0) + int(number)
    return StepTallies(
        made=made,
        kept=await count(steps.closed_on, closed & (steps.state == StepState.KEPT) & (steps.moves == 0)),
        missed=missed,
    )


def _select_made(rep_ids: Collection[int], first: date, last: date) -> Subquery:
    """Return how many next steps each rep agreed on each local day, also those that are a colleague's by now."""
    steps, made = next_steps.c, next_steps.c.made_on.between(first, last)
    of_contact = activities.c.id == steps.activity_id
    held = (
        select(steps.rep_id.label("rep_id"), steps.made_on.label("day"), func.count().label("number"))
        .outerjoin(activities, of_contact)
        .where(steps.rep_id.in_(list(rep_ids)), made, func.coalesce(activities.c.rep_id, steps.rep_id) == steps.rep_id)
        .group_by(steps.rep_id, steps.made_on)
    )
    given = (
        select(activities.c.rep_id, steps.made_on, func.count())
        .join(next_steps, of_contact)
        .where(activities.c.rep_id.in_(list(rep_ids)), activities.c.day.between(first, last))
        .where(made, steps.rep_id != activities.c.rep_id)
        .group_by(activities.c.rep_id, steps.made_on)
    )
    return held.union_all(given).subquery()


async def count_steps_by_rep(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date, today: date
) -> dict[int, Steps]:
    """Return the totals of each rep's next steps from ``first`` to ``last``; who never agreed a step is absent.

    A step due today is not yet missed, and one that was due before its rep began here, or on a day off, is none to miss
    and none that is late (K4). Agreed are those that the rep agreed, whoever has them by now.
    """

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    steps, none = next_steps.c, literal(0)
    closed = steps.closed_on.between(first, last)
    was_kept = closed & (steps.state == StepState.KEPT)
    is_late = steps.due_on.between(first, last) & (steps.due_on < today) & (steps.state == StepState.OPEN)
    held = (
        select(
            steps.rep_id,
            none,
            count(was_kept & (steps.moves == 0)),
            count((closed & (steps.state == StepState.LATE) & ~_IN_ABSENCE) | (was_kept & (steps.moves > 0))),
            count(((closed & (steps.state == StepState.MISSED)) | is_late) & _WAS_HERE),
        )
        .join(reps, reps.c.id == steps.rep_id)
        .where(steps.rep_id.in_(list(rep_ids)))
        .group_by(steps.rep_id)
    )
    made = _select_made(rep_ids, first, last)
    found: dict[int, Steps] = {}
    for rep_id, *counts in await connection.execute(
        held.union_all(select(made.c.rep_id, made.c.number, none, none, none))
    ):
        was = found.get(rep_id, Steps())
        agreed, kept, late, missed = map(int, counts)
        found[rep_id] = Steps(was.made + agreed, was.kept + kept, was.late + late, was.missed + missed)
    return found


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
