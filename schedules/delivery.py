"""What is due goes out, once: claim, check the fence, send, mark; and what is in doubt is looked up first."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog

from bot.logs import log_context
from bot.ports import Clock, Messenger, SendFailed, SendUncertain
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery import outbox
from bot.services.delivery.compose_delivery import compose_deliveries, find_address
from bot.services.delivery.delivery_batch import ComposeResult, OutgoingMessage, Suppressed
from bot.services.delivery.outbox import DeliveryLimits
from bot.storage.database import Database
from bot.storage.delivery.deliveries import Delivery
from schedules.guard import Backoff, Outage, guard_job

log = structlog.get_logger()

# While one batch waits for the database or the platform, another is composed.
WORKERS = 3
# So many are claimed, composed and sent together.
AT_ONCE = 128
# So many posts are under way together, fewer than the connections that a client keeps.
POSTS_AT_ONCE = 80
LATE = "too_late"
NOWHERE = "no_address"
# In seconds: how long the dispatcher sleeps at most, so that it also sees what another process put into the outbox.
LONGEST_SLEEP = 5.0


class OutboxDispatcher:
    """Sends what waits in the outbox; any number of dispatchers, in any number of processes, share the work."""

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
        # One for all that touches the outbox: with the database away, each of a batch fails for the same reason.
        self._outage = Outage("outbox")
        self._wake = asyncio.Event()
        self._busy = asyncio.Lock()
        self._posts = asyncio.Semaphore(POSTS_AT_ONCE)

    def wake(self) -> None:
        """Say that something was put into the outbox just now."""
        self._wake.set()

    async def run(self) -> None:
        """Bring what is put into the outbox, at once, and what waits for its turn, at its turn, until cancelled.

        After a failure it pauses, longer each time, whatever is put into the outbox meanwhile.
        """
        backoff = Backoff()
        bring = guard_job("dispatcher", self._rest_and_deliver, outage=self._outage)
        while True:
            if await bring():
                backoff.reset()
            else:
                await self._pause(backoff.take())

    async def _rest_and_deliver(self) -> None:
        await self._rest()
        self._wake.clear()
        await self.deliver_waiting()

    async def deliver_waiting(self) -> int:
        """Bring everything that may go now, and return how many were claimed."""
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
            await self._bring(claimed.deliveries)
            if claimed.looked_at < AT_ONCE:
                return total

    async def _rest(self) -> None:
        """Sleep until there is something to bring."""
        due = await outbox.find_next_try(self._database)
        seconds = (due - self._clock.now()).total_seconds() if due is not None else LONGEST_SLEEP
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), timeout=min(LONGEST_SLEEP, max(0.0, seconds)))

    async def _bring(self, deliveries: Sequence[Delivery]) -> None:
        outcomes: dict[int, ComposeResult] = {}
        await self._guard("compose", partial(self._compose, deliveries, outcomes))
        await asyncio.gather(
            *(
                self._guard_one("deliver_one", each, partial(self._deliver, each, outcomes.get(each.id)))
                for each in deliveries
            )
        )

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
        if outcome is None:  # one of the batch could not be composed; the others shall not suffer for it
            outcome = (await compose_deliveries(self._database, [delivery], now=now, memo=self._memo))[delivery.id]
        if isinstance(outcome, Suppressed):
            await self._skip(delivery, reason=outcome.reason)
        else:
            await self._send(delivery, outcome)

    async def _send(self, delivery: Delivery, composed: OutgoingMessage) -> None:
        try:
            # Whoever waits here waits before the fence: behind it nothing is waited for but the platform.
            async with self._posts:
                if not self._limits.may_send(delivery, now=self._clock.now()):
                    log.warning("delivery.fenced")
                    return
                await self._messenger.send(
                    address=composed.address, message=composed.message, delivery_id=str(delivery.id)
                )
        except SendFailed as failure:
            await self._give_back(delivery, failure)
        except SendUncertain:
            # The lease runs out, and then it is looked up like any other that is in doubt.
            log.warning("delivery.uncertain")
        else:
            await outbox.mark_sent(self._database, delivery, now=self._clock.now())
            log.info("delivery.sent")

    async def _skip(self, delivery: Delivery, *, reason: str) -> None:
        await outbox.mark_skipped(self._database, delivery, reason=reason)
        log.info("delivery.skipped", reason=reason)

    async def _give_back(self, delivery: Delivery, failure: SendFailed) -> None:
        log.warning("delivery.refused", reason=failure.reason)
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
            # Asked again when this lease has run out.
            log.warning("delivery.cannot_ask", reason=failure.reason)
            return
        if arrived is None:
            await outbox.mark_in_doubt(self._database, delivery, reason="cannot_look_it_up")
            log.warning("delivery.in_doubt")
        elif arrived:
            await outbox.mark_sent(self._database, delivery, now=now)
            log.info("delivery.found")
        else:
            await outbox.try_later(self._database, delivery, reason="not_found", now=now, pause=timedelta(0))
            log.info("delivery.sent_again")
