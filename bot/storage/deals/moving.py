"""Queries that move what is about a deal to the account to which the deal was moved."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import EventKind
from bot.storage.tables.deals import deal_events
from bot.storage.tables.log import activities, next_steps
from bot.storage.tables.questions import question_uses


async def move_contacts(connection: AsyncConnection, *, deal_id: int, account_id: int, is_undo: bool) -> None:
    """Set the account of a deal's contacts, of the steps agreed at them, and of the questions asked in the deal.

    An undo leaves out what was logged after the deal had moved.
    """
    moved = select(activities.c.id).where(activities.c.deal_id == deal_id)
    if is_undo:
        moved_at = (
            select(func.max(deal_events.c.at))
            .where(deal_events.c.deal_id == deal_id, deal_events.c.kind == EventKind.ACCOUNT)
            .scalar_subquery()
        )
        moved = moved.where(activities.c.logged_at <= moved_at)
    ids = list((await connection.execute(moved)).scalars())
    values = {"account_id": account_id}
    await connection.execute(update(next_steps).where(next_steps.c.activity_id.in_(ids)).values(values))
    await connection.execute(update(activities).where(activities.c.id.in_(ids)).values(values))
    await connection.execute(update(question_uses).where(question_uses.c.deal_id == deal_id).values(values))
