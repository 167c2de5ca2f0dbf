"""Find when the bot has something to say next, for a clock that is moved by hand."""

from datetime import datetime

from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.people import people as people_rows


async def find_next_due(database: Database, *, after: datetime) -> datetime | None:
    """Return the first moment (UTC) after ``after`` at which somebody is due or a delivery is tried; None for none."""
    async with database.reading() as connection:
        moments = (
            await people_rows.find_next_due(connection, after=after),
            await delivery_rows.find_next_try(connection, after=after),
        )
    return min((moment for moment in moments if moment is not None), default=None)
