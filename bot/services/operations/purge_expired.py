"""Forgetting what nobody comes back for: old drafts, and deliveries that ended long ago."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.delivery.deliveries import drop_old_deliveries
from bot.storage.log.drafts import drop_old_drafts


@dataclass(frozen=True, slots=True)
class PurgeCounts:
    """How many rows are gone."""

    drafts: int
    deliveries: int


async def purge_expired(database: Database, *, drafts_before: datetime, deliveries_before: datetime) -> PurgeCounts:
    """Drop drafts and ended deliveries older than these moments, and return how many."""

    async def work(connection: AsyncConnection) -> PurgeCounts:
        return PurgeCounts(
            drafts=await drop_old_drafts(connection, before=drafts_before),
            deliveries=await drop_old_deliveries(connection, before=deliveries_before),
        )

    return await database.write(work)
