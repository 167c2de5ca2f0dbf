"""Drawing pages again in the background: each soon, once for all that happened meanwhile, and never too often."""

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

# What does not fit gets a fresh page at the next opening, as every page does.
PAGES_WAITING = 10_000
DRAWN_AT_ONCE = 4
SECONDS_TO_FINISH = 5.0


class RedrawQueue(Generic[Key]):
    """Calls ``draw`` for every page that is touched, ``pause`` seconds later and ``spacing`` seconds apart.

    ``guard`` is put around each drawing, so that one that fails stops no other, and ``context`` around that, so that
    every event of the log says which page it is about.
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
        # Pages drawn less than the spacing ago, until when, in that order; and those of them that wait.
        self._drawn_until: dict[Key, float] = {}
        self._spaced: dict[Key, asyncio.TimerHandle] = {}
        self._workers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to draw what is touched."""
        self._workers = [asyncio.create_task(self._work(), name=f"redraw-{number}") for number in range(DRAWN_AT_ONCE)]

    async def stop(self) -> None:
        """Draw what is waiting, as far as that goes within a few seconds, and end."""
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
        """Draw every page that was touched, without waiting for its spacing."""
        for key in list(self._spaced):
            self._spaced.pop(key).cancel()
            self.put(key)
        if self._workers:
            await self._queue.join()

    def touch(self, key: Key) -> None:
        """Draw a page soon, but not before its spacing is over."""
        if key in self._touched or key in self._spaced:
            return
        wait = self._find_spacing(key)
        if wait > 0 and len(self._spaced) < PAGES_WAITING:
            self._spaced[key] = asyncio.get_running_loop().call_later(wait, self._end_spacing, key)
        else:
            self.put(key)

    def put(self, key: Key) -> None:
        """Draw a page soon."""
        if key in self._touched:
            return
        if self._queue.full():
            log.warning("redraw.crowded", pages=self._queue.qsize())
            return
        self._touched.add(key)
        self._queue.put_nowait((key, asyncio.get_running_loop().time() + self._pause))

    def try_later(self, key: Key, seconds: float) -> None:
        """Draw a page after so long."""
        if key not in self._later and len(self._later) < PAGES_WAITING:
            self._later[key] = asyncio.get_running_loop().call_later(seconds, self._try_again, key)

    async def _work(self) -> None:
        while True:
            key, due = await self._queue.get()
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            # From here on a change needs a drawing of its own: this one may have read before it.
            self._touched.discard(key)
            self._drawn_until.pop(key, None)
            self._drawn_until[key] = asyncio.get_running_loop().time() + self._spacing
            with self._context(key):
                await self._guard("home", partial(self._draw, key))()
            self._queue.task_done()

    def _find_spacing(self, key: Key) -> float:
        """Return for how many seconds the page is not to be drawn again."""
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
