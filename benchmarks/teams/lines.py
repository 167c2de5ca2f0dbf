"""A log by `/api/messages`, 16 at once, against a bare echo by Microsoft's SDK in the same run, on both databases.

Both are measured until the last answer has reached the connector: the echo posts it within the request, the bot stores
what was said, answers the request, and posts through the outbox.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp import web
from microsoft_teams.api.activities.message import MessageActivity
from microsoft_teams.apps import ActivityContext, App
from microsoft_teams.apps.http import HttpMethod, HttpRouteHandler

from app import serve
from benchmarks.crowd import open_urls
from benchmarks.figures import Better, note_figure
from benchmarks.load import Load, put_load
from benchmarks.quick_slack import listen
from benchmarks.slash_log import ACCOUNTS, add_accounts, count_rows
from benchmarks.teams.connector import Connector, spawn_connector
from benchmarks.teams.delivering import UNLIMITED_TEAMS
from benchmarks.teams.said import PEOPLE, make_line
from bot.settings import load_settings
from handlers.cli.runtime import freeze_startup_objects
from handlers.teams import messenger
from handlers.teams.connection import LOCAL_TOKEN
from schedules.service import Service, SystemClock

REQUESTS, AT_ONCE, ROUNDS = 900, 16, 3
AIM = 0.30
PATH = "/api/messages"
TEXTS = [
    line.format(number)
    for number in range(ACCOUNTS)
    for line in ("visit Klant {0:03}", "bezoek Klant {0:03}, offerte besproken", "5 mails")
]


@dataclass(slots=True)
class Measured:
    """Messages a second and CPU milliseconds for each, round by round, and the 99th percentile of the responses."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The median rate."""
        return statistics.median(self.rates)


async def measure_lines() -> list[str]:
    """Return the lines of the report."""
    lines: list[str] = []
    with open_urls() as urls, spawn_connector() as connector:
        for name, url in urls.items():
            async with _serve_echo() as echo_url, _serve_bot(url) as service:
                freeze_startup_objects()  # as it is run
                lines += await _compare(name, service, echo_url, connector)
    return lines


async def _compare(name: str, service: Service, echo_url: str, connector: Connector) -> list[str]:
    bot_url = f"http://127.0.0.1:{service.http_port}{PATH}"
    await _put(Measured(), echo_url, connector)
    await put_load(_make_load(bot_url, connector, requests=PEOPLE))
    await _settle(connector)
    await add_accounts(service)
    await _put(Measured(), bot_url, connector)
    echo, whole = Measured(), Measured()
    before = await count_rows(service)
    for _ in range(ROUNDS):
        await _put(echo, echo_url, connector)
        await _put(whole, bot_url, connector)
    stored = await count_rows(service) - before
    return _report(name, echo, whole, stored)


async def _put(measured: Measured, url: str, connector: Connector) -> None:
    wanted = connector.posted.value + REQUESTS
    began_working = time.process_time()
    outcome = await put_load(_make_load(url, connector, requests=REQUESTS))
    began = time.perf_counter() - REQUESTS / outcome.per_second  # the client's start, without that of its process
    await connector.wait_for(wanted)
    measured.rates.append(REQUESTS / (time.perf_counter() - began))
    measured.cpu.append((time.process_time() - began_working) * 1000 / REQUESTS)
    measured.waits.append(outcome.p99)


async def _settle(connector: Connector) -> None:
    """Wait until nothing comes any more: people are greeted when they write first."""
    before = -1
    while before < connector.posted.value:
        before = connector.posted.value
        await asyncio.sleep(1.0)


def _report(name: str, echo: Measured, whole: Measured, stored: int) -> list[str]:
    ratio = statistics.median(ours / theirs for ours, theirs in zip(whole.rates, echo.rates, strict=True))
    echo_cpu, whole_cpu = statistics.median(echo.cpu), statistics.median(whole.cpu)
    note_figure(f"a line in Teams against a bare echo, {name}", ratio, Better.MORE)
    note_figure(f"a line in Teams, CPU of a bare echo against its own, {name}", echo_cpu / whole_cpu, Better.MORE)
    ours, theirs = statistics.median(whole.waits), statistics.median(echo.waits)
    return [
        f"A line in Teams on {name}, {AT_ONCE} at once, stored, and answered by a card that the connector has taken:",
        f"  a bare echo by the SDK {echo.rate:7.0f} a second, {echo_cpu:.2f} ms of CPU each",
        f"  the whole of a log     {whole.rate:7.0f} a second, {whole_cpu:.2f} ms of CPU each",
        f"  ratio {ratio:.2f} (aim {AIM}: {'met' if ratio >= AIM else 'NOT met'}); of CPU {echo_cpu / whole_cpu:.2f}",
        f"  p99 of the response {ours:.0f} ms; of the echo's {theirs:.0f} ms",
        f"  {stored} rows stored of {ROUNDS * REQUESTS} answered",
    ]


def _make_load(url: str, connector: Connector, *, requests: int) -> Load:
    make = partial(make_line, service_url=connector.url)
    return Load(url=url, texts=TEXTS, requests=requests, at_once=AT_ONCE, marker="", make=make)


class _Adapter:
    """The SDK's endpoint on an aiohttp site, and no more."""

    handle: HttpRouteHandler

    def register_route(self, _method: HttpMethod, _path: str, handler: HttpRouteHandler) -> None:
        self.handle = handler

    async def receive(self, request: web.Request) -> web.Response:
        answer = await self.handle({"body": await request.json(), "headers": dict(request.headers)})
        return web.Response(status=answer["status"])


@asynccontextmanager
async def _serve_echo() -> AsyncIterator[str]:
    adapter: Any = _Adapter()
    teams = App(
        http_server_adapter=adapter,
        client_id="local",
        token=lambda _scope, _tenant: LOCAL_TOKEN,
        dangerously_allow_unauthenticated_requests=True,
    )

    @teams.on_message
    async def on_message(context: ActivityContext[MessageActivity]) -> None:
        await context.send(context.activity.text or "")

    await teams.initialize()
    site = web.Application()
    site.router.add_post(PATH, adapter.receive)
    async with listen(site) as address:
        yield f"{address}{PATH}"


@asynccontextmanager
async def _serve_bot(database_url: str) -> AsyncIterator[Service]:
    """Serve the bot without the pauses that Teams asks for."""
    settings = load_settings(
        _env_file=None, RITME_TEAMS_IS_OPEN=True, RITME_DATABASE_URL=database_url, RITME_HTTP_PORT=0
    )
    kept, messenger.RATES = messenger.RATES, UNLIMITED_TEAMS
    try:
        async with serve(settings, clock=SystemClock()) as service:
            yield service
    finally:
        messenger.RATES = kept
