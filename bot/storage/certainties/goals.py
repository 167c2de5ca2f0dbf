"""Queries about personal goals and the progress towards them."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import case, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.personal_goal import Funnel, Goal, GoalKind
from bot.domain.deals.deals import DealState
from bot.storage.own_currency import is_in_own_currency
from bot.storage.tables.certainties import goals
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities
from bot.storage.tables.people import workspaces
from bot.storage.upsert import insert_or_change

# Won in the days that the goal is for (O1).
_IS_OF_GOAL = deals.c.closed_on.between(goals.c.since, goals.c.until)


async def find_goals(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, Goal]:
    """Return the own goals of reps, by rep; who has none is absent."""
    query = (
        select(goals, workspaces.c.currency)
        .join(workspaces, workspaces.c.id == goals.c.workspace_id)
        .where(goals.c.rep_id.in_(list(rep_ids)))
    )
    return {
        row.rep_id: Goal(GoalKind(row.kind), amount=row.amount, by=row.until, since=row.since, currency=row.currency)
        for row in (await connection.execute(query)).all()
    }


async def save_goal(connection: AsyncConnection, *, workspace_id: int, rep_id: int, goal: Goal) -> None:
    """Upsert a rep's personal goal."""
    statement = insert_or_change(connection, goals, keys=["rep_id"], changes=["kind", "amount", "since", "until"])
    await connection.execute(
        statement.values(
            workspace_id=workspace_id,
            rep_id=rep_id,
            kind=goal.kind,
            amount=goal.amount,
            since=goal.since,
            until=goal.by,
        )
    )


async def remove_goal(connection: AsyncConnection, *, rep_id: int) -> None:
    """Delete a rep's personal goal."""
    await connection.execute(delete(goals).where(goals.c.rep_id == rep_id))


async def load_funnels(connection: AsyncConnection, *, rep_ids: Collection[int], since: date) -> dict[int, Funnel]:
    """Return what the contacts of each of these reps led to from a local day on (O1)."""
    ids = list(rep_ids)
    contacts = (
        select(activities.c.rep_id, func.sum(activities.c.count).label("number"))
        .where(
            activities.c.rep_id.in_(ids),
            activities.c.account_id.is_not(None),
            activities.c.day >= since,
            activities.c.removed_at.is_(None),
        )
        .group_by(activities.c.rep_id)
    )
    is_priced = deals.c.margin.is_not(None) & is_in_own_currency()
    sold = (
        select(
            deals.c.owner_id,
            func.count().label("won"),
            func.count(case((is_priced, 1))).label("priced"),
            func.coalesce(func.sum(case((is_priced, deals.c.margin))), 0).label("margin"),
        )
        .where(deals.c.owner_id.in_(ids), deals.c.state == DealState.WON, deals.c.closed_on >= since)
        .group_by(deals.c.owner_id)
    )
    counted = {row.rep_id: int(row.number) for row in (await connection.execute(contacts)).all()}
    won = {row.owner_id: row for row in (await connection.execute(sold)).all()}
    return {
        rep_id: Funnel(
            contacts=counted.get(rep_id, 0),
            won=int(won[rep_id].won) if rep_id in won else 0,
            priced=int(won[rep_id].priced) if rep_id in won else 0,
            margin=Decimal(won[rep_id].margin) if rep_id in won else Decimal(0),
        )
        for rep_id in ids
    }


async def count_contacts_by_day(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, dict[date, int]]:
    """Return how many contacts with accounts reps had from a local day on, by rep and day."""
    query = (
        select(activities.c.rep_id, activities.c.day, func.sum(activities.c.count))
        .where(
            activities.c.rep_id.in_(list(rep_ids)),
            activities.c.account_id.is_not(None),
            activities.c.day >= since,
            activities.c.removed_at.is_(None),
        )
        .group_by(activities.c.rep_id, activities.c.day)
    )
    found: dict[int, dict[date, int]] = {}
    for rep_id, day, count in (await connection.execute(query)).all():
        found.setdefault(rep_id, {})[day] = int(count)
    return found


async def add_margins(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, Decimal]:
    """Return the margin that reps won between the first and the last day of their goals; who won nothing is absent."""
    query = (
        select(deals.c.owner_id, func.coalesce(func.sum(deals.c.margin), 0))
        .join(goals, goals.c.rep_id == deals.c.owner_id)
        .where(goals.c.rep_id.in_(list(rep_ids)), deals.c.state == DealState.WON, _IS_OF_GOAL, is_in_own_currency())
        .group_by(deals.c.owner_id)
    )
    return {rep_id: Decimal(margin) for rep_id, margin in (await connection.execute(query)).all()}


async def count_new_customers(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, int]:
    """Return how many accounts bought for the first time, and from these reps, in the days of their goals, by rep."""
    earlier = deals.alias("earlier")
    bought_before = exists().where(
        earlier.c.workspace_id == deals.c.workspace_id,
        earlier.c.account_id == deals.c.account_id,
        earlier.c.state == DealState.WON,
        earlier.c.closed_on < goals.c.since,
    )
    query = (
        select(deals.c.owner_id, func.count(deals.c.account_id.distinct()))
        .join(goals, goals.c.rep_id == deals.c.owner_id)
        .where(
            goals.c.rep_id.in_(list(rep_ids)),
            deals.c.state == DealState.WON,
            _IS_OF_GOAL,
            ~bought_before,
        )
        .group_by(deals.c.owner_id)
    )
    return {rep_id: int(count) for rep_id, count in (await connection.execute(query)).all()}
