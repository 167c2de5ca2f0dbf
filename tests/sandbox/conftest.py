"""Fixtures: a sandbox with a small real Bolt app."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import MovableClock
from sandbox.example import build_example
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import add_listeners

Json = dict[str, Any]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Return a running sandbox without a bot."""
    running = Sandbox(workspace=build_example(), clock=MovableClock())
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncWebClient:
    """Return a client without retries."""
    return AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.base_url, retry_handlers=[])


@pytest.fixture
async def app(sandbox: Sandbox, client: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    """Return an empty Bolt app, connected over Socket Mode."""
    bolt = AsyncApp(name="tiny", client=client, signing_secret=sandbox.signing_secret, process_before_response=True)
    handler = AsyncSocketModeHandler(bolt, sandbox.app_token, web_client=client, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    await sandbox.wait_until_connected()
    yield bolt
    await handler.close_async()  # type: ignore[no-untyped-call] # idem


@pytest.fixture
def sanne(sandbox: Sandbox) -> SandboxUser:
    """Return the Dutch rep."""
    return sandbox.person("U05SANNE")


@pytest.fixture
def oliver(sandbox: Sandbox) -> SandboxUser:
    """Return the rep in London."""
    return sandbox.person("U05OLIVER")


@pytest.fixture
def heard(app: AsyncApp) -> list[Json]:
    """Register the bot's listeners, and return the list of received payloads."""
    bodies: list[Json] = []
    add_listeners(app, heard=bodies)
    return bodies
