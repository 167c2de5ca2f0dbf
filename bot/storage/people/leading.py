"""Who leads, and may not sell: asked once (K4)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Role
from bot.storage.tables.log import activities
from bot.storage.tables.people import reps

LEADERS = [role for role in Role if role.leads]


async def list_unasked_leaders(connection: AsyncConnection, *, rep_ids: Collection[int]) -> set[int]:
    """Return those of these reps who lead, never logged anything, and were not asked yet whether they sell."""
    never_logged = ~exists().where(activities.c.rep_id == reps.c.id)
    query = select(reps.c.id).where(
        reps.c.id.in_(list(rep_ids)),
        reps.c.role.in_(LEADERS),
        reps.c.leads_since.is_(None),
        reps.c.leading_asked_at.is_(None),
        never_logged,
    )
    return set((await connection.execute(query)).scalars())


async def mark_leaders_asked(connection: AsyncConnection, *, rep_ids: Collection[int], now: datetime) -> None:
    """Save that these reps were asked."""
    await connection.execute(update(reps).where(reps.c.id.in_(list(rep_ids))).values(leading_asked_at=now))
