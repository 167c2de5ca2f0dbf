"""Slack and Teams in one process: the sandbox, and a server that stands for Microsoft's connector."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import aiohttp
from aiohttp import web

from benchmarks.quick_slack import listen
from handlers.teams.turns import Response
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service
from tests.handlers.teams.card_rules import list_faults
from tests.handlers.teams.chat import Posted, TeamsUser, TestConnector, read_lines

BOT = "U05RITME"


@dataclass
class ConnectorServer:
    """Microsoft's side: it keeps what is posted to it in ``connector``."""

    connector: TestConnector
    address: str = ""

    async def post(self, request: web.Request) -> web.Response:
        posted = self.connector.posted
        message = Posted(f"m{len(posted)}", unquote(request.match_info["conversation"]), await request.json())
        assert list_faults(message.card) == []
        posted.append(message)
        return web.json_response({"id": message.id})

    async def update(self, request: web.Request) -> web.Response:
        found = self.connector.find(request.match_info["activity"], unquote(request.match_info["conversation"]))
        found.activity = await request.json()
        return web.json_response({"id": found.id})


@asynccontextmanager
async def open_connector() -> AsyncIterator[ConnectorServer]:
    """Run the server."""
    made = ConnectorServer(TestConnector())
    site = web.Application()
    site.router.add_post("/v3/conversations/{conversation}/activities", made.post)
    site.router.add_put("/v3/conversations/{conversation}/activities/{activity}", made.update)
    async with listen(site) as made.address:
        yield made


class OnTeams(TeamsUser):
    """A user of Teams who reaches the bot over HTTP."""

    url: str
    service_url: str

    def make(self, kind: str, **more: object) -> dict[str, Any]:
        return super().make(kind, **{"serviceUrl": self.service_url, **more})

    async def send(self, kind: str, **more: object) -> Response:
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, json=self.make(kind, **more)) as response,
        ):
            body = await response.json() if response.content_type == "application/json" else None
            return Response(response.status, body)


@dataclass(frozen=True)
class Both:
    """The bot on both platforms."""

    service: Service
    sandbox: Sandbox
    server: ConnectorServer

    def on_slack(self, user: str) -> SandboxUser:
        """Return a user of Slack."""
        return self.sandbox.person(user)

    def on_teams(self, user: str, name: str) -> OnTeams:
        """Return a user of Teams in his or her personal chat with the bot."""
        # What is not overridden needs no context of the bot's own.
        made = OnTeams(None, self.server.connector, user, name)  # type: ignore[arg-type]
        made.url = f"http://127.0.0.1:{self.service.http_port}/api/messages"
        made.service_url = self.server.address
        return made

    async def deliver(self) -> None:
        """Send what waits, also what waits for the pause of a conversation."""
        await self.service.jobs.deliver()


def read_slack(who: SandboxUser, channel: str | None = None) -> list[list[str]]:
    """Return the lines of every message of the bot that a user of Slack sees."""
    return [each.plain.splitlines() for each in who.visible(channel) if each.user_id == BOT]


def read_teams(who: TeamsUser) -> list[list[str]]:
    """Return the lines of every message that a user of Teams has in the chat."""
    return [read_lines(each.card) for each in who.messages]
