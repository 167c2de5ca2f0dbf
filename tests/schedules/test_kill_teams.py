"""Kills on Teams, where nobody can be asked what arrived: none lost, none twice, in doubt only what had begun."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select

from benchmarks.quick_slack import listen
from bot.domain.delivery.delivery_state import BEGUN
from bot.services.people.person_cache import PersonCache
from bot.settings import TEAMS
from bot.storage.database import Database
from bot.storage.delivery.conversations import Reached, save_conversation
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.people import reps
from tests.conftest import DEFAULTS, StillClock, identify
from tests.schedules.test_kill import LEASE_OVER, MORNINGS, REPS, Worker, get_forks

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")

PEOPLE = [f"guid-{number:02}" for number in range(REPS)]
# How often a connector fails, of all posts: it takes some of those and none of the others.
FAULTS = 0.08
# A message, by its person and local day.
Key = tuple[str, date]


@dataclass
class ChaoticConnector:
    """A connector that is slow, answers 500 or 502, or closes the connection, whether it took the message or not."""

    chance: random.Random
    day: date = date.min
    taken: Counter[Key] = field(default_factory=Counter)
    failed: set[Key] = field(default_factory=set)
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        await request.read()
        key = (request.match_info["conversation"].removeprefix("a:"), self.day)
        await asyncio.sleep(self.chance.uniform(0, 0.05))
        if self.chance.random() >= FAULTS:
            self.taken[key] += 1
            await asyncio.sleep(self.chance.choice([0, 0, 0.3]))
            return web.json_response({"id": "1"})
        self.failed.add(key)
        self.taken[key] += self.chance.choice([0, 1])
        fault = self.chance.choice([500, 502, None])
        if fault is not None:
            return web.Response(status=fault)
        assert request.transport is not None
        request.transport.close()
        return web.Response()


@pytest.fixture
async def connector() -> AsyncIterator[ChaoticConnector]:
    running = ChaoticConnector(random.Random(11))  # noqa: S311 - faults, no secret
    site = web.Application()
    site.router.add_post("/v3/conversations/{conversation}/activities", running.answer)
    async with listen(site) as running.url:
        yield running


async def start(database: Database, folder: Path, name: str, moment: object) -> Worker:
    """Return a process that is ready to begin at a moment."""
    forks = get_forks()
    from tests.schedules.teams_worker import work  # noqa: PLC0415 - with Microsoft's SDK

    signal, theirs = forks.Pipe()
    log = folder / f"{name}.log"
    process = forks.Process(target=work, args=(database.url, moment), kwargs={"log": log, "signal": theirs})
    await asyncio.to_thread(process.start)
    theirs.close()
    assert await asyncio.to_thread(signal.recv) == "ready"
    return Worker(process, signal, log)


async def list_states(database: Database) -> dict[Key, tuple[str, str | None]]:
    """Return state and reason of each morning, but for those of days on which no process ran."""
    query = select(reps.c.address, deliveries.c.local_day, deliveries.c.state, deliveries.c.reason).join(
        reps, reps.c.id == deliveries.c.rep_id
    )
    query = query.where(deliveries.c.kind == "morning_nudge", deliveries.c.state != "skipped")
    async with database.reading() as connection:
        rows = await connection.execute(query)
        return {(row.address, row.local_day): (row.state, row.reason) for row in rows}


@pytest.mark.kill
@pytest.mark.timeout(240)
async def test_of_ten_kills_nothing_is_lost_nothing_comes_twice_and_in_doubt_is_what_had_begun(
    database: Database, connector: ChaoticConnector, tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311 - moments to kill at, no secret
    people = PersonCache(database, platform=TEAMS, defaults=DEFAULTS)
    for each in PEOPLE:
        person = await identify(people, StillClock(MORNINGS[0] - timedelta(days=1)), each, each, workspace="tenant-1")
        at, workspace_id = Reached(f"a:{each}", connector.url), person.workspace.id
        await database.write(
            lambda connection, each=each, at=at, workspace_id=workspace_id: save_conversation(  # type: ignore[misc]
                connection, workspace_id=workspace_id, address=each, at=at
            )
        )
    cut_short, begun_when_killed, in_doubt = 0, set[Key](), set[Key]()
    for number, morning in enumerate(MORNINGS, start=1):
        connector.day = morning.date()
        victim, other = await asyncio.gather(
            *(start(database, tmp_path, name, morning) for name in ("victim", "other"))
        )
        for worker in (victim, other):
            worker.let_go()
        await asyncio.sleep(chance.uniform(0.0, 1.0))
        cut_short += victim.process.is_alive()
        victim.process.kill()
        await asyncio.gather(victim.read_log(), other.read_log())
        begun_when_killed |= {
            key for key, state in (await list_states(database)).items() if state == ("sending", BEGUN)
        }
        # What the killed process had claimed is settled once its lease has expired, and what had not begun is sent.
        after = await start(database, tmp_path, "after", morning + LEASE_OVER)
        after.let_go()
        log = await after.read_log()
        states = await list_states(database)
        in_doubt = {key for key, (state, _) in states.items() if state == "in_doubt"}
        sent = {key for key, (state, _) in states.items() if state == "sent"}
        assert len(states) == REPS * number
        assert sent | in_doubt == set(states), log.decode()  # none is lost
        assert max(connector.taken.values()) == 1  # none comes twice
        assert {key for key in sent if connector.taken[key] != 1} == set()
        assert in_doubt == begun_when_killed | connector.failed  # the rule
    assert cut_short > 0
    arrived = sum(connector.taken[key] for key in in_doubt)
    assert 0 < arrived < len(in_doubt)  # both happened
