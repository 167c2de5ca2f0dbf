"""Delivering a big morning to a Slack that answers at once: composed, drawn and marked, against a bare outbox.

Everybody has the demo's two years of history. The processor's time is printed too, for a machine that is shared.
"""

import asyncio
import json
import resource
import statistics
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.crowd import HOUR, Crowd, open_urls, send_home
from benchmarks.demo_crowd import gather_demo_crowd
from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.delivery.outbox import DeliveryLimits, claim_deliveries, mark_sent
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from bot.storage.migrate import migrate_database
from bot.storage.tables.delivery import deliveries
from handlers.slack.blocks import draw_blocks
from schedules.delivery import AT_ONCE, OutboxDispatcher

COPIES, ROUNDS = 40, 3
AIM = 1_000  # messages a second
END_OF_HOUR = HOUR + timedelta(minutes=59)
UNLIMITED = RateLimits(messages_per_minute=6e6, burst=100_000, channel_seconds=0.0, lookups_per_minute=6e6)


class StillClock:
    """It stays the end of the hour."""

    def now(self) -> datetime:
        """Return that moment."""
        return END_OF_HOUR


class QuickPost:
    """Draws what it is given as Slack wants it, and takes it at once."""

    def __init__(self) -> None:
        self.sent = 0
        self.characters = 0

    @property
    def rates(self) -> RateLimits:
        """No limits."""
        return UNLIMITED

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        """Draw a message."""
        body = {"channel": address.channel, "blocks": draw_blocks(message), "metadata": delivery_id}
        self.characters += len(json.dumps(body))
        self.sent += 1

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:  # noqa: ARG002 - the port's signature
        """Nothing was lost."""
        return True


async def measure_delivery() -> list[str]:
    """Return the lines of the report."""
    lines = []
    with open_urls() as urls:
        for name, url in urls.items():
            await migrate_database(url)
            database = Database(url)
            try:
                crowd = await gather_demo_crowd(database, copies=COPIES)
                lines += [f"Delivering {crowd.people} mornings on {name}:", *await _measure(database, crowd)]
            finally:
                await database.close()
    return lines


@dataclass(frozen=True, slots=True)
class _Round:
    """How many messages a second were sent, and the processor's seconds for a thousand of them."""

    rate: float
    seconds: float


async def _measure(database: Database, crowd: Crowd) -> list[str]:
    bare, rounds, memory = [], [], []
    post = QuickPost()
    dispatcher = OutboxDispatcher(database=database, messenger=post, clock=StillClock())
    for _ in range(1 + ROUNDS):
        await _make_due(database, crowd)
        bare.append(await _deliver_bare(database))
        await _make_due(database, crowd)
        rounds.append(await _deliver(database, dispatcher, post, crowd))
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    # The first round learns what holds for the day, as the scan of the night does.
    first, *later = rounds
    rate = statistics.median(each.rate for each in later)
    met = "met" if rate >= AIM else "NOT met"
    return [
        (
            f"  composed, drawn, sent and marked: {rate:.0f} a second (aim {AIM}: {met}),"
            f" {statistics.median(each.seconds for each in later):.2f} s of a core for 1,000"
        ),
        f"  the first round of the day: {first.rate:.0f} a second, {first.seconds:.2f} s of a core for 1,000",
        (
            f"  a bare outbox (claim and mark) in the same run: {statistics.median(bare):.0f} a second;"
            f" ratio {rate / statistics.median(bare):.2f}"
        ),
        f"  most memory after each round: {', '.join(f'{each} MB' for each in memory)}",
    ]


async def _make_due(database: Database, crowd: Crowd) -> None:
    await send_home(database, crowd)
    await plan_nudges(database, now=END_OF_HOUR)

    async def drop_the_rest(connection: AsyncConnection) -> None:
        others = deliveries.c.kind != "morning_nudge"
        await connection.execute(update(deliveries).where(others).values(state="skipped"))

    await database.write(drop_the_rest)


async def _deliver(database: Database, dispatcher: OutboxDispatcher, post: QuickPost, crowd: Crowd) -> _Round:
    post.sent = 0
    began, began_working = time.perf_counter(), time.process_time()
    await dispatcher.deliver_waiting()
    took, worked = time.perf_counter() - began, time.process_time() - began_working
    if post.sent != crowd.people or await _count_sent(database) != crowd.people:
        raise RuntimeError(f"{post.sent} were sent")
    return _Round(rate=post.sent / took, seconds=1_000 * worked / post.sent)


async def _deliver_bare(database: Database) -> float:
    """Only claim and mark, as any outbox must."""
    limits, sent = DeliveryLimits(rates=UNLIMITED), 0
    began = time.perf_counter()
    while claimed := (await claim_deliveries(database, limits=limits, now=END_OF_HOUR, limit=AT_ONCE)).deliveries:
        await asyncio.gather(*(mark_sent(database, each, now=END_OF_HOUR) for each in claimed))
        sent += len(claimed)
    return sent / (time.perf_counter() - began)


async def _count_sent(database: Database) -> int:
    async with database.reading() as connection:
        query = select(func.count()).where(deliveries.c.state == "sent")
        return int((await connection.execute(query)).scalar_one())


def main() -> None:
    """Print the report."""
    import structlog  # noqa: PLC0415 - the log of ten thousand sends would be measured, too

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    for line in asyncio.run(measure_delivery()):
        print(line)


if __name__ == "__main__":
    main()
