"""The Teams face of the local workspace: the bot's own cards, drawn by Microsoft's library, in a real browser."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from app import serve
from handlers.cli.local_workspace import connect_clock, connect_teams, point_to_sandbox
from sandbox.clock import MovableClock
from sandbox.example import build_example
from sandbox.opening import SANNE
from sandbox.server import Sandbox
from tests.sandbox.conftest import browser, chromium  # noqa: F401 - fixtures
from tests.sandbox.test_accessibility import PHONE, SCHEMES, WIDE, find_serious

WEDNESDAY = datetime(2026, 3, 18, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass(frozen=True)
class Face:
    """Sanne's chat with the bot in Teams."""

    page: Page
    sandbox: Sandbox

    async def writes(self, text: str) -> None:
        await self.page.get_by_role("textbox", name="Typ een bericht").fill(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, text: str) -> None:
        await expect(self.page.get_by_text(text).last).to_be_visible()

    @property
    def dialog(self) -> Locator:
        """The open form."""
        return self.page.get_by_role("dialog")


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The example team, in Slack and in Teams."""
    running = Sandbox(workspace=build_example(language="nl"), clock=MovableClock(start=WEDNESDAY))
    await running.start()
    settings = point_to_sandbox(running, database_url=f"sqlite:///{tmp_path}/ritme.db", language="nl", has_teams=True)
    async with serve(settings, clock=running.clock) as service:
        connect_clock(running, service)
        await running.wait_until_connected()
        await connect_teams(running, settings, service)
        yield running
    await running.stop()


@pytest.fixture
async def face(sandbox: Sandbox, browser: Browser) -> AsyncIterator[Face]:  # noqa: F811
    """Sanne's screen; fails on script errors, and on anything that the policy of the page refuses."""
    context = await browser.new_context(viewport={"width": 1180, "height": 900}, locale="nl-NL")
    page = await context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(sandbox.address) else trouble.append(asked.url))
    await page.goto(f"{sandbox.address}?as={SANNE}")
    await page.get_by_role("link", name="Teams", exact=True).click()
    yield Face(page, sandbox)
    await context.close()
    assert [each for each in trouble if not each.startswith("data:image/png")] == []


async def test_a_line_is_answered_with_a_card_whose_buttons_replace_it(face: Face) -> None:
    await face.writes("bezoek Acme, offerte besproken")
    await face.sees("\u201cofferte besproken\u201d")
    await face.page.get_by_label("Volgende stap").last.fill("2026-03-24")
    await face.presses("\u2713")
    await face.sees("Volgende stap: dinsdag 24 maart")
    await face.presses("Ongedaan maken")
    await face.sees("Uit je log gehaald")
    await expect(face.page.get_by_text("Aangepast")).to_have_count(0)


async def test_a_form_is_a_dialog_with_a_field_that_searches_and_stays_with_its_sentence(face: Face) -> None:
    await face.presses("Iets loggen")
    await expect(face.dialog).to_contain_text("Activiteit loggen")
    await face.presses("Opslaan")
    await expect(face.dialog).to_contain_text("Kies een account, of vul een aantal in.")
    await face.dialog.get_by_label("Typ een deel van de naam").press_sequentially("Acm")
    await face.dialog.get_by_text("Acme", exact=True).click()
    await face.dialog.get_by_label("Notitie").fill("rondleiding *gehad*")
    await face.presses("Opslaan")
    await expect(face.dialog).to_have_count(0)
    await face.sees("\u201crondleiding *gehad*\u201d")


async def test_a_button_that_opens_a_form_opens_a_dialog_with_what_stands_in_it(face: Face) -> None:
    await face.writes("bezoek Acme, offerte besproken")
    await face.presses("Wijzigen")
    await expect(face.dialog.get_by_label("Notitie")).to_have_value("offerte besproken")
    await face.dialog.get_by_label("Notitie").fill("offerte verstuurd")
    await face.presses("Opslaan")
    await face.sees("\u201cofferte verstuurd\u201d")


async def test_a_morning_comes_when_the_clock_is_moved(face: Face) -> None:
    await face.presses("volgende werkdag 08:30")
    await face.sees("Goedemorgen Sanne")


async def test_what_is_private_comes_in_the_chat_and_the_channel_says_so(face: Face) -> None:
    await face.page.get_by_role("link", name="#sales").click()
    await face.writes("@Ritme bezoek Acme")
    await face.sees("Het antwoord staat in onze chat, Sanne: dat is van jou alleen.")
    await face.page.get_by_role("link", name="Chat").click()
    await face.sees("Acme")


async def test_axe_finds_nothing_serious(face: Face) -> None:
    await face.page.emulate_media(reduced_motion="reduce")
    await face.writes("bezoek Acme, offerte besproken")
    await face.sees("\u201cofferte besproken\u201d")
    found = {}
    for is_open in (False, True):
        if is_open:
            await face.presses("Iets loggen")
            await expect(face.dialog).to_be_visible()
        for size in (PHONE, WIDE):
            for scheme in SCHEMES:
                await face.page.set_viewport_size(size)
                await face.page.emulate_media(color_scheme=scheme)
                found[f"{is_open} {size['width']} {scheme}"] = await find_serious(face.page)
                wide = await face.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= size["width"]
    assert {where: problems for where, problems in found.items() if problems} == {}


async def test_without_the_sdk_the_page_says_how_to_install_it(browser: Browser) -> None:  # noqa: F811
    running = Sandbox(workspace=build_example(language="nl"), clock=MovableClock(start=WEDNESDAY))
    await running.start()
    page = await browser.new_page()
    await page.goto(f"{running.address}teams?as={SANNE}")
    await expect(page.get_by_text("uv sync --extra teams")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Typ een bericht")).to_have_count(0)
    await page.close()
    await running.stop()
