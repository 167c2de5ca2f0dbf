"""The database as the services use it: read on a connection, write through the single writer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import DatabaseBusy
from bot.storage.deadline import find_deadline
from bot.storage.delivery.additions import Additions
from bot.storage.engine import create_committer, create_direct_readers, create_engine, to_async_url
from bot.storage.handled_requests import RequestRepeated, do_once
from bot.storage.outage import OUTAGE_ERRORS, is_outage
from bot.storage.versioned_cache import ProcessCaches
from bot.storage.writer import Writer

Result = TypeVar("Result")
Item = TypeVar("Item")


class Database:
    """Opened and closed by the composition root; ``url`` is a SQLAlchemy URL, with or without a driver."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.caches = ProcessCaches()
        # Called after the commit of a transaction that added deliveries to the outbox.
        self.on_deliveries: Callable[[], None] = lambda: None
        self._readers = create_engine(url, writes=False)
        self._direct = create_direct_readers(url)
        self._writer = Writer(create_committer(url))

    @property
    def dialect(self) -> str:
        """The dialect: "sqlite" or "postgresql"."""
        return to_async_url(self.url).get_backend_name()

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Return a connection for queries.

        On SQLite they see one snapshot, and block the event loop while they run: use ``long_reading`` for long ones. On
        PostgreSQL each statement sees the newest committed rows.
        """
        return self.long_reading() if self._direct is None else self._direct.reading()

    @asynccontextmanager
    async def long_reading(self) -> AsyncIterator[AsyncConnection]:
        """Return the same outside the event loop, for queries whose time grows with a history or a company.

        Raises:
            DatabaseBusy: the queries did not finish before the request's deadline.
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
        """Run ``work`` in a transaction and return its result after the commit; ``work`` may run twice.

        For a request that was handled before, nothing is stored: the result is that of the work before its rollback.

        Raises:
            DatabaseBusy: it could not be committed before the request's deadline, and never will be.
        """
        additions = Additions()
        try:
            result: Result = await self._writer.write(additions.watch(do_once(work)))
        except RequestRepeated as repeated:
            result = repeated.result
        else:
            if additions.count:
                self.on_deliveries()
        return result

    async def write_grouped(
        self, work: Callable[[AsyncConnection, Sequence[Item]], Awaitable[Sequence[Result]]], item: Item
    ) -> Result:
        """Run ``work`` once for all items waiting for it, and return this item's result after the commit."""
        result: Result = await self._writer.write_grouped(work, item)
        return result

    async def close(self) -> None:
        """Finish pending writes and close all connections."""
        await self._writer.close()
        await self._readers.dispose()
        if self._direct is not None:
            self._direct.close()
