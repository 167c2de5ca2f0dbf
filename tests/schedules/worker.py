"""A process that plans and delivers once, like a replica of the bot, so that a test can kill it."""

import asyncio
import os
import sys
import time
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bot.domain.delivery.rate_limits import RateLimits
from bot.logs import set_up_logs
from bot.messages.text.words import LANGUAGES, load_words
from bot.ports import Messenger
from bot.services.delivery.outbox import DeliveryLimits, find_next_try
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from handlers.installation import SingleInstallation
from handlers.slack.clients import SlackClients
from handlers.slack.messenger import SlackMessenger
from schedules.delivery import OutboxDispatcher

# Compiled once, in the process that all workers are forked from.
for language in LANGUAGES:
    load_words(language)
SOON = timedelta(seconds=5)
# No rate limiting here: the example's Slack has none, and rate limits have their own tests.
FAST = RateLimits(messages_per_minute=60_000, burst=1_000, channel_seconds=0, lookups_per_minute=60_000)


class RunningClock:
    """A clock that starts at a given moment and runs at real speed."""

    def __init__(self, start: datetime) -> None:
        self._start, self._mark = start, time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._mark)


def work(database_url: str, base_url: str, token: str, start: datetime, *, log: Path, signal: Connection) -> None:
    """Plan and deliver once the test says "go"; the clock starts at ``start``, and what is logged goes to a file."""
    messenger = SlackMessenger(SlackClients(SingleInstallation(token), base_url=base_url))
    limits = DeliveryLimits(rates=FAST)
    keep_log(log)
    asyncio.run(job(Database(database_url), messenger, limits, start, signal=signal))


def keep_log(log: Path) -> None:
    """Write what this process logs to a file."""
    with log.open("wb") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    set_up_logs(level="INFO", style="json")


async def job(
    database: Database, messenger: Messenger, limits: DeliveryLimits, start: datetime, *, signal: Connection
) -> None:
    """Plan and deliver everything that is due."""
    signal.send("ready")
    # Wait for the test's signal, so that all workers begin at once.
    await asyncio.to_thread(signal.recv)
    clock = RunningClock(start)
    await plan_nudges(database, now=clock.now())
    dispatcher = OutboxDispatcher(database=database, messenger=messenger, clock=clock, limits=limits)
    await dispatcher.deliver_waiting()
    # What the rates have postponed is due in a moment.
    while (due := await find_next_try(database)) is not None and due < clock.now() + SOON:
        await asyncio.sleep((due - clock.now()).total_seconds())
        await dispatcher.deliver_waiting()
    await database.close()
