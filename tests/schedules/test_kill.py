"""Two processes deliver at the same time and one is killed, ten times: each message arrives once."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
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

ROOT = Path(__file__).parent.parent.parent
REPS = 30
ROUNDS = 10
LEASE_OVER = timedelta(seconds=61)
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


async def start_worker(database: Database, slack: Sandbox, moment: datetime) -> Process:
    """Start a process, and return when it is ready."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.schedules.worker",
        database.url, slack.base_url, slack.bot_token, moment.isoformat(),
        cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    assert worker.stdout is not None
    assert await worker.stdout.readline() == b"ready\n"
    return worker


def let_go(worker: Process) -> None:
    assert worker.stdin is not None
    worker.stdin.write(b"go\n")


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
    database: Database, people: PersonCache, slack: Sandbox
) -> None:
    chance = random.Random(7)  # noqa: S311 - moments to kill at, no secret
    before = StillClock(MORNINGS[0] - timedelta(days=1))
    for number in range(REPS):
        await identify(people, before, f"U9REP{number:02}", f"Rep {number}", workspace=slack.workspace.team_id)
    killed_at_work = 0
    for number, morning in enumerate(MORNINGS, start=1):
        victim, other = await asyncio.gather(*(start_worker(database, slack, morning) for _ in range(2)))
        for worker in (victim, other):
            let_go(worker)
        await asyncio.sleep(chance.uniform(0.0, 0.25))
        killed_at_work += victim.returncode is None
        victim.kill()
        await asyncio.gather(victim.communicate(), other.communicate())
        # The killed process's deliveries are looked up after their lease expires, and sent if they had not arrived.
        after = await start_worker(database, slack, morning + LEASE_OVER)
        let_go(after)
        _, log = await after.communicate()
        counts = count_messages(slack)
        doubtful = await count_doubtful(database)
        assert sum(counts.values()) + doubtful == REPS * number, log.decode()
        assert all(count <= number for count in counts.values())
        assert doubtful == log.count(b"delivery.in_doubt")
        assert doubtful <= 1
        assert doubtful or set(counts.values()) == {number}
    assert killed_at_work > 0
