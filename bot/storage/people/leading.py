"""Who leads, and may not sell: asked once (K4)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Role
from bot.storage.tables.log import activities
from bot.storage.tables.people import reps

LEADERS = [role for role in Role if role.leads]


async def list_unasked_leaders(connection: AsyncConnection, *, rep_ids: Collection[int]) -> set[int]:
    """Return those of these reps who lead, never logged anything, and were not asked yet whether they sell."""
    query = _select_silent(rep_ids).where(reps.c.leading_asked_at.is_(None))
    return set((await connection.execute(query)).scalars())


async def list_silent_leaders(connection: AsyncConnection, *, rep_ids: Collection[int]) -> set[int]:
    """Return those of these reps who lead and never logged anything: whether they sell is not known yet (K4)."""
    return set((await connection.execute(_select_silent(rep_ids))).scalars())


def _select_silent(rep_ids: Collection[int]) -> Select[int]:
    never_logged = ~exists().where(activities.c.rep_id == reps.c.id)
    return select(reps.c.id).where(
        reps.c.id.in_(list(rep_ids)), reps.c.role.in_(LEADERS), reps.c.leads_since.is_(None), never_logged
    )


async def mark_leaders_asked(connection: AsyncConnection, *, rep_ids: Collection[int], now: datetime) -> None:
    """Save that these reps were asked."""
    await connection.execute(update(reps).where(reps.c.id.in_(list(rep_ids))).values(leading_asked_at=now))
