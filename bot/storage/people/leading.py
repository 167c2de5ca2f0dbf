"""Who leads, and may not sell: asked once (K4)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Role
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities
from bot.storage.tables.people import reps

LEADERS = [role for role in Role if role.leads]


async def list_unasked_leaders(connection: AsyncConnection, *, rep_ids: Collection[int]) -> set[int]:
    """Return those of these reps who lead, never logged anything, and were not asked yet whether they sell."""
    query = select(reps.c.id).where(
        reps.c.id.in_(list(rep_ids)),
        reps.c.role.in_(LEADERS),
        reps.c.leads_since.is_(None),
        reps.c.leading_asked_at.is_(None),
        ~exists().where(activities.c.rep_id == reps.c.id),
    )
    return set((await connection.execute(query)).scalars())


async def list_silent_leaders(connection: AsyncConnection, *, rep_ids: Collection[int]) -> set[int]:
    """Return those of the same who own no deal either, so that nothing says that they sell (K4)."""
    unasked = await list_unasked_leaders(connection, rep_ids=rep_ids)
    query = select(deals.c.owner_id).where(deals.c.owner_id.in_(unasked))
    return unasked - set((await connection.execute(query)).scalars()) if unasked else unasked


async def mark_leaders_asked(connection: AsyncConnection, *, rep_ids: Collection[int], now: datetime) -> None:
    """Save that these reps were asked."""
    await connection.execute(update(reps).where(reps.c.id.in_(list(rep_ids))).values(leading_asked_at=now))
