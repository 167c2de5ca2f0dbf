"""What is pressed before the page's script has arrived."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import button

Json = dict[str, Any]
Press = Callable[[Page], Coroutine[Any, Any, None]]
pytestmark = pytest.mark.browser


@pytest.fixture
async def script_arrives(tab: Page) -> asyncio.Event:
    """Hold the page's script back until this event is set."""
    arrives = asyncio.Event()

    async def hold(route: Route) -> None:
        await arrives.wait()
        await route.continue_()

    await tab.route("**/static/page.js", hold)
    return arrives


async def invite(page: Page) -> None:
    await page.get_by_role("button", name="Ritme toevoegen").click()


async def move_clock(page: Page) -> None:
    await page.get_by_role("button", name="+1 uur").click()


async def press_button(page: Page) -> None:
    await page.get_by_role("button", name="Doe dit").click()


async def send_with_enter(page: Page) -> None:
    await page.locator("#composer-text").fill("hoi")
    await page.locator("#composer-text").press("Enter")


async def send_with_button(page: Page) -> None:
    await page.locator("#composer-text").fill("hoi")
    await page.get_by_role("button", name="Verzenden").click()


async def change_zone(page: Page) -> None:
    await page.locator(".profile summary").click()
    await page.locator("#zone").select_option("Asia/Tokyo")


# Each press, with the channel where its control is and the request that it makes.
PRESSES: dict[Press, tuple[str, str]] = {
    invite: ("C05RANDOM", "invite"),
    move_clock: ("D05SANNE", "clock"),
    press_button: ("C05SALES", "act"),
    send_with_enter: ("D05SANNE", "say"),
    send_with_button: ("D05SANNE", "say"),
    change_zone: ("D05SANNE", "zone"),
}


@pytest.mark.parametrize("press", PRESSES)
async def test_press_before_the_script_is_done_when_the_script_has_come(
    tab: Page,
    sandbox: Sandbox,
    client: AsyncWebClient,
    script_arrives: asyncio.Event,
    press: Press,
) -> None:
    await client.chat_postMessage(channel="C05SALES", text="Doe", blocks=[button_block()])
    place, deed = PRESSES[press]
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url) if "/do/" in request.url else None)

    await tab.goto(f"{sandbox.address}?in={place}", wait_until="commit")
    await press(tab)
    before = list(asked)
    async with tab.expect_response(f"**/do/{deed}", timeout=5000):
        script_arrives.set()

    assert (before, [url for url in asked if url.endswith(f"/{deed}")]) == ([], [f"{sandbox.address}do/{deed}"])


async def test_words_typed_before_the_script_are_kept(
    tab: Page, sandbox: Sandbox, sanne: SandboxUser, script_arrives: asyncio.Event
) -> None:
    await tab.goto(sandbox.address, wait_until="commit")
    await tab.locator("#composer-text").press_sequentially("bezoek")
    script_arrives.set()
    await expect(tab.get_by_role("log")).to_be_attached()
    await tab.wait_for_load_state("load")
    await tab.locator("#composer-text").press_sequentially(" Acme")
    await tab.locator("#composer-text").press("Enter")

    await expect(tab.get_by_role("article", name="Ritme")).to_contain_text("Gehoord: bezoek Acme")
    assert sanne.visible()[0].plain == "bezoek Acme"


def button_block() -> Json:
    return {"type": "actions", "elements": [button("Doe dit", "history", value="1")]}
