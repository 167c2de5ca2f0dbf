"""The outbox dispatcher: claim, compose, check the lease, send, mark.

A delivery whose lease expired after the send began may have arrived. It is looked up on the platform before any retry,
so a crash or timeout does not post twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog

from bot.domain.delivery.delivery_state import NOT_REACHED
from bot.logs import log_context
from bot.ports import Address, Clock, Messenger, SendFailed, SendUncertain
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery import outbox
from bot.services.delivery.compose_delivery import compose_deliveries, find_address
from bot.services.delivery.delivery_batch import ComposeResult, OutgoingMessage, Settled, Suppressed
from bot.services.delivery.outbox import Claimed, DeliveryLimits
from bot.storage.database import Database
from bot.storage.delivery.deliveries import Delivery
from schedules.guard import Backoff, Outage, guard_job
from schedules.pace import PostPace

log = structlog.get_logger()

# While one worker waits for the database or the platform, another composes its batch.
WORKERS = 3
# Deliveries per batch: claimed, composed and sent together.
AT_ONCE = 128
# Concurrent posts; fewer than the connections in a client's pool (100), so no post waits for a connection.
POSTS_AT_ONCE = 80
LATE = "too_late"
NOWHERE = "no_address"
# In seconds: the longest sleep. `wake` reaches this process only; deliveries of another process are found by polling.
LONGEST_SLEEP = 5.0


class OutboxDispatcher:
    """Sends due deliveries from the outbox; any number of dispatchers and processes share it through leases."""

    def __init__(
        self,
        *,
        database: Database,
        messenger: Messenger,
        clock: Clock,
        limits: DeliveryLimits | None = None,
        memo: DayMemo | None = None,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._clock = clock
        self._limits = limits or DeliveryLimits(rates=messenger.rates)
        self._pause = pause
        self._memo = memo or DayMemo()
        # Shared by all outbox work: when the database is unreachable, every delivery of a batch fails for one reason.
        self._outage = Outage("outbox")
        self._wake = asyncio.Event()
        self._busy = asyncio.Lock()
        self._posts = asyncio.Semaphore(POSTS_AT_ONCE)
        self._pace = PostPace(self._limits.rates.workspace_window)
        # What was claimed ahead of time is posted beside the next claims.
        self._ahead: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """End the current sleep: a delivery was just added to the outbox."""
        self._wake.set()

    async def run(self) -> None:
        """Send deliveries when they are added or due, until cancelled.

        After a failure it waits with exponential backoff; `wake` does not shorten that wait.
        """
        backoff = Backoff()
        bring = guard_job("dispatcher", self._rest_and_deliver, outage=self._outage)
        try:
            while True:
                if await bring():
                    backoff.reset()
                else:
                    await self._pause(backoff.take())
        finally:
            for task in self._ahead:
                task.cancel()

    async def _rest_and_deliver(self) -> None:
        await self._rest()
        # Cleared before the outbox is read: a delivery added during the read wakes the next round.
        self._wake.clear()
        await self._deliver_due()

    async def deliver_waiting(self) -> int:
        """Send everything that is due now, and return the number of deliveries claimed."""
        total = await self._deliver_due()
        await asyncio.gather(*self._ahead)
        return total

    async def _deliver_due(self) -> int:
        async with self._busy:
            await self._clear_doubt()
            return sum(await asyncio.gather(*(self._empty_outbox() for _ in range(WORKERS))))

    async def _empty_outbox(self) -> int:
        total = 0
        while True:
            claimed = await outbox.claim_deliveries(
                self._database, limits=self._limits, now=self._clock.now(), limit=AT_ONCE
            )
            total += len(claimed.deliveries)
            await self._bring(claimed)
            if claimed.looked_at < AT_ONCE:
                return total

    async def _rest(self) -> None:
        """Sleep until the next delivery is due, until `wake`, or for `LONGEST_SLEEP` seconds."""
        due = await outbox.find_next_try(self._database, share=self._limits.share)
        seconds = (due - self._clock.now()).total_seconds() if due is not None else LONGEST_SLEEP
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), timeout=min(LONGEST_SLEEP, max(0.0, seconds)))

    async def _bring(self, claimed: Claimed) -> None:
        outcomes: dict[int, ComposeResult] = {}
        await self._guard("compose", partial(self._compose, claimed.deliveries, outcomes))
        now = self._clock.now()
        waits = {each.id: (claimed.slots[each.id] - now).total_seconds() for each in claimed.deliveries}
        for each in claimed.deliveries:
            if waits[each.id] > 0:
                task = asyncio.create_task(self._bring_one(each, outcomes.get(each.id), wait=waits[each.id]))
                self._ahead.add(task)
                task.add_done_callback(self._ahead.discard)
        await asyncio.gather(
            *(self._bring_one(each, outcomes.get(each.id)) for each in claimed.deliveries if waits[each.id] <= 0)
        )

    async def _bring_one(self, delivery: Delivery, outcome: ComposeResult | None, *, wait: float = 0.0) -> None:
        if wait:
            await asyncio.sleep(wait)
        await self._guard_one("deliver_one", delivery, partial(self._deliver, delivery, outcome))

    async def _guard(self, name: str, job: Callable[[], Awaitable[object]]) -> None:
        await guard_job(name, job, outage=self._outage)()

    async def _guard_one(self, name: str, delivery: Delivery, job: Callable[[], Awaitable[object]]) -> None:
        """Put the guard around what is done with one delivery, and what it is into every event of the log."""
        with log_context(workspace_id=delivery.workspace_id, delivery=delivery.id, kind=delivery.kind):
            await self._guard(name, job)

    async def _compose(self, deliveries: Sequence[Delivery], outcomes: dict[int, ComposeResult]) -> None:
        waiting = [delivery for delivery in deliveries if self._clock.now() < delivery.expires_at]
        if waiting:
            outcomes |= await compose_deliveries(self._database, waiting, now=self._clock.now(), memo=self._memo)

    async def _deliver(self, delivery: Delivery, outcome: ComposeResult | None) -> None:
        now = self._clock.now()
        if now >= delivery.expires_at:
            await self._skip(delivery, reason=LATE)
            return
        if outcome is None:  # composing the batch failed: compose each by itself, so that one failure affects one
            outcome = (await compose_deliveries(self._database, [delivery], now=now, memo=self._memo))[delivery.id]
        if isinstance(outcome, Suppressed):
            await self._skip(delivery, reason=outcome.reason)
        elif isinstance(outcome, Settled):
            log.info("delivery.settled")
        else:
            await self._send(delivery, outcome)

    async def _send(self, delivery: Delivery, composed: OutgoingMessage) -> None:
        try:
            if not await self._post(delivery, composed):
                log.warning("delivery.fenced")
                return
        except SendFailed as failure:
            await self._give_back(delivery, composed.address, failure)
        except SendUncertain:
            # Where it can be, it is looked up when its lease has expired, like any other that is left claimed.
            log.warning("delivery.uncertain")
            if not self._limits.rates.can_look_up:
                await outbox.mark_in_doubt(self._database, delivery)
                log.warning("delivery.in_doubt")
        else:
            await outbox.mark_sent(self._database, delivery, now=self._clock.now())
            log.info("delivery.sent")

    async def _post(self, delivery: Delivery, composed: OutgoingMessage) -> bool:
        """Post a message, and return whether the lease was still held; raises as `Messenger.send` does."""
        # Wait for a free slot before checking the lease, so that the lease cannot expire between check and post.
        async with self._posts, self._pace.keep(delivery.sent_in):
            if not self._limits.may_send(delivery, now=self._clock.now()):
                return False
            # What is begun is in doubt if this process ends: that is marked where it could not be looked up, and
            # last, since what is fenced above was not begun.
            if not self._limits.rates.can_look_up and not await outbox.mark_begun(self._database, delivery):
                return False
            await self._messenger.send(address=composed.address, message=composed.message, delivery_id=str(delivery.id))
        return True

    async def _skip(self, delivery: Delivery, *, reason: str) -> None:
        await outbox.mark_skipped(self._database, delivery, reason=reason)
        log.info("delivery.skipped", reason=reason)

    async def _give_back(self, delivery: Delivery, address: Address, failure: SendFailed) -> None:
        log.warning("delivery.refused", reason=failure.reason)
        if failure.reason == NOT_REACHED:
            place = address.only_for or address.channel
            if await outbox.mark_unreached(self._database, delivery, address=place, now=self._clock.now()):
                self.wake()
            return
        if failure.is_final:
            await outbox.mark_failed(self._database, delivery, reason=failure.reason)
            return
        now = self._clock.now()
        pause = timedelta(seconds=failure.retry_after) if failure.retry_after is not None else None
        if pause is not None:
            await outbox.slow_down(self._database, delivery, limits=self._limits, pause=pause, now=now)
        await outbox.try_later(self._database, delivery, reason=failure.reason, now=now, pause=pause)

    async def _clear_doubt(self) -> None:
        now = self._clock.now()
        if not self._limits.rates.can_look_up:
            abandoned = await outbox.settle_abandoned(self._database, limits=self._limits, now=now)
            for each in abandoned.in_doubt:
                log.warning("delivery.in_doubt", delivery=each)
            for each in abandoned.waiting:
                log.info("delivery.not_begun", delivery=each)
            return
        claimed = await outbox.claim_doubtful(self._database, limits=self._limits, now=now, limit=AT_ONCE)
        if claimed.deliveries:
            await asyncio.gather(
                *(self._guard_one("look_up", each, partial(self._look_up, each)) for each in claimed.deliveries)
            )

    async def _look_up(self, delivery: Delivery) -> None:
        now = self._clock.now()
        address = await find_address(self._database, delivery)
        if address is None:
            await self._skip(delivery, reason=NOWHERE)
            return
        try:
            arrived = await self._messenger.was_delivered(
                address=address, delivery_id=str(delivery.id), since=delivery.due_at
            )
        except SendFailed as failure:
            # Looked up again when this lease expires.
            log.warning("delivery.cannot_ask", reason=failure.reason)
            return
        if arrived is None:
            await outbox.mark_in_doubt(self._database, delivery)
            log.warning("delivery.in_doubt")
        elif arrived:
            await outbox.mark_sent(self._database, delivery, now=now)
            log.info("delivery.found")
        else:
            await outbox.try_later(self._database, delivery, reason="not_found", now=now, pause=timedelta(0))
            log.info("delivery.sent_again")
