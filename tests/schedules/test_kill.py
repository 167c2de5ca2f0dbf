"""Two processes deliver at the same time and one is killed, ten times: each message arrives once."""

import asyncio
import multiprocessing
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.services.people.person_cache import PersonCache
from bot.storage.database import Database
from bot.storage.tables.delivery import deliveries
from sandbox.clock import MovableClock
from sandbox.entities import User
from sandbox.example import build_example
from sandbox.faults import Faults
from sandbox.server import Sandbox
from tests.conftest import StillClock, identify
from tests.schedules.worker import work

REPS = 30
ROUNDS = 10
# A lease takes a minute, and on a busy machine a process is slow to take one.
LEASE_OVER = timedelta(seconds=90)
# Mondays at 08:30 in Amsterdam, all in winter time and none a holiday.
MORNINGS = [datetime(2026, 1, 12, 7, 30, tzinfo=UTC) + timedelta(days=7 * number) for number in range(ROUNDS)]


@pytest.fixture
async def slack() -> AsyncIterator[Sandbox]:
    """A workspace with many reps and a slow Slack, so that a kill hits a message in flight."""
    workspace = build_example()
    for number in range(REPS):
        workspace.add_user(User(id=f"U9REP{number:02}", name=f"rep{number}", real_name=f"Rep {number}"))
    running = Sandbox(
        workspace=workspace, clock=MovableClock(start=MORNINGS[0] - timedelta(days=1)), faults=Faults(slow=0.03)
    )
    await running.start()
    yield running
    await running.stop()


def get_forks() -> ForkServerContext:
    """Return what forks processes from one that has imported the workers, of Teams where its SDK is installed."""
    forks = multiprocessing.get_context("forkserver")
    # Of one test process there is one server, which imports what it was first told to.
    forks.set_forkserver_preload(["tests.schedules.worker", "tests.schedules.teams_worker"])
    return forks


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that plans and delivers once."""

    process: ForkServerProcess
    signal: Connection
    log: Path

    def let_go(self) -> None:
        self.signal.send("go")

    async def read_log(self) -> bytes:
        """Return what it logged, once it has ended."""
        await asyncio.to_thread(self.process.join)
        self.signal.close()
        return self.log.read_bytes()


@dataclass(frozen=True, slots=True)
class Workplace:
    """Starts processes, forked from one that has imported the bot: importing takes longer than what they are to do."""

    database: Database
    slack: Sandbox
    folder: Path

    async def start(self, name: str, moment: datetime) -> Worker:
        """Return a process that is ready to begin at a moment."""
        forks = get_forks()
        signal, theirs = forks.Pipe()
        log = self.folder / f"{name}.log"
        process = forks.Process(
            target=work,
            args=(self.database.url, self.slack.base_url, self.slack.bot_token, moment),
            kwargs={"log": log, "signal": theirs},
        )
        await asyncio.to_thread(process.start)
        theirs.close()
        assert await asyncio.to_thread(signal.recv) == "ready"
        return Worker(process, signal, log)


async def count_doubtful(database: Database) -> int:
    async with database.reading() as connection:
        query = select(func.count()).where(deliveries.c.state == "in_doubt")
        return int((await connection.execute(query)).scalar_one())


def count_messages(slack: Sandbox) -> Counter[str]:
    return Counter(
        message.channel_id
        for channel in slack.workspace.channels
        if channel.is_im
        for message in slack.workspace.visible_messages(channel.members[0], channel.id)
    )


@pytest.mark.kill
@pytest.mark.timeout(240)
async def test_each_message_arrives_once_although_one_of_two_processes_is_killed_ten_times(
    database: Database, people: PersonCache, slack: Sandbox, tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311 - moments to kill at, no secret
    before = StillClock(MORNINGS[0] - timedelta(days=1))
    for number in range(REPS):
        await identify(people, before, f"U9REP{number:02}", f"Rep {number}", workspace=slack.workspace.team_id)
    place, killed_at_work = Workplace(database, slack, tmp_path), 0
    for number, morning in enumerate(MORNINGS, start=1):
        victim, other = await asyncio.gather(*(place.start(name, morning) for name in ("victim", "other")))
        for worker in (victim, other):
            worker.let_go()
        await asyncio.sleep(chance.uniform(0.0, 0.25))
        killed_at_work += victim.process.is_alive()
        victim.process.kill()
        await asyncio.gather(victim.read_log(), other.read_log())
        # The killed process's deliveries are looked up after their lease expires, and sent if they had not arrived.
        after = await place.start("after", morning + LEASE_OVER)
        after.let_go()
        log = await after.read_log()
        counts = count_messages(slack)
        doubtful = await count_doubtful(database)
        assert sum(counts.values()) + doubtful == REPS * number, log.decode()
        assert all(count <= number for count in counts.values())
        assert doubtful == log.count(b"delivery.in_doubt")
        assert doubtful <= 1
        assert doubtful or set(counts.values()) == {number}
    assert killed_at_work > 0
