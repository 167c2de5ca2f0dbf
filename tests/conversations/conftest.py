"""Fixtures for conversations: the whole bot, connected to the sandbox over Slack's protocol, on both databases."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partialmethod
from pathlib import Path

import pytest

from app import serve
from handlers.cli.local_workspace import point_to_sandbox
from handlers.pages import PageKeeper
from handlers.slack import messenger
from sandbox.clock import MovableClock
from sandbox.example import build_example
from sandbox.manifest import follow_manifest
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules import timetable
from schedules.service import Service
from tests.conftest import add_example_accounts
from tests.known_people import make_known

MANIFEST = Path(__file__).parents[2] / "slack-manifest.json"
# Wednesday 18 March 2026, 10:30 in Amsterdam.
WEDNESDAY = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    workspace = build_example()
    # Grant only the manifest's commands, events and scopes, so that a test fails where Slack would.
    follow_manifest(workspace, json.loads(MANIFEST.read_text(encoding="utf-8")))
    running = Sandbox(workspace=workspace, clock=MovableClock(start=WEDNESDAY))
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def service(sandbox: Sandbox, database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    # The pauses between messages in a channel, between two pictures of a page and between two looks for files are
    # promised by tests of their own.
    monkeypatch.setattr(messenger, "RATES", replace(messenger.RATES, channel_seconds=0.1))
    monkeypatch.setattr(PageKeeper, "__init__", partialmethod(PageKeeper.__init__, pause=0.02, spacing=0.3))
    monkeypatch.setattr(timetable, "EVERY_SECOND", 0.1)
    settings = point_to_sandbox(sandbox, database_url=database_url)
    async with serve(settings, clock=sandbox.clock) as running:
        sandbox.clock.on_move(running.catch_up)
        await sandbox.wait_until_connected()
        # The first hour, with its greetings, has conversations of its own.
        await make_known(running.bot, sandbox, first="U05MARIEKE")
        yield running


@pytest.fixture
async def marieke(sandbox: Sandbox, service: Service) -> SandboxUser:
    """The manager, the first user of the bot; also adds the accounts."""
    sandbox_user = sandbox.person("U05MARIEKE")
    await sandbox_user.types_command("/ritme")
    person = await service.bot.people.find(sandbox.workspace.team_id, "U05MARIEKE", now=WEDNESDAY)
    assert person is not None
    await add_example_accounts(service.bot.database, workspace_id=person.workspace.id, now=WEDNESDAY)
    return sandbox_user


@pytest.fixture
def sanne(sandbox: Sandbox, marieke: SandboxUser) -> SandboxUser:  # noqa: ARG001 - the manager comes first
    """A Dutch rep."""
    return sandbox.person("U05SANNE")


@pytest.fixture
def oliver(sandbox: Sandbox, marieke: SandboxUser) -> SandboxUser:  # noqa: ARG001 - the manager comes first
    """A rep in London, who reads English."""
    return sandbox.person("U05OLIVER")
