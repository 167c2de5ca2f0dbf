"""The two ways to receive Slack's requests: a websocket (Socket Mode), or signed HTTP."""

import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.http.signatures import SIGNATURE_HEADER, Signature
from handlers.http.site import read_body, refuse

PATH = "/slack/events"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
# In bytes; Slack's certificate check has two short fields.
LARGEST_CHECK = 2048


async def connect_socket(stack: AsyncExitStack, app: AsyncApp, *, app_token: str, base_url: str) -> None:
    """Open the websocket, to be closed by the stack; the SDK reconnects by itself."""
    client = AsyncWebClient(base_url=base_url)
    handler = AsyncSocketModeHandler(app, app_token, web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call] # slack_bolt leaves it untyped
    stack.push_async_callback(handler.close_async)


class SlackEndpoint:
    """The HTTP endpoint for Slack: bounds size and time, and verifies the signature before parsing."""

    def __init__(self, app: AsyncApp, *, secret: str, now: Callable[[], float] = time.time) -> None:
        if not secret:  # an empty key would let any client sign
            raise ValueError("an empty signing secret")
        self._app, self._secret = app, secret
        self._now = now

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request; an unsigned one gets an empty 401 and has no effect."""
        signature = Signature.read(request.headers, now=self._now())
        if signature is None and not _may_be_certificate_check(request):
            return refuse(401)
        body = await read_body(request)
        if isinstance(body, web.Response):
            return body
        if signature is None:
            return web.Response() if _asks_for_certificate(body) else refuse(401)
        if not signature.matches(body, secret=self._secret):
            return refuse(401)
        return await self._dispatch(request, body)

    async def _dispatch(self, request: web.Request, body: bytes) -> web.Response:
        if request.content_type not in {FORM, JSON}:
            return refuse(400)
        if request.content_type == FORM and _asks_for_certificate(body):
            return web.Response()
        try:
            asked = AsyncBoltRequest(body=body.decode(), query={}, headers=dict(request.headers))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # Bolt parses ids from the body in its constructor, and raises these on a body that is not a JSON object.
            return refuse(400)
        response: web.Response = await to_aiohttp_response(await self._app.async_dispatch(asked))
        return response


def _may_be_certificate_check(request: web.Request) -> bool:
    """Return whether this may be Slack's check of our certificate, which is unsigned; answering it has no effect."""
    is_short = request.content_length is not None and request.content_length <= LARGEST_CHECK
    return SIGNATURE_HEADER not in request.headers and request.content_type == FORM and is_short


def _asks_for_certificate(body: bytes) -> bool:
    return body.startswith((b"ssl_check=", b"token=")) and parse_qs(body.decode("latin-1")).get("ssl_check") == ["1"]
