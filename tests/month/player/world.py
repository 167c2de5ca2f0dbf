"""The whole bot beside a played Slack and a played clock; it can be restarted, and its jobs run on request."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from app import serve
from handlers.cli.local_workspace import point_to_sandbox
from sandbox import delivery
from sandbox.blocks import validate
from sandbox.clock import MovableClock
from sandbox.manifest import follow_manifest
from sandbox.server import Sandbox
from schedules import runner
from tests.month.auditor.seen import Book
from tests.month.player.screen import Envelopes, Screens
from tests.month.player.team import Player, make_workspace

if TYPE_CHECKING:
    from schedules.service import Service

MANIFEST = Path(__file__).parents[3] / "slack-manifest.json"


def stand_still() -> float:
    """Return the same second each time, so that only the player moves the clock."""
    return 0.0


def do_nothing() -> None:
    """Hold nothing to any rule."""


class World:
    """A workspace of nine and the bot that serves it."""

    def __init__(self, url: str, team: tuple[Player, ...], *, start: datetime) -> None:
        workspace = make_workspace(team)
        follow_manifest(workspace, json.loads(MANIFEST.read_text(encoding="utf-8")))
        self.url = url
        self.clock = MovableClock(start=start, monotonic=stand_still)
        self.sandbox = Sandbox(workspace=workspace, clock=self.clock)
        self.book = Book()
        self.screens = Screens(self.sandbox, self.book)
        self._stack = AsyncExitStack()
        self._service: Service | None = None
        self.envelopes: Envelopes
        # Called before each next act, with what was shown until then still fresh.
        self.hold: Callable[[], None] = do_nothing

    async def start(self) -> None:
        """Start Slack, and the bot."""
        await self.sandbox.start()
        self.envelopes = Envelopes(self.sandbox.stage.delivery.link)
        await self.restart()

    async def restart(self) -> None:
        """End the bot's process, if it runs, and begin another on the same database."""
        await self._stack.aclose()
        self._stack = AsyncExitStack()
        self.sandbox.stage.delivery.link = self.envelopes.link
        settings = point_to_sandbox(self.sandbox, database_url=self.url)
        self._service = await self._stack.enter_async_context(serve(settings, clock=self.clock))
        await self.sandbox.wait_until_connected()
        self.sandbox.stage.delivery.link = self.envelopes

    async def stop(self) -> None:
        await self._stack.aclose()
        await self.sandbox.stop()

    async def move_to(self, moment: datetime) -> None:
        """Let time pass, without anything being done in it."""
        if moment > self.clock.now():
            await self.clock.move_to(moment)

    async def tick(self) -> None:
        """Run the jobs that the scheduler would run by now."""
        assert self._service is not None
        await self._service.catch_up(self.clock.now())


@asynccontextmanager
async def open_world(url: str, team: tuple[Player, ...], *, start: datetime) -> AsyncIterator[World]:
    """Run a world until the block is left."""
    world = World(url, team, start=start)
    # The sandbox's own rules stay on; the SDK's second look at each block takes a quarter of the time of a month. What
    # takes long on a busy machine is no fault here.
    with (
        patch.object(validate, "_try_sdk", return_value=()),
        patch.object(delivery, "ACK_LIMIT", 60.0),
        # The jobs run when the player lets them, not by the real clock.
        patch.object(runner, "make_timetable", return_value=()),
    ):
        await world.start()
        try:
            yield world
        finally:
            await world.stop()
