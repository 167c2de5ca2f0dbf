"""Exactly-once delivery under failure: 3 replicas share 10,000 due messages; fifty times one is killed or paused."""

import asyncio
import json
import random
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.crowd import Crowd, gather_crowd, open_urls
from benchmarks.delivering import END_OF_HOUR
from benchmarks.quick_slack import QuickSlack, serve_quick_slack
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from bot.storage.migrate import migrate_database
from bot.storage.tables.delivery import deliveries

PEOPLE, REPLICAS, BLOWS = 10_000, 3, 50
# In seconds. The bot's lease is a minute; a shorter one makes more leases expire during the test.
LEASE, SLEEPS = 4.0, (5.0, 7.0)
POST_TAKES = 0.02
LONGEST_RUN = 300.0
ENDED = ("sent", "skipped", "failed", "in_doubt")


Blow = Callable[["Fleet", random.Random], Awaitable[None]]


@dataclass
class Fleet:
    """The running replicas and their log files."""

    url: str
    base_url: str
    ahead: float
    folder: Path
    running: list[Process] = field(default_factory=list)
    logs: dict[int, Path] = field(default_factory=dict)
    started: int = 0

    async def start_one(self) -> Process:
        """Start a replica."""
        self.started += 1
        path = self.folder / f"{self.started}.log"
        log = path.open("wb")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-m", "benchmarks.replica",
            self.url, self.base_url, str(self.ahead), str(LEASE),
            stdout=DEVNULL, stderr=log,
        )  # fmt: skip
        log.close()
        self.running.append(process)
        self.logs[process.pid] = path
        return process

    def choose(self, chance: random.Random) -> Process:
        """Return a replica that has started delivering, if any; killing one that is still starting proves little."""
        at_work = [process for process in self.running if self.logs[process.pid].stat().st_size > 0]
        return chance.choice(at_work or self.running)

    def count_events(self) -> Counter[str]:
        """Return the number of log lines per event."""
        lines = (line for path in self.folder.glob("*.log") for line in path.read_bytes().splitlines())
        found: Counter[str] = Counter()
        for line in lines:
            with suppress(json.JSONDecodeError):  # a killed process may leave half a line
                found[json.loads(line)["event"]] += 1
        return found

    async def stop(self) -> None:
        """Kill all running replicas."""
        for process in self.running:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
                process.kill()
        await asyncio.gather(*(process.wait() for process in self.running))


async def measure_replicas() -> AsyncIterator[list[str]]:
    """Yield the lines of the report, part by part."""
    blows: dict[str, Blow] = {"killed": _kill_one, "put to sleep past its lease": _let_one_sleep}
    for name in ("sqlite", "postgresql"):
        for called, blow in blows.items():
            with open_urls() as urls:
                yield await _measure(urls[name], f"{name}, one of {REPLICAS} replicas {called}", blow)


async def _measure(url: str, title: str, blow: Blow) -> list[str]:
    database = await _prepare(url)
    ahead = (END_OF_HOUR - datetime.now(UTC)).total_seconds()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="ritme-replicas-")))
        slack, base_url = await stack.enter_async_context(serve_quick_slack(delay=POST_TAKES))
        fleet = Fleet(url=url, base_url=base_url, ahead=ahead, folder=folder)
        stack.push_async_callback(fleet.stop)
        await asyncio.gather(*(fleet.start_one() for _ in range(REPLICAS)))
        began = time.perf_counter()
        struck = await _strike(fleet, slack, blow)
        await _wait_until_ended(database)
        took = time.perf_counter() - began
        return _report(title, slack, await _count_states(database), fleet.count_events(), struck=struck, took=took)


async def _prepare(url: str) -> Database:
    await migrate_database(url)
    database = Database(url)
    await gather_crowd(database, Crowd(people=PEOPLE))
    await plan_nudges(database, now=END_OF_HOUR)

    async def drop_the_rest(connection: AsyncConnection) -> None:
        others = deliveries.c.kind != "morning_nudge"
        await connection.execute(update(deliveries).where(others).values(state="skipped"))

    await database.write(drop_the_rest)
    return database


async def _strike(fleet: Fleet, slack: QuickSlack, blow: Blow) -> int:
    """Kill or pause a replica fifty times, evenly spread over the delivered messages."""
    chance = random.Random(11)
    began = time.perf_counter()
    for number in range(BLOWS):
        wanted = PEOPLE * (number + chance.random()) / (BLOWS + 1)
        while len(slack.posted) < wanted:
            if time.perf_counter() - began > LONGEST_RUN:
                return number
            await asyncio.sleep(0.005)
        await blow(fleet, chance)
    return BLOWS


async def _kill_one(fleet: Fleet, chance: random.Random) -> None:
    victim = fleet.choose(chance)
    fleet.running.remove(victim)
    with suppress(ProcessLookupError):
        victim.kill()
    await victim.wait()
    await fleet.start_one()


async def _let_one_sleep(fleet: Fleet, chance: random.Random) -> None:
    victim = fleet.choose(chance)
    victim.send_signal(signal.SIGSTOP)
    asyncio.get_running_loop().call_later(chance.uniform(*SLEEPS), _wake, victim)


def _wake(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGCONT)


async def _wait_until_ended(database: Database) -> None:
    began = time.perf_counter()
    while time.perf_counter() - began < LONGEST_RUN:
        states = await _count_states(database)
        if not set(states) - set(ENDED):
            # A paused replica may still resume and send.
            await asyncio.sleep(SLEEPS[1] + 1)
            return
        await asyncio.sleep(0.2)


async def _count_states(database: Database) -> dict[str, int]:
    async with database.reading() as connection:
        query = (
            select(deliveries.c.state, func.count())
            .where(deliveries.c.kind == "morning_nudge")
            .group_by(deliveries.c.state)
        )
        return {state: int(count) for state, count in (await connection.execute(query)).all()}


def _report(
    title: str, slack: QuickSlack, states: dict[str, int], events: Counter[str], *, struck: int, took: float
) -> list[str]:
    doubtful = states.get("in_doubt", 0)
    doubled = sum(count - 1 for count in slack.posted.values())
    return [
        f"{PEOPLE} messages, {title} {struck} times, in {took:.0f} s:",
        (
            f"  lost {PEOPLE - len(slack.posted) - doubtful}, double {doubled},"
            f" reconciled {events['delivery.found'] + events['delivery.sent_again']}"
            f" ({events['delivery.found']} had arrived, {events['delivery.sent_again']} had not),"
            f" in doubt {doubtful}, held back by the fence {events['delivery.fenced']}"
        ),
        f"  states in the end: {dict(sorted(states.items()))}",
    ]


async def _print_report() -> None:
    async for lines in measure_replicas():
        print("\n".join(lines), flush=True)


def main() -> None:
    """Print the report."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    asyncio.run(_print_report())


if __name__ == "__main__":
    main()
