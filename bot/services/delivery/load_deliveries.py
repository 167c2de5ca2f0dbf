"""The nudges sent to a rep and those suppressed, with the reasons (R3)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.home.day import PastDelivery
from bot.domain.people.people import Rep
from bot.services.delivery.delivery_batch import REP_KINDS
from bot.storage.database import Database
from bot.storage.delivery.deliveries import list_rep_deliveries

DAYS_SHOWN = 14


async def load_deliveries(database: Database, *, rep: Rep, now: datetime) -> Sequence[PastDelivery]:
    """Return the deliveries planned for a rep in the last two weeks, the latest day first."""
    since = now.astimezone(rep.zone).date() - timedelta(days=DAYS_SHOWN)
    async with database.reading() as connection:
        return await list_rep_deliveries(connection, rep_id=rep.id, kinds=REP_KINDS, since=since)
