"""The sandbox's clock: it runs at real speed from a chosen moment, and can be moved forward."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sandbox.errors import ClockMovedBack

MoveCallback = Callable[[datetime], Awaitable[None]]
# Given a moment in UTC, returns the first later one at which the bot has something to do; None when there is none.
StopFinder = Callable[[datetime], Awaitable[datetime | None]]
# Of a longer move only the last part is walked: what was due before it goes by, as when the bot had been switched off.
LONGEST_WALK = timedelta(days=45)


class MovableClock:
    """A clock that starts at ``start`` (aware; the real time by default) and can only be moved forward.

    ``monotonic`` measures real seconds, so that a change of the system clock has no effect.
    """

    def __init__(self, *, start: datetime | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._callbacks: list[MoveCallback] = []
        self._find_stop: StopFinder | None = None
        self._moving = asyncio.Lock()
        self._put(start if start is not None else datetime.now(UTC))

    def now(self) -> datetime:
        """Return the current time in the sandbox, in UTC."""
        return self._moment + timedelta(seconds=self._monotonic() - self._mark)

    async def move_to(self, moment: datetime) -> None:
        """Walk to ``moment`` (aware): at every stop on the way, and at the end, await the callbacks in order.

        Raises ClockMovedBack when the moment lies in the past: sent messages cannot be unsent.
        """
        async with self._moving:
            if moment < self.now():
                raise ClockMovedBack(moment)
            if self._find_stop is not None:
                await self._walk(self._find_stop, until=moment)
            await self._step(moment)

    def stop_where(self, find_stop: StopFinder) -> None:
        """Stop on the way wherever ``find_stop(after)`` says, instead of leaping over what is due there."""
        self._find_stop = find_stop

    def on_move(self, callback: MoveCallback) -> None:
        """Await ``callback(moment)`` after every move, with the new moment in UTC."""
        self._callbacks.append(callback)

    async def _walk(self, find_stop: StopFinder, *, until: datetime) -> None:
        if until - self._moment > LONGEST_WALK:
            await self._step(until - LONGEST_WALK)
        # From where the clock was put, not from now: what came due while the callbacks ran is a stop as well.
        while (stop := await find_stop(self._moment)) is not None and stop < until:
            await self._step(stop)

    async def _step(self, moment: datetime) -> None:
        self._put(max(moment, self.now()))
        for callback in tuple(self._callbacks):
            await callback(self._moment)

    def _put(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)
        self._mark = self._monotonic()
