"""An empty workspace: the bot has just been installed, and met nobody."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app import serve
from handlers.cli.local_workspace import point_to_sandbox
from handlers.slack import messenger
from sandbox.entities import User
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service

GUEST = User(id="U05GUEST", name="gijs", real_name="Gijs Gast", is_guest=True)
PLAIN = User(id="U05PIET", name="piet", real_name="Piet Post")


@pytest.fixture
async def service(sandbox: Sandbox, database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    """The bot beside a workspace in which nobody has talked to it yet."""
    monkeypatch.setattr(messenger, "RATES", replace(messenger.RATES, channel_seconds=0.01))
    sandbox.workspace.users += [replace(GUEST), replace(PLAIN)]
    async with serve(point_to_sandbox(sandbox, database_url=database_url), clock=sandbox.clock) as running:
        sandbox.clock.on_move(running.catch_up)
        await sandbox.wait_until_connected()
        yield running


@pytest.fixture
def marieke(sandbox: Sandbox, service: Service) -> SandboxUser:  # noqa: ARG001 - the bot has to run
    """An administrator of the workspace."""
    return sandbox.person("U05MARIEKE")


@pytest.fixture
def sanne(sandbox: Sandbox, service: Service) -> SandboxUser:  # noqa: ARG001 - the bot has to run
    """A Dutch rep."""
    return sandbox.person("U05SANNE")


@pytest.fixture
def oliver(sandbox: Sandbox, service: Service) -> SandboxUser:  # noqa: ARG001 - the bot has to run
    """A rep in London, who reads English."""
    return sandbox.person("U05OLIVER")


@pytest.fixture
def piet(sandbox: Sandbox, service: Service) -> SandboxUser:  # noqa: ARG001 - the bot has to run
    """A colleague who is no administrator of the workspace."""
    return sandbox.person(PLAIN.id)


@pytest.fixture
def guest(sandbox: Sandbox, service: Service) -> SandboxUser:  # noqa: ARG001 - the bot has to run
    """A guest of the workspace."""
    return sandbox.person(GUEST.id)
