"""The single writer, which commits concurrent requests in one transaction: durable, and faster than one commit each.

A request waits until its deadline (see ``deadline``) and is then withdrawn: it gets ``DatabaseBusy`` and is never
stored later. Withdrawing and committing both decide under one lock, so that there is a single outcome: right before
the commit the committer claims every request of the transaction, and rolls back when one was withdrawn; a claimed
request is awaited whatever the clock says, since its commit may succeed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from enum import Enum, auto
from threading import Lock
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import DatabaseBusy
from bot.storage.commit import Committer, GroupWork, NotCommitted, Withdrawn
from bot.storage.deadline import find_deadline, lift_deadline
from bot.storage.outage import is_lock, is_outage

# Maximum requests per commit; more would make the first one wait for the last.
GROUP_LIMIT = 64
# In seconds: while requests come together, the writer waits for the next ones in steps of this, until as many wait as
# came together last time, or none came for some steps, or for so many steps in all. A lone request never waits.
JOIN_STEP = 0.001
JOIN_QUIET_STEPS = 4
JOIN_STEPS = 12
# So often is work tried whose rows another transaction holds, behind what others have to store.
LOCKED_TRIES = 10

Work = Callable[[AsyncConnection], Awaitable[Any]]


class _State(Enum):
    WAITING = auto()
    TAKEN = auto()
    WITHDRAWN = auto()


@dataclass(slots=True, eq=False)
class _Request:
    work: GroupWork
    item: Any
    answer: asyncio.Future[Any]
    is_urgent: bool
    state: _State = _State.WAITING
    locked: int = 0


class Writer:
    """Runs work on one connection, in order of arrival, with all waiting work in one transaction.

    Work must only touch the database, so that it can be retried: when one of a group fails, the whole group is rolled
    back and each runs in a transaction of its own, so that only the failing one gets the error.
    """

    def __init__(self, committer: Committer) -> None:
        self._committer = committer
        self._waiting: asyncio.Queue[_Request] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        # Held for a few instructions only: by the event loop to withdraw, by the committer's thread to claim.
        self._deciding = Lock()

    async def write(self, work: Work) -> Any:
        """Run ``work`` and return its result after the commit.

        Raises:
            DatabaseBusy: it could not be committed before the deadline, and never will be.
        """

        async def perform(connection: AsyncConnection, _items: Sequence[None]) -> list[Any]:
            return [await work(connection)]

        return await self.write_grouped(perform, None)

    async def write_grouped(self, work: GroupWork, item: Any) -> Any:
        """Run ``work`` once for this item and all others waiting for the same work, and return this item's result.

        Raises:
            DatabaseBusy: it could not be committed before the deadline, and never will be.
        """
        if self._task is None:
            # An empty context: the task must not inherit the deadline of the request that happens to come first.
            self._task = asyncio.create_task(self._run(), name="writer", context=Context())
        loop, deadline = asyncio.get_running_loop(), find_deadline()
        request = _Request(work=work, item=item, answer=loop.create_future(), is_urgent=deadline is not None)
        timer = loop.call_at(deadline, self._withdraw, request) if deadline is not None else None
        self._waiting.put_nowait(request)
        try:
            result = await request.answer
        finally:
            if timer is not None:
                timer.cancel()
        lift_deadline()
        return result

    async def close(self) -> None:
        """Finish pending work and stop."""
        if self._task is not None:
            await self._waiting.join()
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        await self._committer.close()

    async def _run(self) -> None:
        # How many requests came together last time: those of the last commit, and those that waited for its end.
        together = 1
        while True:
            requests = [await self._waiting.get()]
            if together > 1:
                await self._let_join(expected=min(together, GROUP_LIMIT) - 1)
            while len(requests) < GROUP_LIMIT and not self._waiting.empty():
                requests.append(self._waiting.get_nowait())
            await self._settle(requests)
            together = len(requests) + self._waiting.qsize()
            for _ in requests:
                self._waiting.task_done()

    async def _let_join(self, expected: int) -> None:
        """Wait for the requests that come together: what a transaction costs is shared by those that join it."""
        quiet, waiting = 0, self._waiting.qsize()
        for _ in range(JOIN_STEPS):
            if waiting >= expected or quiet == JOIN_QUIET_STEPS:
                return
            await asyncio.sleep(JOIN_STEP)
            before, waiting = waiting, self._waiting.qsize()
            quiet = quiet + 1 if waiting == before else 0

    def _withdraw(self, request: _Request) -> None:
        """Withdraw a request, unless its commit has begun: then its outcome is awaited."""
        with self._deciding:
            if request.state is _State.TAKEN:
                return
            request.state = _State.WITHDRAWN
        _answer(request, error=DatabaseBusy())

    def _take(self, requests: Sequence[_Request]) -> bool:
        """Claim the requests right before their commit; False when one was withdrawn. Called from any thread."""
        with self._deciding:
            if any(request.state is _State.WITHDRAWN for request in requests):
                return False
            for request in requests:
                request.state = _State.TAKEN
            return True

    async def _settle(self, requests: Sequence[_Request]) -> None:
        alive = [request for request in requests if request.state is not _State.WITHDRAWN]
        if not alive:
            return
        try:
            results = await self._commit(alive)
        except Withdrawn:
            await self._settle(alive)
        except Exception as error:  # noqa: BLE001 - the error belongs to the caller, not to this task
            await self._settle_failure(alive, error)
        else:
            for request, result in results:
                _answer(request, result=result)

    async def _settle_failure(self, requests: Sequence[_Request], error: Exception) -> None:
        """Retry each of a group alone, unless the cause is shared; a request that was alone gets the error."""
        cause = error.__cause__ if isinstance(error, NotCommitted) else error
        # Shared when the database is unreachable (not merely locked), or lost during the commit, after which it is
        # unknown whether the group was stored.
        is_shared = cause is not None and is_outage(cause) and not (cause is not error and is_lock(cause))
        if len(requests) == 1 or is_shared:
            for request in requests:
                self._fail(request, error)
            return
        for request in requests:
            if request.state is _State.TAKEN:
                request.state = _State.WAITING
            await self._settle([request])

    def _fail(self, request: _Request, error: Exception) -> None:
        cause = error.__cause__ if isinstance(error, NotCommitted) else None
        if not isinstance(cause, Exception):
            _answer(request, error=error)
        elif is_lock(cause) and request.locked < LOCKED_TRIES:
            request.locked += 1
            self._waiting.put_nowait(request)
        else:
            _answer(request, error=DatabaseBusy() if request.is_urgent else cause)

    async def _commit(self, requests: Sequence[_Request]) -> list[tuple[_Request, Any]]:
        groups = _group(requests)
        answers = await self._committer.commit(
            [(group[0].work, [request.item for request in group]) for group in groups],
            begin=lambda: self._take(requests),
        )
        return [
            pair for group, results in zip(groups, answers, strict=True) for pair in zip(group, results, strict=True)
        ]


def _group(requests: Sequence[_Request]) -> list[list[_Request]]:
    """Group requests for the same work, in the order of each group's first request."""
    groups: dict[GroupWork, list[_Request]] = {}
    for request in requests:
        groups.setdefault(request.work, []).append(request)
    return list(groups.values())


def _answer(request: _Request, *, result: Any = None, error: Exception | None = None) -> None:
    if request.answer.done():  # the caller was cancelled
        return
    if error is None:
        request.answer.set_result(result)
    else:
        request.answer.set_exception(error)
