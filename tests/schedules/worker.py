"""A process that plans and delivers once, like a replica of the bot, so that a test can kill it.

Arguments: the URL of the database, of Slack, the token, and the moment (ISO, UTC) at which its clock starts.
"""

import asyncio
import sys
import time
from datetime import datetime, timedelta

from bot.domain.delivery.rate_limits import RateLimits
from bot.logs import set_up_logs
from bot.services.delivery.outbox import DeliveryLimits
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from handlers.installation import SingleInstallation
from handlers.slack.clients import SlackClients
from handlers.slack.messenger import SlackMessenger
from schedules.delivery import OutboxDispatcher

# No rate limiting here: the example's Slack has none, and rate limits have their own tests.
FAST = RateLimits(messages_per_minute=60_000, burst=1_000, channel_seconds=0, lookups_per_minute=60_000)


class RunningClock:
    """A clock that starts at a given moment and runs at real speed."""

    def __init__(self, start: datetime) -> None:
        self._start, self._mark = start, time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._mark)


async def job(database_url: str, base_url: str, token: str, start: datetime) -> None:
    """Plan and deliver everything that is due."""
    clock = RunningClock(start)
    database = Database(database_url)
    messenger = SlackMessenger(SlackClients(SingleInstallation(token), base_url=base_url))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    # Wait for the test's signal, so that all workers begin at once.
    await asyncio.to_thread(sys.stdin.readline)
    await plan_nudges(database, now=clock.now())
    dispatcher = OutboxDispatcher(
        database=database, messenger=messenger, clock=clock, limits=DeliveryLimits(rates=FAST)
    )
    await dispatcher.deliver_waiting()
    await database.close()


if __name__ == "__main__":
    set_up_logs(level="INFO", style="json")
    asyncio.run(job(sys.argv[1], sys.argv[2], sys.argv[3], datetime.fromisoformat(sys.argv[4])))
