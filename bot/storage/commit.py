"""Run a batch of work in one transaction: awaited on PostgreSQL, in a single hop to a thread on SQLite.

SQLite runs inside this process and never waits for a network, so that passing every statement to a thread and back
costs more than the statement. There the whole batch runs in one thread; the work is the same coroutine functions.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, cast

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.direct import to_async
from bot.storage.outage import OUTAGE_ERRORS, is_outage

GroupWork = Callable[[AsyncConnection, Sequence[Any]], Awaitable[Sequence[Any]]]
Groups = Sequence[tuple[GroupWork, Sequence[Any]]]
# Called right before the commit, possibly in another thread; returns whether the commit may begin.
Begin = Callable[[], bool]


class Withdrawn(Exception):
    """A commit was not allowed to begin; everything was rolled back."""


class NotCommitted(Exception):
    """The database was unreachable or locked before the commit began, so that nothing is stored; see ``__cause__``."""


class Committer(Protocol):
    """Runs batches of work in one transaction and returns the results of each."""

    async def commit(self, groups: Groups, *, begin: Begin) -> list[Sequence[Any]]:
        """Run all groups, commit, and return the result of each item.

        Raises:
            Withdrawn: ``begin`` did not allow the commit.
            NotCommitted: the database was unreachable or locked; an outage during the commit itself is raised as it is.
        """
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class AwaitingCommitter:
    """Awaits every statement; for a database server."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def commit(self, groups: Groups, *, begin: Begin) -> list[Sequence[Any]]:
        """Run all groups, commit, and return the result of each item; raises as ``Committer.commit``."""
        with _before_commit():
            connection = await self._engine.connect()
        try:
            with _before_commit():
                results = [await work(connection, items) for work, items in groups]
                if not begin():
                    raise Withdrawn
            await connection.commit()
        finally:
            await connection.close()  # rolls back what was not committed
        return results

    async def close(self) -> None:
        """Close the connections."""
        await self._engine.dispose()


class ThreadCommitter:
    """Runs a whole batch in one thread, on a synchronous connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    async def commit(self, groups: Groups, *, begin: Begin) -> list[Sequence[Any]]:
        """Run all groups, commit, and return the result of each item; raises as ``Committer.commit``."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._commit, groups, begin)

    async def close(self) -> None:
        """Close the connections."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown()

    def _commit(self, groups: Groups, begin: Begin) -> list[Sequence[Any]]:
        with _before_commit():
            connection = self._engine.connect()
        with connection:  # closing it rolls back what was not committed
            direct = to_async(connection)
            with _before_commit():
                connection.begin()
                results = [_run_to_end(work(direct, items)) for work, items in groups]
                if not begin():
                    raise Withdrawn
            connection.commit()
        return results


@contextmanager
def _before_commit() -> Iterator[None]:
    """Wrap an outage in ``NotCommitted``: it happened before the commit, so that nothing was stored."""
    try:
        yield
    except OUTAGE_ERRORS as error:
        if is_outage(error):
            raise NotCommitted from error
        raise


def _run_to_end(awaitable: Awaitable[Sequence[Any]]) -> Sequence[Any]:
    """Run a coroutine whose awaits all complete at once, without an event loop."""
    coroutine = cast("Coroutine[Any, Any, Sequence[Any]]", awaitable)
    try:
        coroutine.send(None)
    except StopIteration as done:
        return cast("Sequence[Any]", done.value)
    coroutine.close()
    raise RuntimeError("work on the database awaited something other than the database")
