"""An HTTP server hardened against slow and large requests: bounded bodies, header and body timeouts, idle timeout."""

import asyncio
import errno
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from functools import partial
from typing import Any
from weakref import WeakSet

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.errors import StartFailed
from bot.services.operations.check_health import Health

# In bytes; larger than any form or page that a platform sends.
LARGEST_BODY = 1024 * 1024
# In seconds: the timeout for the headers of the first request, for a body, for an idle keep-alive connection, and for
# draining a request that was refused.
HEADERS_SECONDS = 5.0
BODY_SECONDS = 5.0
IDLE_SECONDS = 60.0
LINGER_SECONDS = 1.0


class CannotListen(StartFailed):
    """The port cannot be listened on: it is taken, or not allowed."""


CheckHealth = Callable[[], Awaitable[Health]]
Receive = Callable[[web.Request], Awaitable[web.Response]]


async def listen(
    stack: AsyncExitStack, *, routes: Mapping[str, Receive], check_health: CheckHealth, host: str, port: int
) -> int:
    """Serve ``routes`` and ``/health`` until the stack closes, and return the port; port 0 picks a free one.

    A route is a path to which is posted, or a method and a path: ``GET /page``.

    Raises:
        CannotListen: the port is taken, or may not be used.
    """
    heard: WeakSet[asyncio.BaseTransport] = WeakSet()
    site = web.Application(client_max_size=LARGEST_BODY, middlewares=[_make_listener(heard)])
    for route, receive in routes.items():
        method, _, path = route.rpartition(" ")
        site.router.add_route(method or "POST", path, receive)
    site.router.add_get("/health", partial(_answer_health, check_health))
    runner = web.AppRunner(
        site, access_log=None, keepalive_timeout=IDLE_SECONDS, lingering_time=LINGER_SECONDS, handle_signals=False
    )
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    assert runner.server is not None  # noqa: S101 - set up a line ago
    accept = partial(_accept, runner.server, heard)
    try:
        listener = await asyncio.get_running_loop().create_server(accept, host, port)
    except OSError as error:
        raise CannotListen(_explain_port(error, host=host, port=port)) from error
    stack.callback(listener.close)
    return int(listener.sockets[0].getsockname()[1])


def _explain_port(error: OSError, *, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken; choose another with RITME_HTTP_PORT, or stop what listens there."
    reason = error.strerror or error
    return f"Nothing can listen on {host}, port {port} ({reason}): see RITME_HTTP_HOST and RITME_HTTP_PORT."


async def read_body(request: web.Request) -> bytes | web.Response:
    """Return the body of a request, or a 413 or 408 response if it is too large or too slow."""
    if (request.content_length or 0) > LARGEST_BODY:
        return refuse(413)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        return refuse(408)
    except web.HTTPRequestEntityTooLarge:
        return refuse(413)


async def read_json(request: web.Request) -> dict[str, Any] | web.Response:
    """Return the JSON object that is the body of a request, or the response to one that has none."""
    body = await read_body(request)
    if isinstance(body, web.Response):
        return body
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return refuse(400)
    return found if isinstance(found, dict) else refuse(400)


def refuse(status: int) -> web.Response:
    """Return an empty response that closes the connection."""
    response = web.Response(status=status)
    response.force_close()
    return response


def _accept(server: web.Server, heard: "WeakSet[asyncio.BaseTransport]") -> asyncio.Protocol:
    protocol = server()
    asyncio.get_running_loop().call_later(HEADERS_SECONDS, _drop_silent, protocol, heard)
    return protocol


def _drop_silent(protocol: web.RequestHandler, heard: "WeakSet[asyncio.BaseTransport]") -> None:
    """Close a connection on which no request has begun; aiohttp's own timeout only starts after the first request."""
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
