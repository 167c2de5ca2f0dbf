"""What is due goes out, once: claim, check the fence, send, mark; and what is in doubt is looked up first."""

import asyncio
from datetime import timedelta
from functools import partial

import structlog

from bot.ports import Clock, Messenger, SendFailed, SendUncertain
from bot.services import outbox
from bot.services.compose_delivery import NothingToSend, compose_delivery
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from schedules.guard import guard_job

log = structlog.get_logger()

AT_ONCE = 16
LATE = "too_late"


class Courier:
    """Brings what waits in the outbox; any number of them, in any number of processes, share the work."""

    def __init__(self, *, database: Database, messenger: Messenger, clock: Clock) -> None:
        self._database = database
        self._messenger = messenger
        self._clock = clock
        self._wake = asyncio.Event()
        self._busy = asyncio.Lock()

    def wake(self) -> None:
        """Say that something was put into the outbox just now."""
        self._wake.set()

    async def run(self) -> None:
        """Bring what is put into the outbox, at once, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await guard_job("courier", self.deliver_waiting)()

    async def deliver_waiting(self) -> int:
        """Bring everything that is to be tried now, and return how many were claimed."""
        async with self._busy:
            await self._clear_doubt()
            claimed = 0
            while batch := await outbox.claim_deliveries(self._database, now=self._clock.now(), limit=AT_ONCE):
                claimed += len(batch)
                await asyncio.gather(
                    *(guard_job("deliver_one", partial(self._deliver, delivery))() for delivery in batch)
                )
            return claimed

    async def _deliver(self, delivery: Delivery) -> None:
        now = self._clock.now()
        if now >= delivery.expires_at:
            await outbox.mark_skipped(self._database, delivery, reason=LATE)
            log.info("delivery.skipped", delivery=delivery.id, kind=delivery.kind, reason=LATE)
            return
        try:
            composed = await compose_delivery(self._database, delivery, now=now)
        except NothingToSend as nothing:
            await outbox.mark_skipped(self._database, delivery, reason=nothing.reason)
            log.info("delivery.skipped", delivery=delivery.id, kind=delivery.kind, reason=nothing.reason)
            return
        if not outbox.may_send(delivery, now=self._clock.now()):
            log.warning("delivery.fenced", delivery=delivery.id, kind=delivery.kind)
            return
        try:
            await self._messenger.send(address=composed.address, message=composed.message, delivery_id=str(delivery.id))
        except SendFailed as failure:
            await self._give_back(delivery, failure)
        except SendUncertain:
            # The lease runs out, and then it is looked up like any other that is in doubt.
            log.warning("delivery.uncertain", delivery=delivery.id, kind=delivery.kind)
        else:
            await outbox.mark_sent(self._database, delivery, now=self._clock.now())
            log.info("delivery.sent", delivery=delivery.id, kind=delivery.kind)

    async def _give_back(self, delivery: Delivery, failure: SendFailed) -> None:
        log.warning("delivery.refused", delivery=delivery.id, kind=delivery.kind, reason=failure.reason)
        if failure.is_final:
            await outbox.mark_failed(self._database, delivery, reason=failure.reason)
            return
        pause = timedelta(seconds=failure.retry_after) if failure.retry_after is not None else None
        await outbox.try_later(self._database, delivery, reason=failure.reason, now=self._clock.now(), pause=pause)

    async def _clear_doubt(self) -> None:
        now = self._clock.now()
        for delivery in await outbox.claim_doubtful(self._database, now=now, limit=AT_ONCE):
            await self._look_up(delivery)

    async def _look_up(self, delivery: Delivery) -> None:
        now = self._clock.now()
        try:
            composed = await compose_delivery(self._database, delivery, now=now)
        except NothingToSend as nothing:
            await outbox.mark_skipped(self._database, delivery, reason=nothing.reason)
            return
        try:
            arrived = await self._messenger.was_delivered(
                address=composed.address, delivery_id=str(delivery.id), since=delivery.due_at
            )
        except SendFailed as failure:
            # Asked again when this lease has run out.
            log.warning("delivery.cannot_ask", delivery=delivery.id, reason=failure.reason)
            return
        if arrived is None:
            await outbox.mark_in_doubt(self._database, delivery, reason="cannot_look_it_up")
            log.warning("delivery.in_doubt", delivery=delivery.id, kind=delivery.kind)
        elif arrived:
            await outbox.mark_sent(self._database, delivery, now=now)
            log.info("delivery.found", delivery=delivery.id, kind=delivery.kind)
        else:
            await outbox.try_later(self._database, delivery, reason="not_found", now=now, pause=timedelta(0))
            log.info("delivery.sent_again", delivery=delivery.id, kind=delivery.kind)
