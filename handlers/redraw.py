"""A debounced, bounded queue that renders pages in the background: changes coalesce, and each page is rate limited."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import AbstractContextManager
from functools import partial
from typing import Generic, TypeVar

import structlog

log = structlog.get_logger()

Key = TypeVar("Key", bound=Hashable)
Job = Callable[[], Awaitable[object]]
Guard = Callable[[str, Job], Callable[[], Awaitable[object]]]

# Bounds memory. A page dropped when the queue is full is rendered afresh when it is next opened.
PAGES_WAITING = 10_000
DRAWN_AT_ONCE = 4
SECONDS_TO_FINISH = 5.0


class RedrawQueue(Generic[Key]):
    """Calls ``draw`` for every touched page, ``pause`` seconds later and at least ``spacing`` seconds apart per page.

    ``guard`` wraps each call, so that an exception does not end the worker; ``context`` wraps the guard, so that every
    log event carries the workspace and the person of its page.
    """

    def __init__(
        self,
        draw: Callable[[Key], Awaitable[object]],
        *,
        context: Callable[[Key], AbstractContextManager[None]],
        guard: Guard,
        pause: float,
        spacing: float,
    ) -> None:
        self._draw = draw
        self._context = context
        self._guard = guard
        self._pause = pause
        self._spacing = spacing
        self._queue: asyncio.Queue[tuple[Key, float]] = asyncio.Queue(maxsize=PAGES_WAITING)
        self._touched: set[Key] = set()
        self._later: dict[Key, asyncio.TimerHandle] = {}
        # Pages rendered less than ``spacing`` ago, with the loop time at which that ends, in the order of that time;
        # and the timers of those that were touched again meanwhile.
        self._drawn_until: dict[Key, float] = {}
        self._spaced: dict[Key, asyncio.TimerHandle] = {}
        self._workers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Start the workers."""
        self._workers = [asyncio.create_task(self._work(), name=f"redraw-{number}") for number in range(DRAWN_AT_ONCE)]

    async def stop(self) -> None:
        """Render what is queued, for at most `SECONDS_TO_FINISH` seconds, and stop the workers."""
        for timer in self._later.values():
            timer.cancel()
        try:
            async with asyncio.timeout(SECONDS_TO_FINISH):
                await self.settle()
        except TimeoutError:
            log.warning("redraw.unfinished", pages=self._queue.qsize())
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def settle(self) -> None:
        """Render every touched page now, ignoring its spacing, and wait until the queue is empty."""
        for key in list(self._spaced):
            self._spaced.pop(key).cancel()
            self.put(key)
        if self._workers:
            await self._queue.join()

    def touch(self, key: Key) -> None:
        """Schedule a rendering of the page, not before its spacing is over; no-op if one is already scheduled."""
        if key in self._touched or key in self._spaced:
            return
        wait = self._find_spacing(key)
        if wait > 0 and len(self._spaced) < PAGES_WAITING:
            self._spaced[key] = asyncio.get_running_loop().call_later(wait, self._end_spacing, key)
        else:
            self.put(key)

    def put(self, key: Key) -> None:
        """Queue a rendering of the page, whatever its spacing; no-op if already queued, dropped when the queue is full.

        A dropped page is logged as ``redraw.crowded``.
        """
        if key in self._touched:
            return
        if self._queue.full():
            log.warning("redraw.crowded", pages=self._queue.qsize())
            return
        self._touched.add(key)
        self._queue.put_nowait((key, asyncio.get_running_loop().time() + self._pause))

    def try_later(self, key: Key, seconds: float) -> None:
        """Queue a rendering of the page after ``seconds``; no-op if one is already waiting that way."""
        if key not in self._later and len(self._later) < PAGES_WAITING:
            self._later[key] = asyncio.get_running_loop().call_later(seconds, self._try_again, key)

    async def _work(self) -> None:
        while True:
            key, due = await self._queue.get()
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            # Cleared before rendering: a change from here on may come after this render's read, so it needs another.
            self._touched.discard(key)
            self._drawn_until.pop(key, None)
            self._drawn_until[key] = asyncio.get_running_loop().time() + self._spacing
            with self._context(key):
                await self._guard("home", partial(self._draw, key))()
            self._queue.task_done()

    def _find_spacing(self, key: Key) -> float:
        """Return the seconds until the page may be rendered again, dropping the entries whose spacing is over."""
        now = asyncio.get_running_loop().time()
        while self._drawn_until:
            first, until = next(iter(self._drawn_until.items()))
            if until > now:
                break
            del self._drawn_until[first]
        return self._drawn_until.get(key, now) - now

    def _end_spacing(self, key: Key) -> None:
        del self._spaced[key]
        self.put(key)

    def _try_again(self, key: Key) -> None:
        del self._later[key]
        self.put(key)
