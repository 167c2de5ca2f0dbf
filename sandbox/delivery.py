"""Delivery to the bot as Slack does it: an acknowledgement within 3 seconds, and retries of unacknowledged events."""

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
    """One delivery to the bot: the kind as Socket Mode names it, the payload, and the retry number with its reason."""

    kind: str
    payload: Json
    accepts_response: bool = False
    attempt: int = 0
    reason: str = ""


class BotLink(Protocol):
    """A transport to the bot: Socket Mode or HTTP."""

    async def send(self, envelope: Envelope) -> Json | None:
        """Deliver, and return the body of the acknowledgement, if any.

        Raises NotConnected when no bot is connected or the connection drops.
        """
        ...

    async def stop(self) -> None:
        """Close the connections."""
        ...


class EventDelivery:
    """Delivers interactions and events to the bot over ``link``, with Slack's timeout and retries."""

    def __init__(self, *, link: BotLink, faults: Faults, retry_delays: Sequence[float] = RETRY_DELAYS) -> None:
        self.link = link
        self.faults = faults
        self.retry_delays = tuple(retry_delays)
        self._retries: set[asyncio.Task[None]] = set()

    async def ask(self, envelope: Envelope, *, what: str) -> Json | None:
        """Deliver an interaction that a user waits for, and return the acknowledgement; ``what`` names it in an error.

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
        """Deliver an event; if it is not acknowledged, retry in the background."""
        envelope = Envelope("events_api", payload)
        if not await self._try_to_tell(envelope):
            task = asyncio.create_task(self._tell_again(envelope))
            self._retries.add(task)
            task.add_done_callback(self._retries.discard)
        elif self.faults.repeat_events:
            await self._try_to_tell(replace(envelope, attempt=1, reason="timeout"))

    async def stop(self) -> None:
        """Cancel the pending retries and close the link."""
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


async def wait_for_link(is_ready: asyncio.Event, *, timeout: float) -> None:  # noqa: ASYNC109 - raises its own error
    """Wait until a bot is connected; raises NotConnected after ``timeout`` seconds."""
    try:
        async with asyncio.timeout(timeout):
            await is_ready.wait()
    except TimeoutError as error:
        raise NotConnected("connection") from error
