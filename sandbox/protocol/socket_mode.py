"""Socket Mode: the websockets over which the bot receives envelopes and acknowledges them."""

import asyncio
import itertools
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from sandbox.delivery import Envelope, wait_for_link
from sandbox.errors import NotConnected
from sandbox.faults import Faults
from sandbox.identifiers import make_secret

Json = dict[str, Any]
MOST_CONNECTIONS = 10
RECONNECT_LIMIT = 2.0  # seconds that an envelope waits for the bot to reconnect


OnChange = Callable[[], None]


def _tell_nobody() -> None:
    """Ignore a change of connection (the default callback)."""


class Connection:
    """One websocket and its unacknowledged envelopes."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.BaseTransport | None) -> None:
        self.socket = socket
        self.transport = transport
        self.waiting: dict[str, asyncio.Future[Json | None]] = {}

    async def send(self, envelope: Envelope) -> Json | None:
        """Send an envelope and wait for its acknowledgement; raises NotConnected when the connection drops."""
        envelope_id = str(uuid4())
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self.waiting[envelope_id] = answer
        try:
            await self.socket.send_json(_wrap(envelope, envelope_id))
            return await answer
        except ConnectionError as error:
            raise NotConnected(envelope.kind) from error
        finally:
            self.waiting.pop(envelope_id, None)

    def take(self, words: str) -> None:
        """Handle a message from the bot: the acknowledgement of an envelope."""
        said = json.loads(words)
        answer = self.waiting.get(said.get("envelope_id", ""))
        if answer is not None and not answer.done():
            answer.set_result(said.get("payload"))

    def give_up(self) -> None:
        """Fail all pending envelopes, after the connection has closed."""
        for answer in self.waiting.values():
            if not answer.done():
                answer.set_exception(NotConnected("connection"))


class SocketLink:
    """All websockets of the bot; envelopes are distributed round-robin."""

    def __init__(self, *, app_id: str, faults: Faults, on_change: OnChange = _tell_nobody) -> None:
        self.app_id = app_id
        self.faults = faults
        self.is_ready = asyncio.Event()
        self.on_change = on_change
        self._connections: list[Connection] = []
        self._turns = itertools.count()
        self._tickets: set[str] = set()

    def issue_ticket(self) -> str:
        """Return a one-time ticket for opening a connection."""
        ticket = make_secret()
        self._tickets.add(ticket)
        return ticket

    async def send(self, envelope: Envelope) -> Json | None:
        """Deliver over one of the connections; raises NotConnected if none opens within `RECONNECT_LIMIT` seconds."""
        if not self._connections:
            await wait_for_link(self.is_ready, timeout=RECONNECT_LIMIT if envelope.attempt else 0)
        connection = self._connections[next(self._turns) % len(self._connections)]
        answer = await connection.send(envelope)
        if self.faults.take_dropped_connection() and isinstance(connection.transport, asyncio.WriteTransport):
            connection.transport.abort()
        return answer

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket, from its hello until it closes."""
        if request.query.get("ticket") not in self._tickets or len(self._connections) >= MOST_CONNECTIONS:
            raise web.HTTPForbidden
        self._tickets.remove(request.query["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        self._connections.append(connection)
        await socket.send_json(self._say_hello())
        self.is_ready.set()
        self.on_change()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    connection.take(message.data)
        finally:
            self._forget(connection)
        return socket

    async def stop(self) -> None:
        """Close all connections."""
        for connection in tuple(self._connections):
            await connection.socket.close()

    def _forget(self, connection: Connection) -> None:
        self._connections.remove(connection)
        connection.give_up()
        if not self._connections:
            self.is_ready.clear()
        self.on_change()

    def _say_hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": self.app_id},
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
        }


def _wrap(envelope: Envelope, envelope_id: str) -> Json:
    wrapped: Json = {
        "envelope_id": envelope_id,
        "type": envelope.kind,
        "accepts_response_payload": envelope.accepts_response,
        "payload": envelope.payload,
    }
    if envelope.kind == "events_api":
        wrapped |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
    return wrapped
