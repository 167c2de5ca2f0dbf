"""The database as the services see it: read on a connection, write through the one writer."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.commits import note_commit
from bot.storage.engine import create_committer, create_engine
from bot.storage.writer import Writer

Result = TypeVar("Result")
Item = TypeVar("Item")


class Database:
    """Opened once by the composition root, closed by it; the URL is a SQLAlchemy one, with or without driver."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._readers = create_engine(url, writes=False)
        self._writer = Writer(create_committer(url))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection for queries that see one moment of the database."""
        async with self._readers.connect() as connection:
            yield connection

    async def write(self, work: Callable[[AsyncConnection], Awaitable[Result]]) -> Result:
        """Run ``work`` in a transaction and return its result once that is committed; work may be run twice."""
        result: Result = await self._writer.write(work)
        note_commit()
        return result

    async def write_grouped(
        self, work: Callable[[AsyncConnection, Sequence[Item]], Awaitable[Sequence[Result]]], item: Item
    ) -> Result:
        """Run ``work`` once for all items that wait for it, and return this item's result once committed."""
        result: Result = await self._writer.write_grouped(work, item)
        note_commit()
        return result

    async def close(self) -> None:
        """Finish writing and close every connection."""
        await self._writer.close()
        await self._readers.dispose()
