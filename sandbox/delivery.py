"""Delivery to the bot: 3 seconds to acknowledge, and events that come again when it did not."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sandbox.errors import DeliveryFailed, NotConnected, TimedOut
from sandbox.faults import Faults

Json = dict[str, Any]
ACK_LIMIT = 3.0  # seconds, real time
RETRY_DELAYS = (0.0, 60.0, 300.0)  # seconds, real time: at once, after 1 and after 5 minutes


@dataclass(frozen=True)
class Envelope:
    """Something for the bot: its kind as Socket Mode names it, and which attempt at delivery this is."""

    kind: str
    payload: Json
    accepts_response: bool = False
    attempt: int = 0
    reason: str = ""


class BotLink(Protocol):
    """A way to reach the bot."""

    async def send(self, envelope: Envelope) -> Json | None:
        """Deliver and return what the acknowledgement carried.

        Raises NotConnected when nobody is there, or nobody any more.
        """
        ...

    async def stop(self) -> None:
        """Hang up."""
        ...


class EventDelivery:
    """Hands what happens to the bot over ``link``."""

    def __init__(self, *, link: BotLink, faults: Faults, retry_delays: Sequence[float] = RETRY_DELAYS) -> None:
        self.link = link
        self.faults = faults
        self.retry_delays = tuple(retry_delays)
        self._retries: set[asyncio.Task[None]] = set()

    async def ask(self, envelope: Envelope, *, what: str) -> Json | None:
        """Deliver what a person waits for, and return the answer; ``what`` names it in an error.

        Raises TimedOut or NotConnected.
        """
        try:
            async with asyncio.timeout(ACK_LIMIT):
                return await self.link.send(envelope)
        except TimeoutError as error:
            raise TimedOut(what) from error
        except NotConnected as error:
            raise NotConnected(what) from error

    async def tell(self, payload: Json) -> None:
        """Deliver an event; when it is not acknowledged it comes again later, which nobody waits for."""
        envelope = Envelope("events_api", payload)
        if not await self._try_to_tell(envelope):
            task = asyncio.create_task(self._tell_again(envelope))
            self._retries.add(task)
            task.add_done_callback(self._retries.discard)
        elif self.faults.repeat_events:
            await self._try_to_tell(replace(envelope, attempt=1, reason="timeout"))

    async def stop(self) -> None:
        """Give up what was still to come again, and hang up."""
        for task in tuple(self._retries):
            task.cancel()
        await asyncio.gather(*self._retries, return_exceptions=True)
        await self.link.stop()

    async def _tell_again(self, envelope: Envelope) -> None:
        for attempt, delay in enumerate(self.retry_delays, start=1):
            await asyncio.sleep(delay)
            if await self._try_to_tell(replace(envelope, attempt=attempt, reason="timeout")):
                return

    async def _try_to_tell(self, envelope: Envelope) -> bool:
        try:
            await self.ask(envelope, what="event")
        except DeliveryFailed:
            return False
        return True


async def wait_for_link(is_ready: asyncio.Event, *, timeout: float) -> None:  # noqa: ASYNC109 - told, not raced
    """Wait until somebody is connected; raises NotConnected after ``timeout`` seconds."""
    try:
        async with asyncio.timeout(timeout):
            await is_ready.wait()
    except TimeoutError as error:
        raise NotConnected("connection") from error
