"""Forget uploaded files that nobody confirmed, and what old imports changed."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.exchange.uploads import CONFIRMED_WITHIN
from bot.storage.database import Database
from bot.storage.exchange import batches

# How long an import can be undone from the command line; documented in docs/operations.md.
IMPORTS_KEPT = timedelta(days=90)


async def purge_imports(database: Database, *, now: datetime) -> int:
    """Delete the content of files that waited for a day, and imports of long ago; return the number of both."""

    async def work(connection: AsyncConnection) -> int:
        expired = await batches.expire_uploads(connection, before=now - CONFIRMED_WITHIN)
        return expired + await batches.drop_old_imports(connection, before=now - IMPORTS_KEPT)

    return await database.write(work)
