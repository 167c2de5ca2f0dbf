"""How Slack's requests reach the bot: a websocket that we open (Socket Mode), or a port that Slack calls (HTTP)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from urllib.parse import parse_qs
from weakref import WeakSet

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.operations.check_health import Health
from handlers.slack.signatures import SIGNATURE_HEADER, Signature

PATH = "/slack/events"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
# In bytes: more than Slack sends for the largest form or page.
LARGEST_BODY = 1024 * 1024
# Slack's check of the certificate has two short fields.
LARGEST_CHECK = 2048
# In seconds: how long the headers and the body of a request may take to arrive, how long a connection is kept for the
# next one, and how long one is read that we have refused.
HEADERS_SECONDS = 5.0
BODY_SECONDS = 5.0
IDLE_SECONDS = 60.0
LINGER_SECONDS = 1.0

CheckHealth = Callable[[], Awaitable[Health]]


async def connect_socket(stack: AsyncExitStack, app: AsyncApp, *, app_token: str, base_url: str) -> None:
    """Open the websocket; it opens itself again when it drops."""
    client = AsyncWebClient(base_url=base_url)
    handler = AsyncSocketModeHandler(app, app_token, web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call] # slack_bolt leaves it untyped
    stack.push_async_callback(handler.close_async)


async def listen_http(
    stack: AsyncExitStack, app: AsyncApp, *, secret: str, check_health: CheckHealth, host: str, port: int
) -> int:
    """Listen for signed requests on ``/slack/events`` (and ``/health``), and return the port."""
    heard: WeakSet[asyncio.BaseTransport] = WeakSet()
    site = web.Application(client_max_size=LARGEST_BODY, middlewares=[_make_listener(heard)])
    site.router.add_post(PATH, SlackEndpoint(app, secret=secret).receive)
    site.router.add_get("/health", partial(_answer_health, check_health))
    runner = web.AppRunner(
        site, access_log=None, keepalive_timeout=IDLE_SECONDS, lingering_time=LINGER_SECONDS, handle_signals=False
    )
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    assert runner.server is not None  # noqa: S101 - set up a line ago
    listener = await asyncio.get_running_loop().create_server(partial(_accept, runner.server, heard), host, port)
    stack.callback(listener.close)
    return int(listener.sockets[0].getsockname()[1])


class SlackEndpoint:
    """Takes requests of Slack: bounded, read within seconds, and believed only when they are signed."""

    def __init__(self, app: AsyncApp, *, secret: str, now: Callable[[], float] = time.time) -> None:
        self._app = app
        self._secret = secret
        self._now = now

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request; whoever did not sign it learns nothing, and nothing is done."""
        if (request.content_length or 0) > LARGEST_BODY:
            return _refuse(413)
        signature = Signature.read(request.headers, now=self._now())
        if signature is None:
            return web.Response() if await _is_certificate_check(request) else _refuse(401)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            return _refuse(408)
        except web.HTTPRequestEntityTooLarge:
            return _refuse(413)
        if not signature.matches(body, secret=self._secret):
            return _refuse(401)
        return await self._dispatch(request, body)

    async def _dispatch(self, request: web.Request, body: bytes) -> web.Response:
        if request.content_type not in {FORM, JSON}:
            return _refuse(400)
        if request.content_type == FORM and _asks_for_certificate(body):
            return web.Response()
        try:
            asked = AsyncBoltRequest(body=body.decode(), query={}, headers=dict(request.headers))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # Bolt reads ids out of the body while it makes the request, and trips over what is no JSON, or no object.
            return _refuse(400)
        response: web.Response = await to_aiohttp_response(await self._app.async_dispatch(asked))
        return response


async def _is_certificate_check(request: web.Request) -> bool:
    """Return whether this is Slack's look at our certificate, which it does not sign; nothing is done for it."""
    is_short = request.content_length is not None and request.content_length <= LARGEST_CHECK
    if SIGNATURE_HEADER in request.headers or request.content_type != FORM or not is_short:
        return False
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return _asks_for_certificate(await request.read())
    except TimeoutError:
        return False


def _asks_for_certificate(body: bytes) -> bool:
    return body.startswith((b"ssl_check=", b"token=")) and parse_qs(body.decode("latin-1")).get("ssl_check") == ["1"]


def _refuse(status: int) -> web.Response:
    response = web.Response(status=status)
    response.force_close()
    return response


def _accept(server: web.Server, heard: "WeakSet[asyncio.BaseTransport]") -> asyncio.Protocol:
    protocol = server()
    asyncio.get_running_loop().call_later(HEADERS_SECONDS, _drop_silent, protocol, heard)
    return protocol


def _drop_silent(protocol: web.RequestHandler, heard: "WeakSet[asyncio.BaseTransport]") -> None:
    """Close a connection on which no request has begun; aiohttp itself bounds only the time between two of them."""
    if protocol.transport is not None and protocol.transport not in heard:
        protocol.transport.close()


def _make_listener(heard: "WeakSet[asyncio.BaseTransport]") -> Middleware:
    @web.middleware
    async def note_connection(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.transport is not None:
            heard.add(request.transport)
        return await handler(request)

    return note_connection


async def _answer_health(check_health: CheckHealth, _request: web.Request) -> web.Response:
    health = await check_health()
    return web.json_response(health.as_json(), status=200 if health.is_good else 503)
