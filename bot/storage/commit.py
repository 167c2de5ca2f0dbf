"""Running a group of work in one transaction: awaited on PostgreSQL, in one hop to a thread on SQLite.

SQLite is a library, not a server: nothing is ever waited for, so that handing every statement to a thread and back
costs more than the statement. There the whole group runs in the thread; the work is the same coroutine functions.
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
# Asked right before the commit, in any thread: whether it may begin.
Begin = Callable[[], bool]


class Withdrawn(Exception):
    """A commit was not allowed to begin, and everything was rolled back."""


class NotCommitted(Exception):
    """The database was away or locked before a commit began, so that nothing is stored; the cause tells why."""


class Committer(Protocol):
    """Runs groups of work in one transaction and returns the results of each group."""

    async def commit(self, groups: Groups, *, begin: Begin) -> list[Sequence[Any]]:
        """Run all groups, commit, and return what each item came to.

        Raises:
            Withdrawn: ``begin`` did not allow the commit.
            NotCommitted: the database was away or locked; an outage during the commit itself is raised as it is.
        """
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class AwaitingCommitter:
    """Awaits every statement, as a database server wants it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def commit(self, groups: Groups, *, begin: Begin) -> list[Sequence[Any]]:
        """Run all groups, commit, and return what each item came to; see the protocol for what is raised."""
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
    """Runs a whole group in one thread, on a connection that answers at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    async def commit(self, groups: Groups, *, begin: Begin) -> list[Sequence[Any]]:
        """Run all groups, commit, and return what each item came to; see the protocol for what is raised."""
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
    """Mark an outage as one that left nothing behind."""
    try:
        yield
    except OUTAGE_ERRORS as error:
        if is_outage(error):
            raise NotCommitted from error
        raise


def _run_to_end(awaitable: Awaitable[Sequence[Any]]) -> Sequence[Any]:
    """Run a coroutine that only ever awaits what answers at once."""
    coroutine = cast("Coroutine[Any, Any, Sequence[Any]]", awaitable)
    try:
        coroutine.send(None)
    except StopIteration as done:
        return cast("Sequence[Any]", done.value)
    coroutine.close()
    raise RuntimeError("work on the database waited for something else")
