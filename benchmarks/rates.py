"""The share of Slack's rate limit that the dispatcher uses, against the sandbox's limits, without any refusal."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.codec import encode_message
from bot.messages.text.message import Message
from bot.ports import Address, Messenger, SendFailed
from bot.services.delivery.delivery_batch import REPLY
from bot.settings import SLACK
from bot.storage.database import Database
from bot.storage.delivery.deliveries import NewDelivery, add_deliveries
from bot.storage.migrate import migrate_database
from bot.storage.people.people import NewWorkspace, add_workspace
from handlers.installation import SingleInstallation
from handlers.slack.clients import SlackClients
from handlers.slack.messenger import SlackMessenger
from sandbox.api.rates import WORKSPACE_MESSAGES
from sandbox.clock import MovableClock
from sandbox.entities import User
from sandbox.example import build_example
from sandbox.faults import Faults
from sandbox.server import Sandbox
from schedules.delivery import OutboxDispatcher
from schedules.service import SystemClock

PEOPLE = 60
TO_EVERYBODY, TO_ONE = 400, 25
AIM = 0.95
A_MINUTE, LONGEST_RUN = 60.0, 120.0
SETTLED = 3.0  # seconds; excludes the initial burst


async def measure_rates() -> list[str]:
    """Return the lines of the report."""
    workspace = build_example()
    for number in range(PEOPLE):
        workspace.add_user(User(id=f"U9REP{number:02}", name=f"rep{number}", real_name=f"Rep {number}"))
    sandbox = Sandbox(workspace=workspace, clock=MovableClock(), faults=Faults(rate_limits=True, burst=1))
    await sandbox.start()
    with TemporaryDirectory(prefix="ritme-bench-") as folder:
        url = f"sqlite:///{folder}/bench.db"
        await migrate_database(url)
        database = Database(url)
        try:
            return await _measure(sandbox, database)
        finally:
            await database.close()
            await sandbox.stop()


@dataclass
class CountingMessenger:
    """Wraps another messenger, and records arrival times and the number of refusals."""

    messenger: Messenger
    arrived: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def rates(self) -> RateLimits:
        """The platform's rate limits."""
        return self.messenger.rates

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        """Send, and record the result."""
        try:
            await self.messenger.send(address=address, message=message, delivery_id=delivery_id)
        except SendFailed:
            self.refused += 1
            raise
        self.arrived.append(time.perf_counter())

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:
        """Delegate to the wrapped messenger."""
        return await self.messenger.was_delivered(address=address, delivery_id=delivery_id, since=since)


async def _measure(sandbox: Sandbox, database: Database) -> list[str]:
    clients = SlackClients(SingleInstallation(sandbox.bot_token), base_url=sandbox.base_url)
    post = CountingMessenger(SlackMessenger(clients))
    dispatcher = OutboxDispatcher(database=database, messenger=post, clock=SystemClock())
    await database.write(lambda connection: add_company(connection, SLACK, sandbox.workspace.team_id))
    running = asyncio.create_task(dispatcher.run())
    try:
        people = [f"U9REP{number:02}" for number in range(PEOPLE)]
        everybody = await _measure_rate(database, dispatcher, post, [people[n % PEOPLE] for n in range(TO_EVERYBODY)])
        one = await _measure_rate(database, dispatcher, post, ["C05SALES"] * TO_ONE)
    finally:
        running.cancel()
    return [
        "Against the sandbox, which keeps Slack's rates to the letter:",
        describe_share("a workspace", everybody, allowed=WORKSPACE_MESSAGES / A_MINUTE),
        describe_share("one channel", one, allowed=1.0),
        describe_refusals(post.refused),
    ]


async def _measure_rate(
    database: Database, dispatcher: OutboxDispatcher, post: CountingMessenger, channels: Sequence[str]
) -> float:
    """Send, and return the messages per second."""
    began = await send_all(database, dispatcher, post, channels, workspace="T05ROTTEK")
    # The burst after a rest is not a rate: count only the messages after it.
    rested = [moment for moment in post.arrived if moment - began > SETTLED]
    return (len(rested) - 1) / (rested[-1] - rested[0])


async def send_all(
    database: Database,
    dispatcher: OutboxDispatcher,
    post: CountingMessenger,
    channels: Sequence[str],
    *,
    workspace: str,
) -> float:
    """Add a message per channel to the outbox, wait until all have arrived, and return when that began."""
    post.arrived.clear()
    now = SystemClock().now()
    news = [_make_delivery(number, channel, workspace, now) for number, channel in enumerate(channels)]
    await database.write(lambda connection: add_deliveries(connection, news))
    dispatcher.wake()
    began = time.perf_counter()
    while len(post.arrived) < len(channels) and time.perf_counter() - began < LONGEST_RUN:  # noqa: ASYNC110 - polls a counter of the sandbox
        await asyncio.sleep(0.05)
    return began


def _make_delivery(number: int, channel: str, workspace: str, now: datetime) -> NewDelivery:
    message = Message(fallback=f"Bericht {number}")
    return NewDelivery(
        workspace_id=1,
        key=f"{channel}:{number}",
        kind=REPLY,
        local_day=now.date(),
        channel=channel,
        payload={
            "address": {"workspace": workspace, "channel": channel, "only_for": None},
            "message": encode_message(message),
        },
        due_at=now,
        expires_at=now + timedelta(hours=1),
        try_at=now,
    )


async def add_company(connection: AsyncConnection, platform: str, external_id: str) -> None:
    """Add a workspace of a platform."""
    workspace = NewWorkspace(
        platform=platform,
        external_id=external_id,
        name=external_id,
        country="NL",
        timezone="Europe/Amsterdam",
        language="nl",
        created_at=SystemClock().now(),
    )
    await add_workspace(connection, workspace)


def describe_share(what: str, rate: float, *, allowed: float) -> str:
    """Return the line about how much of a rate is used."""
    share = rate / allowed
    met = "met" if share >= AIM else "NOT met"
    return f"  {what}: {rate:.2f} a second of {allowed:.2f} allowed, {share:.1%} (aim {AIM:.0%}: {met})"


def describe_refusals(count: int) -> str:
    """Return the line about refusals."""
    return f"  refused: {count} (aim 0: {'met' if count == 0 else 'NOT met'})"


def main() -> None:
    """Print the report."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    for line in asyncio.run(measure_rates()):
        print(line)


if __name__ == "__main__":
    main()
