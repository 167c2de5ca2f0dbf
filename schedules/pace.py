"""Pace the posts of this process to a workspace, by the moments at which they are made and answered."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.domain.delivery.rate_limits import Window

SHORTEST_SLEEP = 0.001  # seconds; what is less may be lost in rounding


@dataclass(slots=True)
class _Posts:
    """The posts of one workspace: how many are on their way, and when the last ones were answered."""

    on_their_way: int = 0
    answered: deque[float] = field(default_factory=deque)
    # Held while waiting for room, so that whoever came first goes first.
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    has_answer: asyncio.Event = field(default_factory=asyncio.Event)


class PostPace:
    """Keeps a sliding count: in no window does a platform get more posts to a workspace, however slow the network is.

    A post arrives between the moment it is made and the moment it is answered. So it may be made once fewer than the
    count are on their way or were answered within the window; without a window, at once. Times are in seconds.
    """

    def __init__(
        self,
        window: Window | None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._window = window
        self._monotonic = monotonic
        self._sleep = sleep
        self._posts: defaultdict[int, _Posts] = defaultdict(_Posts)

    @asynccontextmanager
    async def keep(self, workspace_id: int) -> AsyncIterator[None]:
        """Wait until a post may be made, which is done in this block."""
        if self._window is None:
            yield
            return
        posts = self._posts[workspace_id]
        async with posts.turn:
            await self._wait_for_room(posts, self._window)
            posts.on_their_way += 1
        try:
            yield
        finally:
            posts.on_their_way -= 1
            posts.answered.append(self._monotonic())
            posts.has_answer.set()

    async def _wait_for_room(self, posts: _Posts, window: Window) -> None:
        length = window.length.total_seconds()
        while True:
            while posts.answered and posts.answered[0] + length <= self._monotonic():
                posts.answered.popleft()
            if posts.on_their_way + len(posts.answered) < window.count:
                return
            if posts.answered:
                await self._sleep(max(SHORTEST_SLEEP, posts.answered[0] + length - self._monotonic()))
            else:
                posts.has_answer.clear()
                await posts.has_answer.wait()
