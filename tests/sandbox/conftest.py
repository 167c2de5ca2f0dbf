"""Fixtures: a sandbox with a small real Bolt app, and a browser that shows its page."""

import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.clock import MovableClock
from sandbox.example import build_example
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import add_listeners

Json = dict[str, Any]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one headless Chromium for all tests of a file, and return its URL."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    home = tmp_path_factory.mktemp("chromium")
    command = [CHROMIUM, "--headless", "--remote-debugging-port=0", f"--user-data-dir={home}", *QUIET]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own words
    note = home / "DevToolsActivePort"
    patience = time.monotonic() + 30
    while not (note.exists() and note.read_text()) and time.monotonic() < patience:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{note.read_text().splitlines()[0]}"
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Connect to Chromium in this test's event loop."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.connect_over_cdp(chromium)
        yield opened
        await opened.close()


@pytest.fixture
async def tab(browser: Browser, sandbox: Sandbox, heard: list[Json]) -> AsyncIterator[Page]:  # noqa: ARG001 - the bot has to listen
    """Return an empty browser tab; fail on script errors and on requests to other hosts."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    opened = await context.new_page()
    trouble: list[str] = []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    opened.on(
        "request", lambda request: None if request.url.startswith(sandbox.address) else trouble.append(request.url)
    )
    yield opened
    await context.close()
    assert trouble == []


@pytest.fixture
async def page(tab: Page, sandbox: Sandbox) -> Page:
    """Open Sanne's direct message with the bot."""
    await tab.goto(sandbox.address)
    return tab
