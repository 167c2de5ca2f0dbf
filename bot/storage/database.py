"""The database as the services see it: read on a connection, write through the one writer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import DatabaseBusy
from bot.storage.deadline import find_deadline
from bot.storage.engine import create_committer, create_direct_readers, create_engine, to_async_url
from bot.storage.outage import OUTAGE_ERRORS, is_outage
from bot.storage.versioned_cache import ProcessCaches
from bot.storage.writer import Writer

Result = TypeVar("Result")
Item = TypeVar("Item")


class Database:
    """Opened once by the composition root, closed by it; the URL is a SQLAlchemy one, with or without driver."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.caches = ProcessCaches()
        self._readers = create_engine(url, writes=False)
        self._direct = create_direct_readers(url)
        self._writer = Writer(create_committer(url))

    @property
    def dialect(self) -> str:
        """The kind of database: "sqlite" or "postgresql"."""
        return to_async_url(self.url).get_backend_name()

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Give a connection for queries that see one moment of the database.

        SQLite answers in the event loop, so that everybody waits for a query: a long one belongs in ``long_reading``.
        """
        return self.long_reading() if self._direct is None else self._direct.reading()

    @asynccontextmanager
    async def long_reading(self) -> AsyncIterator[AsyncConnection]:
        """Give the same for queries that grow with a history or a company, out of the event loop.

        Raises:
            DatabaseBusy: the queries of a request were not answered before its deadline.
        """
        deadline = find_deadline()
        if deadline is None:
            async with self._readers.connect() as connection:
                yield connection
            return
        try:
            async with asyncio.timeout_at(deadline), self._readers.connect() as connection:
                yield connection
        except OUTAGE_ERRORS as error:
            if is_outage(error):
                raise DatabaseBusy from error
            raise

    async def write(self, work: Callable[[AsyncConnection], Awaitable[Result]]) -> Result:
        """Run ``work`` in a transaction and return its result once that is committed; work may be run twice.

        Raises:
            DatabaseBusy: a request's work could not be committed before its deadline, and never will be.
        """
        result: Result = await self._writer.write(work)
        return result

    async def write_grouped(
        self, work: Callable[[AsyncConnection, Sequence[Item]], Awaitable[Sequence[Result]]], item: Item
    ) -> Result:
        """Run ``work`` once for all items that wait for it, and return this item's result once committed."""
        result: Result = await self._writer.write_grouped(work, item)
        return result

    async def close(self) -> None:
        """Finish writing and close every connection."""
        await self._writer.close()
        await self._readers.dispose()
        if self._direct is not None:
            self._direct.close()
