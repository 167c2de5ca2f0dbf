"""Against a client that is not ours: Microsoft's Agents Playground, in a real browser."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Page

from bot.services.rhythm.plan_nudges import plan_nudges
from tests.conftest import add_example_accounts
from tests.handlers.teams.teams import Teams
from tests.handlers.teams.test_connection import make_settings, open_endpoint
from tests.sandbox.conftest import browser, chromium  # noqa: F401 - fixtures

PLAYGROUND = shutil.which("agentsplayground")
LOOPBACK = Path(__file__).parent / "loopback.js"
# The user of the Playground, in its tenant.
ALEX, TENANT = "00000000-0000-0000-0000-0000000000020", "00000000-0000-0000-0000-0000000000001"
# In milliseconds: the browser and the client start on a loaded machine.
PATIENCE = 30_000

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(PLAYGROUND is None, reason="npm install -g @microsoft/m365agentsplayground@0.2.28"),
]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as entered:
        yield entered


@pytest.fixture
async def joined(stack: AsyncExitStack, teams: Teams) -> tuple[str, Teams]:
    """The address of the endpoint, and the bot behind it."""
    return await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))


@pytest.fixture
async def chat(stack: AsyncExitStack, joined: tuple[str, Teams], browser: Browser, tmp_path: Path) -> Page:  # noqa: F811
    """The Playground's page, with the personal chat open."""
    address = await _start_playground(stack, joined[0], tmp_path)
    page = await browser.new_page(viewport={"width": 1000, "height": 1000})
    page.set_default_timeout(PATIENCE)
    await page.goto(address)
    return page


async def _start_playground(stack: AsyncExitStack, endpoint: str, folder: Path) -> str:
    """Start it in a folder of its own, in which it keeps a log, and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    words = ["-e", endpoint, "-c", "msteams", "-p", str(port), "--su", f"{address}/_connector", "--dt", "true"]
    env = {"PATH": _find_path(), "BROWSER": "none", "HOME": str(folder), "NODE_OPTIONS": f"--require {LOOPBACK}"}
    process = await asyncio.create_subprocess_exec(
        str(PLAYGROUND),
        *words,
        cwd=folder,
        env=env,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    stack.push_async_callback(process.wait)
    stack.callback(process.terminate)
    async with aiohttp.ClientSession() as session:
        for _ in range(PATIENCE // 200):
            try:
                async with session.get(address):
                    return address
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)
    pytest.fail("the Playground does not start")


def _find_path() -> str:
    node = shutil.which("node")
    assert node is not None
    return f"{Path(node).parent}:/usr/bin:/bin"


class Alex:
    """The user of the Playground: writes and presses, and sees what comes."""

    def __init__(self, page: Page, teams: Teams) -> None:
        self.page, self.teams = page, teams

    async def sees(self, text: str) -> None:
        """Wait until a text is there, delivering what is due meanwhile."""
        for _ in range(PATIENCE // 500):
            await self.teams.deliver()
            if text in await self.page.inner_text("body"):
                return
            await asyncio.sleep(0.5)
        pytest.fail(f"{text!r} is not shown in: {await self.page.inner_text('body')}")

    async def writes(self, text: str) -> None:
        box = self.page.locator("[contenteditable=true]").first
        await box.click()
        await box.press_sequentially(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).last.click()


@pytest.mark.timeout(240)
async def test_a_day_of_a_rep_in_the_playground(chat: Page, joined: tuple[str, Teams]) -> None:
    teams = joined[1]
    alex = Alex(chat, teams)
    await alex.sees("Hi Alex, I'm Ritme.")
    people = teams.context.bot.people
    person = await people.find(TENANT, ALEX, now=teams.clock.now())
    assert person is not None
    await add_example_accounts(teams.context.bot.database, workspace_id=person.workspace.id, now=teams.clock.now())

    await alex.writes("visit Acme, quote discussed")
    await alex.sees("Visit \u00b7 Acme")
    await alex.presses("Undo")
    await alex.sees("Taken out of your log")

    await alex.writes('/deal new Acme "Greenhouses" 45k')
    await alex.sees("Deal opened.")
    await alex.writes("/deal Acme lost")
    await alex.sees("What do you learn?")
    for field in await chat.locator("textarea").all():
        await field.fill("go to the director sooner")
    await alex.presses("Keep it")
    await alex.sees("\u2713 Kept.")

    teams.clock.move(hours=23.5)
    await plan_nudges(teams.context.bot.database, now=teams.clock.now())
    await alex.sees("You hear from me at 08:30 in the morning.")
