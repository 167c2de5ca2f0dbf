"""What the clock does, a few lines each: no rule lives here, and no query."""

from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.ports import Clock
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.scan_stalls import scan_all
from bot.services.operations.purge_expired import purge_expired
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from schedules.delivery import OutboxDispatcher
from schedules.heartbeat import Heartbeat

log = structlog.get_logger()

DRAFTS_KEPT = timedelta(days=14)
DELIVERIES_KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs with what they need."""

    database: Database
    dispatcher: OutboxDispatcher
    clock: Clock
    # The dispatcher's: what the scan of the night learns need not be learned again in the morning.
    memo: DayMemo = field(default_factory=DayMemo)
    planned: Heartbeat = field(default_factory=Heartbeat)

    async def plan(self) -> None:
        """Write a delivery for everybody who is due."""
        planned = await plan_nudges(self.database, now=self.clock.now())
        self.planned.beat()
        if planned.written:
            log.info("nudges.planned", looked_at=planned.looked_at, written=planned.written)
            self.dispatcher.wake()

    async def scan(self) -> None:
        """Look at the deals that may have come to stand still."""
        scanned = await scan_all(self.database, now=self.clock.now(), memo=self.memo)
        if scanned.looked_at:
            log.info("deals.scanned", looked_at=scanned.looked_at, changed=scanned.changed)

    async def deliver(self) -> None:
        """Bring what waits, also what another process left behind."""
        await self.dispatcher.deliver_waiting()
        # What must wait for its turn has one now.
        self.dispatcher.wake()

    async def tidy(self) -> None:
        """Forget what nobody comes back for."""
        now = self.clock.now()
        gone = await purge_expired(
            self.database, drafts_before=now - DRAFTS_KEPT, deliveries_before=now - DELIVERIES_KEPT
        )
        log.info("storage.tidied", drafts=gone.drafts, deliveries=gone.deliveries)
