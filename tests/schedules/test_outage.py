"""An unreachable database: the dispatcher backs off, logs the outage once, and counts the failures."""

import asyncio
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from sqlalchemy.exc import OperationalError, ProgrammingError
from structlog.testing import capture_logs

from bot.services.delivery import outbox
from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.migrate import get_newest_revision, migrate_when_ready
from bot.storage.outage import DatabaseAway
from schedules.delivery import OutboxDispatcher
from schedules.guard import Outage, guard_job
from schedules.jobs import Jobs
from schedules.runner import build_scheduler
from schedules.timetable import ScheduledJob
from tests.conftest import StillClock
from tests.schedules.test_delivery import Post


@dataclass
class Pauses:
    """A fake sleep that records the durations, and cancels after a number of them."""

    most: int = 99
    taken: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        if len(self.taken) == self.most:
            raise asyncio.CancelledError
        await asyncio.sleep(0)


async def fail(*_arguments: object, **_named: object) -> None:
    raise ConnectionRefusedError("geheim: bezoek Acme")


def make_sqlite_error(text: str, code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


async def run_dispatcher(dispatcher: OutboxDispatcher) -> None:
    with suppress(asyncio.CancelledError):
        await dispatcher.run()


async def test_the_dispatcher_waits_longer_after_each_failure_and_logs_one_line(
    database: Database, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "find_next_try", fail)
    pauses = Pauses(most=9)
    dispatcher = OutboxDispatcher(database=database, messenger=Post(), clock=clock, pause=pauses)
    dispatcher.wake()
    with capture_logs() as logs:
        await run_dispatcher(dispatcher)
    assert pauses.taken == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert logs == [{"event": "outbox.unavailable", "reason": "ConnectionRefusedError", "log_level": "warning"}]


async def test_the_dispatcher_waits_also_when_only_claiming_fails(
    database: Database, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "claim_deliveries", fail)
    pauses = Pauses(most=3)
    dispatcher = OutboxDispatcher(database=database, messenger=Post(), clock=clock, pause=pauses)
    running = asyncio.create_task(run_dispatcher(dispatcher))
    while not running.done():
        dispatcher.wake()
        await asyncio.sleep(0.01)
    assert pauses.taken == [1, 2, 4]


async def test_the_dispatcher_counts_its_failures_when_the_database_is_back(
    database: Database, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [ConnectionRefusedError() for _ in range(3)]
    find = outbox.find_next_try

    async def fail_at_first(of: Database, **_share: object) -> object:
        if failures:
            raise failures.pop()
        return await find(of)

    monkeypatch.setattr(outbox, "find_next_try", fail_at_first)
    pauses = Pauses()
    dispatcher = OutboxDispatcher(database=database, messenger=Post(), clock=clock, pause=pauses)
    with capture_logs() as logs:
        running = asyncio.create_task(run_dispatcher(dispatcher))
        while len(logs) < 2:
            dispatcher.wake()
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)  # by now the dispatcher sleeps, and no query is running
        running.cancel()
        await running
    assert pauses.taken == [1, 2, 4]
    assert logs[1] == {"event": "outbox.available", "failures": 3, "log_level": "warning"}


async def test_ticks_log_one_line_for_an_outage_and_a_traceback_for_a_mistake() -> None:
    locked = make_sqlite_error("database is locked", sqlite3.SQLITE_BUSY)
    mistake = make_sqlite_error("no such column: x", sqlite3.SQLITE_ERROR)
    outcomes: list[Exception | None] = [
        OperationalError("", {}, locked), TimeoutError(), OSError(), None,
        ProgrammingError("", {}, mistake), OperationalError("", {}, mistake), None,
    ]  # fmt: skip

    async def job() -> None:
        error = outcomes.pop(0)
        if error is not None:
            raise error

    run = guard_job("plan", job, outage=Outage("plan"))
    with capture_logs() as logs:
        went_well = [await run() for _ in range(7)]
    assert went_well == [False, False, False, True, False, False, True]
    assert [(entry["event"], entry.get("failures")) for entry in logs] == [
        ("plan.unavailable", None), ("plan.available", 3), ("job.failed", None), ("job.failed", None),
    ]  # fmt: skip


async def test_the_scheduler_keeps_the_count_between_ticks() -> None:
    run = build_scheduler([ScheduledJob(name="plan", seconds=5, job=fail)]).get_jobs()[0].func
    with capture_logs() as logs:
        for _ in range(5):
            await run()
    assert [entry["event"] for entry in logs] == ["plan.unavailable"]


async def test_a_tick_of_the_plan_is_seen(database: Database, clock: StillClock) -> None:
    dispatcher = OutboxDispatcher(database=database, messenger=Post(), clock=clock)
    jobs = Jobs(database=database, dispatcher=dispatcher, clock=clock)
    ages = [jobs.planned.age]
    await jobs.plan()
    ages.append(jobs.planned.age)
    assert [age if age is None else round(age) for age in ages] == [None, 0]


async def test_a_start_waits_for_a_database_that_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    failures: list[Exception] = [ConnectionRefusedError(), TimeoutError()]

    async def fail_at_first(_url: str) -> str:
        if failures:
            raise failures.pop()
        return "0001"

    monkeypatch.setattr(migrate, "migrate_database", fail_at_first)
    pauses = Pauses()
    with capture_logs() as logs:
        assert await migrate_when_ready("postgresql://somewhere/ritme", pause=pauses) == "0001"
    assert pauses.taken == [3, 3]
    assert [(entry["event"], entry["reason"], entry["attempt"]) for entry in logs] == [
        ("database.waiting", "TimeoutError", 1), ("database.waiting", "ConnectionRefusedError", 2),
    ]  # fmt: skip


@pytest.mark.slow
async def test_a_start_that_need_not_wait_migrates_at_once(empty_database_url: str) -> None:
    pauses = Pauses()
    assert await migrate_when_ready(empty_database_url, pause=pauses) == get_newest_revision()
    assert pauses.taken == []


async def test_a_start_gives_up_after_a_minute_with_a_sentence() -> None:
    pauses = Pauses()
    with pytest.raises(DatabaseAway) as raised:
        await migrate_when_ready("postgresql://nobody@127.0.0.1:9/ritme", pause=pauses)
    assert sum(pauses.taken) == 60
    assert str(raised.value) == (
        "The database does not answer after 60 seconds (ConnectionRefusedError). Check RITME_DATABASE_URL, and that"
        " the server runs and lets this machine in."
    )


async def test_a_start_does_not_wait_for_a_file_that_cannot_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    async def cannot_open(_url: str) -> str:
        raise OperationalError("", {}, make_sqlite_error("unable to open database file", sqlite3.SQLITE_CANTOPEN))

    monkeypatch.setattr(migrate, "migrate_database", cannot_open)
    pauses = Pauses()
    with pytest.raises(OperationalError):
        await migrate_when_ready("sqlite:////nowhere/at/all/ritme.db", pause=pauses)
    assert pauses.taken == []
