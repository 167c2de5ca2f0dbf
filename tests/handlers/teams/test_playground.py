"""Against a client that is not ours: Microsoft's Agents Playground, by its API and in a real browser."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from bot.services.rhythm.plan_nudges import plan_nudges
from tests.conftest import add_example_accounts
from tests.handlers.teams.chat import list_inputs, read_lines
from tests.handlers.teams.playground import ALEX, COMMAND, PATIENCE, TENANT, Playground, start_playground
from tests.handlers.teams.teams import Teams
from tests.handlers.teams.test_connection import make_settings, open_endpoint
from tests.sandbox.conftest import browser, chromium  # noqa: F401 - fixtures

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(COMMAND is None, reason="npm install -g @microsoft/m365agentsplayground@0.2.28"),
    pytest.mark.timeout(240),
]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@dataclass
class Alex:
    """The user of the Playground: writes and presses on its page, and sees what comes."""

    page: Page
    playground: Playground
    teams: Teams

    async def sees(self, text: str) -> None:
        """Wait until a text is there, delivering what is due meanwhile."""
        for _ in range(PATIENCE * 2):
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

    async def opens(self, place: str) -> None:
        await self.page.get_by_text(place, exact=True).first.click()

    async def has_accounts(self) -> None:
        """Have the example accounts in the workspace."""
        person = await self.teams.context.bot.people.find(TENANT, ALEX, now=self.teams.clock.now())
        assert person is not None
        database = self.teams.context.bot.database
        await add_example_accounts(database, workspace_id=person.workspace.id, now=self.teams.clock.now())

    async def lets_pass(self, **time: float) -> None:
        """Move the clock, and plan what is due by then."""
        self.teams.clock.move(**time)
        await plan_nudges(self.teams.context.bot.database, now=self.teams.clock.now())


@pytest.fixture
async def alex(teams: Teams, browser: Browser, tmp_path: Path) -> AsyncIterator[Alex]:  # noqa: F811
    """The user of the Playground, greeted and with accounts, in front of the personal chat."""
    async with AsyncExitStack() as stack:
        endpoint, joined = await open_endpoint(stack, teams, make_settings(RITME_TEAMS_IS_OPEN=True))
        playground = await start_playground(stack, endpoint, tmp_path)
        page = await browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE * 1000)
        await page.goto(playground.address)
        user = Alex(page, playground, joined)
        await user.sees("Hi Alex, I'm Ritme.")
        await user.has_accounts()
        yield user


async def test_a_day_of_a_rep_in_the_playground(alex: Alex) -> None:
    await alex.writes("visit Acme, quote discussed")
    await alex.sees("Visit \u00b7 Acme")
    await alex.presses("Undo")
    await alex.sees("Taken out of your log")

    await alex.writes('/deal new Acme "Greenhouses" 45k')
    await alex.sees("Deal opened.")
    await alex.writes("/deal Acme lost")
    await alex.sees("What do you learn?")
    for field in await alex.page.locator("textarea").all():
        await field.fill("go to the director sooner")
    await alex.presses("Keep it")
    await alex.sees("\u2713 Kept.")

    await alex.lets_pass(hours=23.5)
    await alex.sees("You hear from me at 08:30 in the morning.")


async def test_the_summary_of_a_team_comes_in_its_channel_in_the_playground(alex: Alex) -> None:
    await alex.writes("/ritme team North")
    await alex.sees("Team North exists now")
    await alex.writes("/ritme team figures yes")
    await alex.sees("You're all fine with it")
    await alex.writes("visit Acme, quote discussed")
    await alex.sees("Visit \u00b7 Acme")

    await alex.opens("General")
    await alex.sees("Daily summary here")
    await alex.presses("Daily summary here")
    await alex.opens("Personal Chat")
    await alex.sees("From now on the summary of team North comes in")
    await alex.lets_pass(hours=8)
    await alex.opens("General")
    await alex.sees("Team North \u00b7 Wednesday 18 March")
    await alex.sees("1 of 1 visit")


async def test_a_dialog_stays_with_its_sentence_and_keeps_what_was_logged_in_the_playground(alex: Alex) -> None:
    opened = await use(alex, "composeExtension/fetchTask")
    assert opened["task"]["value"]["title"] == "Log an activity"
    unknown = await use(alex, "composeExtension/submitAction", fill(opened, kind="visit"))
    [sentence] = [line for line in read_lines(unknown["task"]["value"]["card"]["content"]) if line]
    assert sentence == "Choose an account, or give a number."
    account = "new:Smithy The Hammer\x1fSmithy The Hammer"
    await use(alex, "composeExtension/submitAction", fill(unknown, kind="visit", account=account, note="got to know"))
    await alex.sees("Visit \u00b7 Smithy The Hammer")


async def use(alex: Alex, name: str, data: dict[str, Any] | None = None) -> Any:
    value: dict[str, Any] = {"commandId": "log_something", "commandContext": "compose"}
    return await alex.playground.uses(name, {**value, "data": data} if data is not None else value)


def fill(opened: Any, **typed: str) -> dict[str, Any]:
    """Return what an open dialog sends, with what stands in it and what is typed."""
    card = opened["task"]["value"]["card"]["content"]
    stands = {each["id"]: each["value"] for each in list_inputs(card) if "value" in each}
    return {**card["actions"][0]["data"], **stands, **typed}
