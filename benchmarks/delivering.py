"""Delivering a big morning to a Slack that answers at once: composed, drawn and marked, against a bare outbox."""

import asyncio
import json
import resource
import statistics
import time
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.crowd import HOUR, Crowd, gather_crowd, open_urls, send_home
from bot.domain.delivery.gates import Rates
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.delivery.outbox import Terms, claim_deliveries, mark_sent
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from bot.storage.migrate import migrate_database
from bot.storage.tables.delivery import deliveries
from handlers.slack.blocks import draw_blocks
from schedules.delivery import AT_ONCE, Courier

PEOPLE, ROUNDS = 10_000, 3
AIM = 1_000  # messages a second
END_OF_HOUR = HOUR + timedelta(minutes=59)
UNLIMITED = Rates(messages_per_minute=6e6, burst=100_000, channel_seconds=0.0, lookups_per_minute=6e6)


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
    def rates(self) -> Rates:
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
                lines += [f"Delivering {PEOPLE} mornings on {name}:", *await _measure(database)]
            finally:
                await database.close()
    return lines


async def _measure(database: Database) -> list[str]:
    crowd = Crowd(people=PEOPLE, has_accounts=True)
    await gather_crowd(database, crowd)
    bare, ours, memory = [], [], []
    for _ in range(ROUNDS):
        await _make_due(database, crowd)
        bare.append(await _deliver_bare(database))
        await _make_due(database, crowd)
        ours.append(await _deliver(database))
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    rate = statistics.median(ours)
    met = "met" if rate >= AIM else "NOT met"
    return [
        f"  composed, drawn, sent and marked: {rate:.0f} a second (aim {AIM}: {met})",
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


async def _deliver(database: Database) -> float:
    post = QuickPost()
    courier = Courier(database=database, messenger=post, clock=StillClock())
    began = time.perf_counter()
    await courier.deliver_waiting()
    took = time.perf_counter() - began
    if post.sent != PEOPLE or await _count_sent(database) != PEOPLE:
        raise RuntimeError(f"{post.sent} were sent")
    return post.sent / took


async def _deliver_bare(database: Database) -> float:
    """Only claim and mark, as any outbox must."""
    terms, sent = Terms(rates=UNLIMITED), 0
    began = time.perf_counter()
    while claimed := (await claim_deliveries(database, terms=terms, now=END_OF_HOUR, limit=AT_ONCE)).deliveries:
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
