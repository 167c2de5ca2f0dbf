"""The periodic jobs: each calls one service and logs the result; rules and queries live in the services."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.ports import Clock, FileStore
from bot.services.accounts.tidy_accounts import tidy_accounts
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.scan_stalls import scan_all
from bot.services.exchange.process_imports import process_imports
from bot.services.exchange.purge_imports import purge_imports
from bot.services.meetings.team_targets import apply_team_targets
from bot.services.operations.purge_expired import purge_expired
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from schedules.dispatchers import Dispatching
from schedules.heartbeat import Heartbeat

log = structlog.get_logger()

# How long drafts and delivery records are kept; the periods are documented in docs/operations.md.
DRAFTS_KEPT = timedelta(days=14)
DELIVERIES_KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The periodic jobs and their dependencies; ``planned`` records the last `plan`, for the health check.

    ``files_changed`` is called with the id of a workspace whose accounts an import may have changed.
    """

    database: Database
    dispatcher: Dispatching
    clock: Clock
    # Shared with the dispatcher: the nightly scan fills it, so that mornings need not load the same again.
    memo: DayMemo = field(default_factory=DayMemo)
    planned: Heartbeat = field(default_factory=Heartbeat)
    # For files that users send in chat; without them none is read.
    files: FileStore | None = None
    files_changed: Callable[[int], None] = lambda _workspace_id: None

    async def plan(self) -> None:
        """Let the targets hold whose day has come, and add a delivery to the outbox for each nudge that is due."""
        await apply_team_targets(self.database, now=self.clock.now())
        planned = await plan_nudges(self.database, now=self.clock.now())
        self.planned.beat()
        if planned.written:
            log.info("nudges.planned", looked_at=planned.looked_at, written=planned.written)
            self.dispatcher.wake()

    async def scan(self) -> None:
        """Review the deals whose review date has come, and store which are stalled."""
        scanned = await scan_all(self.database, now=self.clock.now(), memo=self.memo)
        if scanned.looked_at:
            log.info("deals.scanned", looked_at=scanned.looked_at, changed=scanned.changed)

    async def deliver(self) -> None:
        """Send what is due, including deliveries that another process left behind."""
        await self.dispatcher.deliver_waiting()
        # Rate-limited deliveries now have their time stored: wake the dispatcher, so that it sleeps until then.
        self.dispatcher.wake()

    async def read_files(self) -> None:
        """Read, import and undo files that were sent in chat."""
        if self.files is not None:
            done = await process_imports(self.database, files=self.files, now=self.clock.now())
            for workspace_id in done.changed:
                self.files_changed(workspace_id)
            if done.count:
                log.info("imports.processed", count=done.count)
                self.dispatcher.wake()

    async def tidy(self) -> None:
        """Purge drafts and delivery records past their retention period."""
        now = self.clock.now()
        gone = await purge_expired(
            self.database, drafts_before=now - DRAFTS_KEPT, deliveries_before=now - DELIVERIES_KEPT
        )
        accounts = await tidy_accounts(self.database, now=now)
        files = await purge_imports(self.database, now=now)
        log.info(
            "storage.tidied",
            drafts=gone.drafts,
            revisions=gone.revisions,
            deliveries=gone.deliveries,
            accounts=accounts,
            files=files,
        )
