"""The whole way over HTTP with Microsoft's SDK: to the endpoint, and back to a connector that is a server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.ports import SendFailed, SendUncertain
from bot.services.operations.check_health import Health
from bot.settings import Settings, load_settings
from bot.storage.delivery.conversations import Reached
from handlers.front.directory import Member
from handlers.http.site import listen
from tests.handlers.teams.chat import read_lines
from tests.handlers.teams.teams import Teams

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@dataclass
class Connector:
    """A server that stands for Microsoft's: it keeps what is posted, and answers with the next status."""

    address: str = ""
    posted: list[tuple[str, str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.json() if request.body_exists else None
        self.posted.append((request.method, request.path, body))
        self.tokens.append(request.headers.get("Authorization", ""))
        return self.answers.pop(0) if self.answers else web.json_response({"id": "m1"})


async def _is_fine() -> Health:
    return Health(has_database=True, oldest_due=None, plan_age=None)


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as entered:
        yield entered


@pytest.fixture
async def server(stack: AsyncExitStack) -> Connector:
    made = Connector()
    site = web.Application()
    site.router.add_route("*", "/{tail:.*}", made.receive)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    tcp = web.TCPSite(runner, "127.0.0.1", 0)
    await tcp.start()
    made.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    return made


def make_settings(**more: object) -> Settings:
    return load_settings(_env_file=None, **more)


async def open_endpoint(stack: AsyncExitStack, teams: Teams, settings: Settings) -> tuple[str, Teams]:
    """Return the address of the endpoint, and the bot that posts by the SDK."""
    from handlers.teams.connection import PATH, TeamsConnection  # noqa: PLC0415 - imports the SDK

    connection = TeamsConnection(settings)
    stack.push_async_callback(connection.close)
    joined = teams.with_connector(connection)
    await connection.serve(joined.context)
    port = await listen(stack, routes={PATH: connection.receive}, check_health=_is_fine, host="127.0.0.1", port=0)
    return f"http://127.0.0.1:{port}{PATH}", joined


async def post(url: str, **more: Any) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.post(url, **more) as response:
        return response.status, await response.json() if response.content_type == "application/json" else None


async def test_a_line_over_http_is_answered_by_the_connector(
    stack: AsyncExitStack, teams: Teams, server: Connector
) -> None:
    url, joined = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    sanne = await joined.know("guid-sanne", "Sanne de Wit")
    said = sanne.make("message", text="5 mails", serviceUrl=server.address)
    assert await post(url, json=said) == (200, None)
    await joined.deliver()
    [(method, path, activity)] = server.posted
    assert (method, path) == ("POST", f"/v3/conversations/{sanne.conversation}/activities")
    assert read_lines(activity["attachments"][0]["content"])[0] == "\u2713 5 berichten"
    assert activity["summary"]
    assert server.tokens[0].startswith("Bearer ")


async def test_an_action_over_http_is_answered_with_the_card_in_its_place(
    stack: AsyncExitStack, teams: Teams, server: Connector
) -> None:
    url, joined = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    sanne = joined.meet("guid-sanne", "Sanne de Wit")
    value = {"action": {"type": "Action.Execute", "verb": "entry_undo", "data": {"value": "999"}}, "trigger": "manual"}
    said = sanne.make("invoke", name="adaptiveCard/action", value=value, serviceUrl=server.address)
    status, body = await post(url, json=said)
    assert (status, body["statusCode"], body["type"]) == (200, 200, "application/vnd.microsoft.activity.message")
    status, body = await post(url, json=sanne.make("invoke", name="task/fetch", value={"data": {"verb": "log_open"}}))
    assert (status, body["task"]["value"]["title"]) == (200, "Activiteit loggen")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic x"}, {"Authorization": "Bearer x"}])
async def test_who_does_not_prove_to_be_microsoft_is_refused(
    stack: AsyncExitStack, teams: Teams, headers: dict[str, str]
) -> None:
    settings = make_settings(teams_client_id="app", teams_client_secret="geheim")
    url, joined = await open_endpoint(stack, teams, settings)
    sanne = joined.meet("guid-sanne", "Sanne de Wit")
    status, _ = await post(url, json=sanne.make("message", text="5 mails"), headers=headers)
    assert status == 401
    assert await joined.context.bot.people.find("tenant-1", sanne.user, now=joined.clock.now()) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"1", b"[" * 100_000, b'"x"', b"{}"])
async def test_what_is_no_activity_is_refused_or_ignored(stack: AsyncExitStack, teams: Teams, body: bytes) -> None:
    url, _ = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    status, _ = await post(url, data=body, headers={"Content-Type": "application/json; charset=utf-8"})
    assert status == (200 if body == b"{}" else 400)


async def test_a_page_in_a_browser_cannot_write_to_the_open_endpoint(stack: AsyncExitStack, teams: Teams) -> None:
    url, _ = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    status, _ = await post(url, data=b"{}", headers={"Content-Type": "text/plain"})
    assert status == 400


@pytest.mark.parametrize(
    ("answer", "reason", "is_final", "retry_after"),
    [
        (web.Response(status=429, headers={"Retry-After": "7"}), "ratelimited", False, 7),
        (web.Response(status=429), "ratelimited", False, 30),
        (web.Response(status=403), "status_403", True, None),
        (web.Response(status=404), "status_404", True, None),
        (web.Response(status=400), "status_400", True, None),
        (web.Response(status=401), "status_401", False, None),
        (web.Response(status=412), "status_412", False, None),
    ],
)
async def test_a_refusal_is_certainly_not_sent(
    stack: AsyncExitStack,
    teams: Teams,
    server: Connector,
    answer: web.Response,
    reason: str,
    is_final: bool,  # noqa: FBT001
    retry_after: float | None,
) -> None:
    _, joined = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    server.answers.append(answer)
    with pytest.raises(SendFailed) as raised:
        await joined.context.connector.send(Reached("a:1", server.address), {"type": "message"})
    assert (raised.value.reason, raised.value.is_final, raised.value.retry_after) == (reason, is_final, retry_after)


async def test_a_fault_of_the_server_or_a_broken_connection_leaves_a_doubt(
    stack: AsyncExitStack, teams: Teams, server: Connector
) -> None:
    _, joined = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    server.answers.append(web.Response(status=502))
    with pytest.raises(SendUncertain):
        await joined.context.connector.send(Reached("a:1", server.address), {"type": "message"})

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    listener = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    with pytest.raises(SendUncertain):
        await joined.context.connector.send(Reached("a:1", address), {"type": "message"})
    listener.close()
    await listener.wait_closed()
    with pytest.raises(SendFailed) as raised:
        await joined.context.connector.update(Reached("a:1", address), "m1", {"type": "message"})
    assert raised.value.reason == "cannot_connect"


async def test_a_reply_in_a_thread_goes_to_its_first_message(
    stack: AsyncExitStack, teams: Teams, server: Connector
) -> None:
    _, joined = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    await joined.context.connector.send(Reached("19:x", server.address), {"type": "message"}, thread="12")
    await joined.context.connector.update(Reached("19:x", server.address), "m1", {"type": "message"})
    assert [(method, path) for method, path, _ in server.posted] == [
        ("POST", "/v3/conversations/19:x;messageid=12/activities"),
        ("PUT", "/v3/conversations/19:x/activities/m1"),
    ]


def test_the_open_endpoint_is_for_this_machine_only() -> None:
    assert make_settings(RITME_TEAMS_IS_OPEN=True).list_missing() == []
    assert make_settings(RITME_TEAMS_IS_OPEN=True, RITME_HTTP_HOST="0.0.0.0").list_missing() == [  # noqa: S104
        "RITME_TEAMS_IS_OPEN lets anybody in: RITME_HTTP_HOST must be 127.0.0.1 with it."
    ]


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"teams_client_id": "app"}, ["TEAMS_CLIENT_SECRET"]),
        ({"teams_client_secret": "x"}, ["TEAMS_CLIENT_ID"]),
        ({"teams_client_id": "app", "teams_client_secret": "x"}, []),
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], missing: list[str]) -> None:
    assert [sentence.partition(" ")[0] for sentence in make_settings(**given).list_missing()] == missing


async def test_a_member_is_found_by_either_id_or_not_at_all(
    stack: AsyncExitStack, teams: Teams, server: Connector
) -> None:
    _, joined = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
    at = Reached("a:1", server.address)
    server.answers += [
        web.json_response({"id": "29:1", "name": "Anna", "objectId": "guid-anna"}),
        web.json_response({"id": "29:2", "name": "Bo", "aadObjectId": "guid-bo", "userRole": "guest"}),
        web.json_response({"id": "29:3"}),
        web.Response(status=404),
    ]
    assert [await joined.context.connector.find_member(at, "29:1") for _ in range(4)] == [
        Member("guid-anna", "Anna"), Member("guid-bo", "Bo", is_guest=True), Member("", ""), None
    ]  # fmt: skip
