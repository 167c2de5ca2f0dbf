"""The HTTP endpoint for Slack: an unsigned request has no effect, gets no details, and is closed quickly."""

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.interactions.table import BUTTONS
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.operations.check_health import Health
from bot.storage.database import Database
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.log import activities
from handlers.front.later import LaterReplies
from handlers.http import site
from handlers.installation import SingleInstallation
from handlers.pages import PageKeeper
from handlers.slack.app import build_slack_app
from handlers.slack.clients import SlackClients
from handlers.slack.connection import PATH, build_endpoint
from handlers.slack.context import SlackContext
from handlers.slack.home import SlackHome
from handlers.slack.replies import Replier
from schedules.guard import guard_job
from tests.bot.storage.test_deadline import lock_database
from tests.bot.storage.test_writer import add_workspaces

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
Headers = list[tuple[str, str]]


@dataclass
class FakeSlack:
    """A fake Slack API with response URLs and a foreign URL; records the requests to each."""

    base_url: str = ""
    called: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    overheard: list[str] = field(default_factory=list)
    foreign_url: str = ""
    view_error: str = ""
    view_seconds: float = 0.0

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body = await request.json() if request.content_type == JSON else await request.post()
        self.called.append((method, dict(body)))
        if method == "views.open":
            await asyncio.sleep(self.view_seconds)
            if self.view_error:
                return web.json_response({"ok": False, "error": self.view_error})
        user = {"id": "UANNA", "real_name": "Anna", "tz": "Europe/Amsterdam", "locale": "nl-NL", "team_id": "T1"}
        return web.json_response({"ok": True, "user": user, "team_id": "T1", "bot_id": "B1", "user_id": "UBOT"})

    async def overhear(self, request: web.Request) -> web.Response:
        self.overheard.append(request.path)
        return web.Response(text="ok")

    def list_said(self) -> list[str]:
        """Return the texts posted, as replies and as messages."""
        return [body["text"] for method, body in self.called if method in {"chat.postMessage", "reply"}]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    runners = []
    for path, handler in (("/api/{method}", fake.answer), ("/{any:.*}", fake.overhear)):
        web_app = web.Application()
        web_app.router.add_route("*", path, handler)
        runner = web.AppRunner(web_app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        runners.append(runner)
    fake.base_url = f"http://127.0.0.1:{runners[0].addresses[0][1]}/api/"
    fake.foreign_url = f"http://127.0.0.1:{runners[1].addresses[0][1]}/commands/T1/1/abc"
    yield fake
    for runner in runners:
        await runner.cleanup()


@dataclass
class Port:
    """The bot's endpoint and an HTTP client for it."""

    number: int
    session: aiohttp.ClientSession

    async def post(self, body: bytes | BytesIO, headers: Headers) -> tuple[int, str]:
        url = f"http://127.0.0.1:{self.number}/slack/events"
        async with self.session.post(url, data=body, headers=headers) as response:
            return response.status, await response.text()

    async def post_signed(self, body: bytes, content_type: str = JSON) -> tuple[int, str]:
        return await self.post(body, [("Content-Type", content_type), *sign(body)])

    async def press(self, action: dict[str, Any], **more: Any) -> tuple[int, str]:
        payload = {
            "type": "block_actions",
            "user": {"id": "UANNA", "team_id": "T1"},
            "team": {"id": "T1"},
            "trigger_id": "1.2",
            "actions": [{"action_ts": "1.0", "type": "button", **action}],
            **more,
        }
        return await self.post_signed(urlencode({"payload": json.dumps(payload)}).encode(), FORM)


HEALTHY = Health(has_database=True, oldest_due=None, plan_age=1.04)


@pytest.fixture
async def health() -> list[Health]:
    return [HEALTHY]


@pytest.fixture
async def port(bot: Bot, slack: FakeSlack, health: list[Health]) -> AsyncIterator[Port]:
    clients = SlackClients(SingleInstallation("xoxb-1"), base_url=slack.base_url)
    homes = PageKeeper(bot=bot, publisher=SlackHome(clients), guard=guard_job)
    later, replier = LaterReplies(bot, lambda: None), Replier(base_url=slack.base_url)
    context = SlackContext(bot=bot, later=later, homes=homes, replier=replier)

    async def check() -> Health:
        return health[0]

    async with AsyncExitStack() as stack:
        receive = build_endpoint(build_slack_app(context, clients=clients, is_http=True), secret=SECRET).receive
        number = await site.listen(stack, routes={PATH: receive}, check_health=check, host="127.0.0.1", port=0)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Port(number, session)


def sign(body: bytes, *, timestamp: str | None = None, secret: str = SECRET) -> Headers:
    timestamp = timestamp or str(int(time.time()))
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, sha256).hexdigest()
    return [("X-Slack-Request-Timestamp", timestamp), ("X-Slack-Signature", f"v0={digest}")]


def write_command(slack: FakeSlack, text: str = "bezoek Acme", **more: str) -> bytes:
    fields = {
        "command": "/log",
        "text": text,
        "team_id": "T1",
        "user_id": "UANNA",
        "trigger_id": "1.2",
        "response_url": slack.foreign_url,
    }
    return urlencode(fields | more).encode()


def list_unsigned(body: bytes) -> dict[str, Headers]:
    """Return invalid signature headers, by what is wrong with them."""
    good = sign(body)
    stamp, digest = good
    signed_abc = sign(body, timestamp="abc")
    now = int(time.time())
    return {
        "nothing": [],
        "no timestamp": [digest],
        "no signature": [stamp],
        "empty": [(stamp[0], ""), (digest[0], "")],
        "timestamp of letters": signed_abc,
        "timestamp in other digits": [(stamp[0], "\u0661\u0662\u0663"), digest],
        "timestamp with a sign": sign(body, timestamp=f"+{now}"),
        "timestamp with a fraction": sign(body, timestamp=f"{now}.5"),
        "timestamp without end": sign(body, timestamp="9" * 400),
        "old": sign(body, timestamp=str(now - 301)),
        "of the future": sign(body, timestamp=str(now + 330)),
        "another secret": sign(body, secret="other"),
        "another body": sign(body + b" "),
        "signature in other letters": [stamp, (digest[0], "v0=\u00e9\u00e9\u00e9")],
        "signature in capitals": [stamp, (digest[0], digest[1].upper())],
        "signature of another version": [stamp, (digest[0], digest[1].replace("v0", "v1"))],
        "signature cut short": [stamp, (digest[0], digest[1][:-1])],
        "timestamp twice": [stamp, *good],
        "signature twice": [*good, digest],
        "two signatures in one": [stamp, (digest[0], f"{digest[1]},{digest[1]}")],
    }


async def test_what_is_not_signed_is_refused_without_a_word_and_posts_nowhere(port: Port, slack: FakeSlack) -> None:
    body = write_command(slack)
    answers = {
        f"{name} as {kind}": await port.post(body, [("Content-Type", kind), *headers])
        for name, headers in list_unsigned(body).items()
        for kind in (FORM, JSON, "text/plain")
    }
    assert {name: answer for name, answer in answers.items() if answer != (401, "")} == {}
    assert (slack.called, slack.overheard) == ([], [])


async def test_a_signed_command_that_names_a_foreign_address_is_answered_to_slack_only(
    port: Port, slack: FakeSlack
) -> None:
    status, answer = await port.post_signed(write_command(slack, "xyzzy"), FORM)
    assert (status, bool(json.loads(answer)["text"])) == (200, True)
    await port.press({"action_id": "entry_undo:0", "value": "1"}, response_url=slack.foreign_url)
    await port.press({"action_id": "entry_undo:0", "value": "abc"}, response_url=slack.foreign_url)
    assert slack.overheard == []


async def test_a_form_that_carries_a_foreign_address_is_not_answered_there(slack: FakeSlack) -> None:
    assert (
        await Replier(base_url=slack.base_url).post(slack.foreign_url, Message(fallback="geheim"), replaces=False)
        is False
    )
    assert slack.overheard == []


@pytest.mark.parametrize(
    ("base_url", "url", "allowed"),
    [
        ("https://slack.com/api/", "https://hooks.slack.com/commands/T1/1/a", True),
        ("https://www.slack.com/api/", "https://hooks.slack.com/commands/T1/1/a", True),
        ("https://slack-gov.com/api/", "https://hooks.slack-gov.com/actions/T1/1/a", True),
        ("https://slack.com/api/", "http://hooks.slack.com/commands/T1/1/a", False),
        ("https://slack.com/api/", "https://slack.com/commands", False),
        ("https://slack.com/api/", "https://hooks.slack.com.example.org/", False),
        ("https://slack.com/api/", "https://hooks.slack.com@example.org/", False),
        ("https://slack.com/api/", "https://hooks.slack.com\\@example.org/", False),
        ("https://slack.com/api/", "https://hooks.slack.com:8443/", False),
        ("https://slack.com/api/", "https://hooks.slack.com/a\r\nHost: example.org", False),
        ("https://slack.com/api/", "http://169.254.169.254/latest/meta-data", False),
        ("https://slack.com/api/", "", False),
        ("http://127.0.0.1:3100/api/", "http://127.0.0.1:3100/commands/a", True),
        ("http://127.0.0.1:3100/api/", "http://127.0.0.1:3101/commands/a", False),
        ("http://127.0.0.1:3100/api/", "https://hooks.slack.com/commands/a", False),
    ],
)
def test_only_addresses_of_the_configured_slack_are_answered(base_url: str, url: str, *, allowed: bool) -> None:
    assert Replier(base_url=base_url).allows(url) is allowed


async def test_a_check_of_the_certificate_gets_200_and_does_nothing(port: Port, slack: FakeSlack) -> None:
    body = urlencode({"ssl_check": "1", "token": "x"}).encode()
    assert await port.post(body, [("Content-Type", FORM)]) == (200, "")
    assert await port.post_signed(body, FORM) == (200, "")
    assert await port.post(write_command(slack, ssl_check="1"), [("Content-Type", FORM)]) == (401, "")
    assert slack.called == []


async def test_a_huge_body_is_refused(port: Port) -> None:
    body = b"x" * (1024 * 1024 + 1)
    headers = [("Content-Type", JSON), *sign(body)]
    assert await port.post(BytesIO(body), headers) == (413, "")

    async def send_in_pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield body[:65536]

    url = f"http://127.0.0.1:{port.number}/slack/events"
    try:
        async with port.session.post(url, data=send_in_pieces(), headers=headers) as response:
            status = response.status
    except aiohttp.ClientError:  # closed while we were still sending
        status = 413
    assert status == 413


@pytest.mark.slow
@pytest.mark.parametrize("is_headers_only", [True, False])
async def test_a_request_that_never_ends_is_dropped(
    port: Port, monkeypatch: pytest.MonkeyPatch, *, is_headers_only: bool
) -> None:
    monkeypatch.setattr(site, "HEADERS_SECONDS" if is_headers_only else "BODY_SECONDS", 0.3)
    head = "POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in sign(b""))
    half = head if is_headers_only else f"{head}\r\n{{"
    connections = [await asyncio.open_connection("127.0.0.1", port.number) for _ in range(40)]
    for _, writer in connections:
        writer.write(half.encode())
    try:
        async with asyncio.timeout(9):
            ends = [await reader.read() for reader, _ in connections]
    finally:
        for _, writer in connections:
            writer.close()
    assert {end.partition(b"\r\n")[0] for end in ends} == {b"" if is_headers_only else b"HTTP/1.1 408 Request Timeout"}
    assert (await port.post(b"", []))[0] == 401


EVENT = {"type": "event_callback", "team_id": "T1", "event_id": "E1"}
PERSON = {"user": {"id": "UANNA"}, "team": {"id": "T1"}}
VIEW = {"id": "V1", "callback_id": "log", "state": {"values": {}}}
NONSENSE: tuple[Any, ...] = (
    [], None, 5, "text", True, {}, [[]] * 3, {"type": 5}, {"type": "unheard_of"}, {"type": []}, {"command": 5},
    EVENT, {**EVENT, "event": []}, {**EVENT, "event": {}}, {**EVENT, "event": {"type": "message"}},
    {**EVENT, "event": {"type": "message", "channel_type": "im", "channel": "D1", "text": "hoi"}},
    {**EVENT, "event": {"type": "message", "channel_type": "im", "channel": "D1", "user": 5}},
    {**EVENT, "event": {"type": "message", "channel_type": "im", "user": "UANNA"}},
    {**EVENT, "event": {"type": "app_mention", "channel": "C1", "user": "UANNA", "text": ["hoi"]}},
    {**EVENT, "event": {"type": "app_home_opened", "tab": "home", "user": None}},
    {**EVENT, "event": {"type": "user_change", "user": {}}}, {**EVENT, "authorizations": 5, "event": {"type": "x"}},
    {"type": "block_actions"}, {"type": "block_actions", **PERSON}, {"type": "block_actions", **PERSON, "actions": []},
    {"type": "block_actions", **PERSON, "actions": [5], "trigger_id": "1"},
    {"type": "block_actions", "user": "UANNA", "actions": [{"action_id": "a", "action_ts": "1"}], "trigger_id": "1"},
    {"type": "view_submission"}, {"type": "view_submission", **PERSON},
    {"type": "view_submission", **PERSON, "view": []},
    {"type": "view_submission", **PERSON, "view": VIEW},
    {"type": "view_submission", **PERSON, "view": {**VIEW, "private_metadata": "abc"}},
    {"type": "view_submission", **PERSON, "view": {**VIEW, "private_metadata": "[]"}},
    {"type": "view_submission", **PERSON, "view": {**VIEW, "private_metadata": "{}"}},
    {"type": "block_suggestion"}, {"type": "block_suggestion", "user": 5}, {"type": "url_verification"},
)  # fmt: skip


async def test_signed_nonsense_is_400_and_never_a_traceback(port: Port, slack: FakeSlack) -> None:
    texts = [json.dumps(each).encode() for each in NONSENSE] + [b"", b"{", b"\xff\xfe", b"[" * 100_000]
    with capture_logs() as logs:
        answers = {
            (text[:200], kind): await port.post_signed(body, kind)
            for text in texts
            for kind, body in ((JSON, text), (FORM, b"payload=" + urlencode({"": text})[1:].encode()))
        }
    assert {sent: answer for sent, answer in answers.items() if answer != (400, "")} == {}
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    assert slack.called == []


async def test_a_signed_body_of_another_kind_is_400(port: Port) -> None:
    assert await port.post_signed(b"{}", "text/plain") == (400, "")


async def test_slack_checks_the_address_with_a_challenge(port: Port) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c1"}).encode()
    assert await port.post_signed(body) == (200, '{"challenge": "c1"}')


EXPIRED = "Deze knop is verlopen. Vraag het opnieuw, dan krijg je verse knoppen."
FOREIGN_VALUES = (None, "", "abc", "-1", "1:abc", "9" * 30, "\u0661", ["1"])


@pytest.mark.slow
async def test_a_button_with_a_foreign_value_is_answered_with_a_sentence(port: Port, slack: FakeSlack) -> None:
    names = sorted(BUTTONS)
    problems = []
    url = slack.base_url + "reply"
    for name in (*names, "unheard_of"):
        for value in FOREIGN_VALUES:
            with capture_logs() as logs:
                action_id = f"{name}:{value}" if name in {"step_move", "step_pick", "feedback_promise"} else f"{name}:0"
                answer = await port.press({"action_id": action_id, "value": value}, response_url=url)
            failed = [entry for entry in logs if entry["log_level"] == "error"]
            if answer not in {(200, ""), (400, "")} or failed:
                problems.append((name, value, answer, [str(entry.get("exc_info")) for entry in failed]))
    assert problems == []
    assert slack.list_said().count(EXPIRED) > len(names) * 3


async def test_an_unknown_button_on_the_home_page_is_answered_in_a_direct_message(
    port: Port, database: Database
) -> None:
    assert await port.press({"action_id": "unheard_of:0"}, container={"type": "view"}) == (200, "")
    async with database.reading() as connection:
        replies = select(deliveries.c.payload).where(deliveries.c.kind == "reply")
        [payload] = (await connection.execute(replies)).scalars()
    assert (payload["address"]["channel"], payload["message"]["fallback"]) == ("UANNA", EXPIRED)


NOT_OPENED = "Het formulier kon niet open; het duurde te lang. Probeer het zo nog eens."


@pytest.mark.slow
@pytest.mark.parametrize("is_on_home_page", [True, False])
@pytest.mark.parametrize(("error", "seconds"), [("expired_trigger_id", 0), ("", 5)])
async def test_a_form_that_does_not_open_is_answered_within_three_seconds(
    port: Port, slack: FakeSlack, error: str, seconds: float, *, is_on_home_page: bool
) -> None:
    slack.view_error, slack.view_seconds = error, seconds
    more = {"container": {"type": "view"}} if is_on_home_page else {"response_url": slack.base_url + "reply"}
    began = time.monotonic()
    assert await port.press({"action_id": "settings_open:0", "value": "x"}, **more) == (200, "")
    assert time.monotonic() - began < 3
    assert slack.list_said() == [NOT_OPENED]


async def test_a_command_whose_form_does_not_open_is_answered(port: Port, slack: FakeSlack) -> None:
    slack.view_error = "expired_trigger_id"
    status, answer = await port.post_signed(write_command(slack, ""), FORM)
    assert (status, json.loads(answer)["text"]) == (200, NOT_OPENED)


BUSY = "Mijn database is even bezet; er is niets bewaard. Probeer het zo nog eens."


@pytest.mark.slow
async def test_a_request_to_a_locked_database_is_answered_within_three_seconds_and_never_stored(
    port: Port, slack: FakeSlack, database: Database
) -> None:
    assert (await port.post_signed(write_command(slack, "5 mails"), FORM))[0] == 200
    began = time.monotonic()
    async with lock_database(database.url, table="activities"):
        status, answer = await port.post_signed(write_command(slack, "7 mails", trigger_id="2.2"), FORM)
    assert (status, json.loads(answer)["text"]) == (200, BUSY)
    assert time.monotonic() - began < 3
    await database.write_grouped(add_workspaces, "later")
    async with database.reading() as connection:
        assert list((await connection.execute(select(activities.c.count))).scalars()) == [5]


@pytest.mark.slow
async def test_a_message_to_a_locked_database_is_answered_directly(
    port: Port, slack: FakeSlack, database: Database
) -> None:
    await port.post_signed(write_command(slack, "5 mails"), FORM)
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "UANNA", "text": "7 mails"}
    async with lock_database(database.url, table="activities"):
        began = time.monotonic()
        assert await port.post_signed(json.dumps({**EVENT, "event": event}).encode()) == (200, "")
        assert time.monotonic() - began < 3
    assert slack.list_said() == [BUSY]


@pytest.mark.parametrize(
    ("found", "status", "answer"),
    [
        (HEALTHY, 200, ("ok", "ok", None, 1.0)),
        (Health(has_database=True, oldest_due=12.34, plan_age=None), 200, ("ok", "ok", 12.3, None)),
        (Health(has_database=False, oldest_due=None, plan_age=1), 503, ("unavailable", "unavailable", None, 1)),
        (Health(has_database=True, oldest_due=601, plan_age=1), 503, ("unavailable", "ok", 601, 1)),
        (Health(has_database=True, oldest_due=None, plan_age=121), 503, ("unavailable", "ok", None, 121)),
    ],
)
async def test_health_says_what_is_so(
    port: Port, health: list[Health], found: Health, status: int, answer: tuple[object, ...]
) -> None:
    health[0] = found
    async with port.session.get(f"http://127.0.0.1:{port.number}/health") as response:
        said = await response.json()
    overall, database, oldest_due, plan = answer
    assert response.status == status
    assert said == {
        "status": overall,
        "database": database,
        "outbox": {"oldest_due_seconds": oldest_due},
        "plan": {"last_tick_seconds": plan},
    }


async def test_a_token_in_the_environment_is_nothing_to_warn_of(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    clients = SlackClients(SingleInstallation("xoxb-1"), base_url="https://slack.com/api/")
    homes = PageKeeper(bot=bot, publisher=SlackHome(clients), guard=guard_job)
    build_slack_app(SlackContext(bot=bot, later=LaterReplies(bot, lambda: None), homes=homes), clients=clients)
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == []


async def test_what_a_request_logs_carries_its_workspace_which_the_next_one_does_not(
    port: Port, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.interactions.front.handle_button", fail)
    with capture_logs(processors=[merge_contextvars]) as logs:
        await port.press({"action_id": "deal_show:0", "value": "1"}, response_url=slack.base_url + "reply")
        await port.post_signed(b"{}")
    assert [(each["event"], each.get("workspace"), each.get("workspace_id")) for each in logs] == [
        ("interaction.failed", "T1", 1),
        ("request.malformed", None, None),
    ]
