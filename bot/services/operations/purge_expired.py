"""Purge old drafts, revisions and codes, requests handled long ago, and deliveries that ended long ago."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.delivery.deliveries import drop_old_deliveries
from bot.storage.handled_requests import drop_old_requests
from bot.storage.log.drafts import drop_old_drafts
from bot.storage.log.revisions import drop_old_revisions
from bot.storage.people.linking import drop_old_codes
from bot.storage.removals import drop_old_removals


@dataclass(frozen=True, slots=True)
class PurgeCounts:
    """The numbers of deleted rows."""

    drafts: int
    revisions: int
    deliveries: int
    removals: int = 0
    requests: int = 0
    codes: int = 0


async def purge_expired(database: Database, *, drafts_before: datetime, deliveries_before: datetime) -> PurgeCounts:
    """Delete drafts, revisions, codes, requests and ended deliveries of before these times (UTC); return how many.

    ``drafts_before`` is for the revisions too: by then they can no longer be put back.
    """

    async def work(connection: AsyncConnection) -> PurgeCounts:
        return PurgeCounts(
            drafts=await drop_old_drafts(connection, before=drafts_before),
            requests=await drop_old_requests(connection, before=drafts_before),
            revisions=await drop_old_revisions(connection, before=drafts_before),
            deliveries=await drop_old_deliveries(connection, before=deliveries_before),
            # Kept as long as a draft, which is longer than it can be put back.
            removals=await drop_old_removals(connection, before=drafts_before),
            codes=await drop_old_codes(connection, before=drafts_before),
        )

    return await database.write(work)
