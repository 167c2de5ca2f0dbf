"""Several dispatchers side by side: each platform has its own messenger and its own rate limits."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from bot.ports import Clock, Messenger
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.outbox import DeliveryLimits
from bot.storage.database import Database
from bot.storage.delivery.deliveries import Share
from schedules.delivery import OutboxDispatcher


class Dispatching(Protocol):
    """Sends due deliveries from the outbox; see `OutboxDispatcher`."""

    def wake(self) -> None:
        """End the current sleep."""

    async def run(self) -> None:
        """Send deliveries until cancelled."""

    async def deliver_waiting(self) -> int:
        """Send everything that is due now, and return the number of deliveries claimed."""
        ...


class Dispatchers:
    """The dispatchers of all platforms as one, with what they share."""

    def __init__(self, database: Database, clock: Clock, memo: DayMemo) -> None:
        self._database = database
        self._clock = clock
        self._memo = memo
        self._dispatchers: list[OutboxDispatcher] = []
        database.on_deliveries = self.wake

    def add(self, messenger: Messenger, *, share: Share | None = None) -> Callable[[], None]:
        """Send through this messenger what is in its share of the outbox, or all of it; return how to wake it."""
        limits = DeliveryLimits(rates=messenger.rates, share=share)
        dispatcher = OutboxDispatcher(
            database=self._database, messenger=messenger, clock=self._clock, memo=self._memo, limits=limits
        )
        self._dispatchers.append(dispatcher)
        return dispatcher.wake

    def wake(self) -> None:
        """End the current sleep of each: a delivery was just added to the outbox."""
        for each in self._dispatchers:
            each.wake()

    async def run(self) -> None:
        """Send deliveries on every platform until cancelled."""
        await asyncio.gather(*(each.run() for each in self._dispatchers))

    async def deliver_waiting(self) -> int:
        """Send everything that is due now, and return the number of deliveries claimed."""
        return sum(await asyncio.gather(*(each.deliver_waiting() for each in self._dispatchers)))
