"""Wait at shutdown for the requests that are being handled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

log = structlog.get_logger()

# A little more than a request's own deadline.
SECONDS_TO_FINISH = 5.0


class InFlight:
    """Counts the requests that are being handled; `finish` waits until there are none."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def track(self) -> AsyncIterator[None]:
        """Count the block as a request."""
        self._count += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._count -= 1
            if self._count == 0:
                self._idle.set()

    async def finish(self) -> None:
        """Wait for the requests in flight, for at most `SECONDS_TO_FINISH` seconds."""
        try:
            async with asyncio.timeout(SECONDS_TO_FINISH):
                await self._idle.wait()
        except TimeoutError:
            log.warning("requests.unfinished", requests=self._count)
