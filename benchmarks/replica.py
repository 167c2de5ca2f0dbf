"""One replica of the dispatcher in its own process; delivers until it is killed.

Arguments: the URLs of the database and of Slack, the offset of its clock from the real one in seconds, and the length
of a lease in seconds.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession, ClientTimeout

from benchmarks.delivering import UNLIMITED
from bot.logs import set_up_logs
from bot.services.delivery.outbox import DeliveryLimits
from bot.storage.database import Database
from handlers.installation import SingleInstallation
from handlers.slack.clients import SlackClients
from handlers.slack.messenger import SlackMessenger
from schedules.delivery import OutboxDispatcher
from schedules.guard import guard_job

LOOKS_EVERY = 0.2  # seconds


class ShiftedClock:
    """The real clock plus an offset."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        """Return the shifted moment."""
        return datetime.now(UTC) + self._ahead


async def deliver(url: str, base_url: str, *, ahead: timedelta, lease: timedelta) -> None:
    """Deliver until killed. A post times out after a quarter of a lease, as in the bot itself."""
    timeout = max(1, int(lease.total_seconds() / 4))
    session = ClientSession(timeout=ClientTimeout(total=timeout))
    clients = SlackClients(SingleInstallation("xoxb-1"), base_url=base_url, session=session)
    database = Database(url)
    limits = DeliveryLimits(rates=UNLIMITED, lease=lease)
    dispatcher = OutboxDispatcher(
        database=database, messenger=SlackMessenger(clients), clock=ShiftedClock(ahead), limits=limits
    )
    while True:
        await guard_job("dispatcher", dispatcher.deliver_waiting)()
        await asyncio.sleep(LOOKS_EVERY)


if __name__ == "__main__":
    set_up_logs(level="INFO", style="json")
    shift, length = (timedelta(seconds=float(argument)) for argument in sys.argv[3:5])
    asyncio.run(deliver(sys.argv[1], sys.argv[2], ahead=shift, lease=length))
