"""Queries about goals of one's own, and what a rep has reached."""

from datetime import date
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.personal_goal import Funnel, Goal, GoalKind
from bot.domain.deals.deals import DealState
from bot.storage.tables.certainties import goals
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities
from bot.storage.upsert import insert_or_change


async def find_goal(connection: AsyncConnection, *, rep_id: int) -> Goal | None:
    """Return a rep's own goal."""
    row = (await connection.execute(select(goals).where(goals.c.rep_id == rep_id))).first()
    return Goal(GoalKind(row.kind), amount=row.amount, by=row.until, since=row.since) if row else None


async def save_goal(connection: AsyncConnection, *, workspace_id: int, rep_id: int, goal: Goal) -> None:
    """Keep a rep's own goal instead of the one before."""
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
    """Let a rep have no goal any more."""
    await connection.execute(delete(goals).where(goals.c.rep_id == rep_id))


async def load_funnel(connection: AsyncConnection, *, rep_id: int, since: date) -> Funnel:
    """Return what a rep's contacts led to from a local day on."""
    contacts = select(func.coalesce(func.sum(activities.c.count), 0)).where(
        activities.c.rep_id == rep_id,
        activities.c.account_id.is_not(None),
        activities.c.day >= since,
        activities.c.removed_at.is_(None),
    )
    opened = select(func.count()).where(deals.c.owner_id == rep_id, deals.c.opened_on >= since)
    won = select(func.count().label("number"), func.coalesce(func.sum(deals.c.margin), 0).label("margin")).where(
        deals.c.owner_id == rep_id, deals.c.state == DealState.WON, deals.c.closed_on >= since
    )
    sales = (await connection.execute(won)).one()
    return Funnel(
        contacts=int((await connection.execute(contacts)).scalar_one()),
        deals=int((await connection.execute(opened)).scalar_one()),
        won=int(sales.number),
        margin=Decimal(sales.margin),
    )


async def count_new_customers(connection: AsyncConnection, *, workspace_id: int, rep_id: int, since: date) -> int:
    """Return how many accounts bought for the first time from this rep, from a local day on."""
    first = (
        select(deals.c.account_id, func.min(deals.c.closed_on).label("day"))
        .where(deals.c.workspace_id == workspace_id, deals.c.state == DealState.WON)
        .group_by(deals.c.account_id)
        .subquery()
    )
    of_rep = select(deals.c.account_id).where(
        deals.c.owner_id == rep_id, deals.c.state == DealState.WON, deals.c.closed_on >= since
    )
    query = select(func.count()).select_from(first).where(first.c.day >= since, first.c.account_id.in_(of_rep))
    return int((await connection.execute(query)).scalar_one())
