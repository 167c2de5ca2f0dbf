"""Acquire one call from a platform rate limit, shared by all replicas through the database."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.rate_limits import RateLimit, Waiting, apply_rate_limits
from bot.storage.database import Database
from bot.storage.delivery import rate_limits as rate_limit_rows

HOMES = "homes"


async def acquire_call(
    database: Database, *, workspace_id: int, name: str, rate: RateLimit, now: datetime
) -> timedelta:
    """Acquire one call for a workspace; returns zero when allowed now, or else how long to wait before trying again."""

    async def work(connection: AsyncConnection) -> timedelta:
        rate_limits = await rate_limit_rows.lock_rate_limits(connection, name=name, workspace_ids=[workspace_id])
        caller = Waiting(id=0, workspace_id=workspace_id, channel=None)
        admission = apply_rate_limits([caller], used_until=rate_limits, rate=rate, now=now)
        await rate_limit_rows.move_rate_limits(connection, name=name, used_until=admission.used_until)
        return admission.postponed.get(caller.id, now) - now

    return await database.write(work)
