"""One writer that commits concurrent requests together: durable by default, and faster than many that queue."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.commit import Committer, GroupWork

# How many requests share a commit at most; more would make the first of them wait for the last.
GROUP_LIMIT = 64
# In seconds: while requests come together, the writer gives the next ones this long to join. A lone one never waits.
GROUP_WINDOW = 0.002

Work = Callable[[AsyncConnection], Awaitable[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    work: GroupWork
    item: Any
    answer: asyncio.Future[Any]


class Writer:
    """Runs work on one connection, in the order in which it came, as many as are waiting in one transaction.

    Work only touches the database, so that it can be run again: when one of a group fails, the whole group is
    rolled back and each runs in a transaction of its own, and only the one that fails gets the error.
    """

    def __init__(self, committer: Committer) -> None:
        self._committer = committer
        self._waiting: asyncio.Queue[_Request] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def write(self, work: Work) -> Any:
        """Run ``work`` and return its result once it is committed."""

        async def perform(connection: AsyncConnection, _items: Sequence[None]) -> list[Any]:
            return [await work(connection)]

        return await self.write_grouped(perform, None)

    async def write_grouped(self, work: GroupWork, item: Any) -> Any:
        """Run ``work`` with this item and all others that wait for the same work, and return this item's result."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="writer")
        request = _Request(work=work, item=item, answer=asyncio.get_running_loop().create_future())
        self._waiting.put_nowait(request)
        return await request.answer

    async def close(self) -> None:
        """Finish what is waiting and stop."""
        if self._task is not None:
            await self._waiting.join()
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        await self._committer.close()

    async def _run(self) -> None:
        is_busy = False
        while True:
            requests = [await self._waiting.get()]
            if is_busy:
                await asyncio.sleep(GROUP_WINDOW)
            while len(requests) < GROUP_LIMIT and not self._waiting.empty():
                requests.append(self._waiting.get_nowait())
            is_busy = len(requests) > 1
            await self._settle(requests)
            for _ in requests:
                self._waiting.task_done()

    async def _settle(self, requests: Sequence[_Request]) -> None:
        try:
            results = await self._commit(requests)
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to whoever asked, not to this task
            if len(requests) == 1:
                _answer(requests[0], error=error)
            else:
                for request in requests:
                    await self._settle([request])
            return
        for request, result in results:
            _answer(request, result=result)

    async def _commit(self, requests: Sequence[_Request]) -> list[tuple[_Request, Any]]:
        groups = _group(requests)
        answers = await self._committer.commit(
            [(group[0].work, [request.item for request in group]) for group in groups]
        )
        return [
            pair for group, results in zip(groups, answers, strict=True) for pair in zip(group, results, strict=True)
        ]


def _group(requests: Sequence[_Request]) -> list[list[_Request]]:
    """Put requests for the same work together where the first of them stands."""
    groups: dict[GroupWork, list[_Request]] = {}
    for request in requests:
        groups.setdefault(request.work, []).append(request)
    return list(groups.values())


def _answer(request: _Request, *, result: Any = None, error: Exception | None = None) -> None:
    if request.answer.done():  # whoever asked has gone
        return
    if error is None:
        request.answer.set_result(result)
    else:
        request.answer.set_exception(error)
