"""Throughput of a large morning with a Slack that answers at once: compose, render and mark, against a bare outbox.

Every rep has the demo's two years of history, and the deals were scanned during the night. CPU time is printed too:
the machine may be shared. The last figure also posts, through the SDK, to a fake Slack in another process.
"""

import asyncio
import json
import resource
import statistics
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.crowd import HOUR, Crowd, open_urls, send_home
from benchmarks.demo_crowd import gather_demo_crowd
from benchmarks.figures import Better, note_figure
from benchmarks.quick_slack import spawn_quick_slack
from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.outbox import DeliveryLimits, claim_deliveries, mark_sent
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from bot.storage.migrate import migrate_database
from bot.storage.tables.delivery import deliveries
from handlers.cli.runtime import freeze_startup_objects
from handlers.http.session import open_session
from handlers.installation import SingleInstallation
from handlers.slack.blocks import draw_blocks
from handlers.slack.clients import SlackClients
from handlers.slack.messenger import SlackMessenger
from schedules.delivery import AT_ONCE, OutboxDispatcher

COPIES, ROUNDS = 40, 5
AIM = 1_000  # messages a second
# So many days after the Wednesday of the others.
OTHER_DAYS = {"a Friday": 2, "the first of a month": 14}
END_OF_HOUR = HOUR + timedelta(minutes=59)
UNLIMITED = RateLimits(messages_per_minute=6e6, burst=100_000, channel_seconds=0.0, lookups_per_minute=6e6)


@dataclass(slots=True)
class StillClock:
    """A clock fixed at the end of the hour, on a day that can be set."""

    moment: datetime = END_OF_HOUR

    def now(self) -> datetime:
        """Return the fixed moment."""
        return self.moment


class QuickPost:
    """A `Messenger` that renders each message for Slack and accepts it at once."""

    @property
    def rates(self) -> RateLimits:
        """No limits."""
        return UNLIMITED

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        """Render a message."""
        json.dumps({"channel": address.channel, "blocks": draw_blocks(message), "metadata": delivery_id})

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:  # noqa: ARG002 - the port's signature
        """Return True: no message is ever lost."""
        return True


class UnlimitedSlack(SlackMessenger):
    """Posts as the bot does, without the pauses that Slack asks for."""

    @property
    def rates(self) -> RateLimits:
        """No limits."""
        return UNLIMITED


async def measure_delivery() -> list[str]:
    """Return the lines of the report."""
    lines = []
    with open_urls() as urls, spawn_quick_slack() as slack_url:
        for name, url in urls.items():
            await migrate_database(url)
            database = Database(url)
            try:
                memo = DayMemo()
                crowd = await gather_demo_crowd(database, copies=COPIES, memo=memo)
                freeze_startup_objects()  # as it is run
                lines += [
                    f"Delivering {crowd.people} mornings on {name}:",
                    *await _measure(name, database, crowd, memo),
                ]
                lines += await _measure_other_days(database, crowd)
                lines += [await _measure_posts(database, crowd, memo, slack_url)]
            finally:
                await database.close()
    return lines


@dataclass(frozen=True, slots=True)
class Round:
    """Messages sent per second, and CPU seconds per thousand."""

    rate: float
    seconds: float


async def _measure(name: str, database: Database, crowd: Crowd, memo: DayMemo) -> list[str]:
    bare, rounds, memory = [], [], []
    kept = OutboxDispatcher(database=database, messenger=QuickPost(), clock=StillClock(), memo=memo)
    # Where another process scanned the deals, the first round learns the norms.
    empty = OutboxDispatcher(database=database, messenger=QuickPost(), clock=StillClock())
    for dispatcher in (empty, *[kept] * (1 + ROUNDS)):
        await make_due(database, crowd)
        bare.append(await deliver_bare(database))
        await make_due(database, crowd)
        rounds.append(await deliver(database, dispatcher, crowd))
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    unscanned, first, *later = rounds
    rate = statistics.median(each.rate for each in later)
    note_figure(f"mornings delivered, against a bare outbox, {name}", rate / statistics.median(bare), Better.MORE)
    note_figure(f"mornings delivered a second, {name}", rate, Better.MORE)
    met = "met" if rate >= AIM else "NOT met"
    return [
        (
            f"  composed, drawn, sent and marked: {rate:.0f} a second (aim {AIM}: {met}),"
            f" {statistics.median(each.seconds for each in later):.2f} s of a core for 1,000;"
            f" best of {ROUNDS} rounds {_tell(max(later, key=attrgetter('rate')))}"
        ),
        f"  the first round of the day: {_tell(first)}; without a scan before it: {_tell(unscanned)}",
        (
            f"  a bare outbox (claim and mark) in the same run: {statistics.median(bare):.0f} a second;"
            f" ratio {rate / statistics.median(bare):.2f}"
        ),
        f"  most memory after each round: {', '.join(f'{each} MB' for each in memory)}",
    ]


async def _measure_other_days(database: Database, crowd: Crowd) -> list[str]:
    """A Friday brings a thought about the week, the first of a month the month and the scorecard."""
    lines = []
    for name, days in OTHER_DAYS.items():
        clock = StillClock(END_OF_HOUR + timedelta(days=days))
        dispatcher = OutboxDispatcher(database=database, messenger=QuickPost(), clock=clock)
        rounds = []
        for _ in range(3):
            await make_due(database, replace(crowd, due_at=HOUR + timedelta(days=days)))
            rounds.append(await deliver(database, dispatcher, crowd))
        best = max(rounds[1:], key=attrgetter("rate"))
        lines.append(f"  on {name}: {_tell(best)}; the first round, without a scan before it: {_tell(rounds[0])}")
    return lines


async def _measure_posts(database: Database, crowd: Crowd, memo: DayMemo, slack_url: str) -> str:
    async with open_session() as session:
        clients = SlackClients(SingleInstallation("xoxb-nobody"), base_url=slack_url, session=session)
        messenger = UnlimitedSlack(clients)
        dispatcher = OutboxDispatcher(database=database, messenger=messenger, clock=StillClock(), memo=memo)
        rounds = []
        for _ in range(ROUNDS):
            await make_due(database, crowd)
            rounds.append(await deliver(database, dispatcher, crowd))
    best = max(rounds, key=attrgetter("rate"))
    return f"  the same, and posted to a Slack in another process: {_tell(best)} (without what that process takes)"


def _tell(one: Round) -> str:
    return f"{one.rate:.0f} a second, {one.seconds:.2f} s of a core for 1,000"


async def make_due(database: Database, crowd: Crowd) -> None:
    """Have the mornings due again, and nothing else."""
    await send_home(database, crowd)
    await plan_nudges(database, now=crowd.due_at + timedelta(minutes=59))

    async def drop_the_rest(connection: AsyncConnection) -> None:
        others = deliveries.c.kind != "morning_nudge"
        await connection.execute(update(deliveries).where(others).values(state="skipped"))

    await database.write(drop_the_rest)


async def deliver(database: Database, dispatcher: OutboxDispatcher, crowd: Crowd) -> Round:
    """Deliver all that is due, and measure it."""
    began, began_working = time.perf_counter(), time.process_time()
    await dispatcher.deliver_waiting()
    took, worked = time.perf_counter() - began, time.process_time() - began_working
    sent = await _count_sent(database)
    if sent != crowd.people:
        raise RuntimeError(f"{sent} were sent")
    return Round(rate=sent / took, seconds=1_000 * worked / sent)


async def deliver_bare(database: Database) -> float:
    """Only claim and mark: the minimum for any outbox."""
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
    import structlog  # noqa: PLC0415 - silences the log, which would be measured too

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    for line in asyncio.run(measure_delivery()):
        print(line)


if __name__ == "__main__":
    main()
