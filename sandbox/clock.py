"""The sandbox's clock: it runs at real speed from a chosen moment, and can be moved forward."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sandbox.errors import ClockMovedBack

MoveCallback = Callable[[datetime], Awaitable[None]]


class MovableClock:
    """A clock that starts at ``start`` (aware; the real time by default) and can only be moved forward.

    ``monotonic`` measures real seconds, so that a change of the system clock has no effect.
    """

    def __init__(self, *, start: datetime | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._callbacks: list[MoveCallback] = []
        self._put(start if start is not None else datetime.now(UTC))

    def now(self) -> datetime:
        """Return the current time in the sandbox, in UTC."""
        return self._moment + timedelta(seconds=self._monotonic() - self._mark)

    async def move_to(self, moment: datetime) -> None:
        """Set the clock to ``moment`` (aware) and await the callbacks, in the order they were added.

        Raises ClockMovedBack when the moment lies in the past: sent messages cannot be unsent.
        """
        if moment < self.now():
            raise ClockMovedBack(moment)
        self._put(moment)
        for callback in tuple(self._callbacks):
            await callback(moment.astimezone(UTC))

    def on_move(self, callback: MoveCallback) -> None:
        """Await ``callback(moment)`` after every move, with the new moment in UTC."""
        self._callbacks.append(callback)

    def _put(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)
        self._mark = self._monotonic()
