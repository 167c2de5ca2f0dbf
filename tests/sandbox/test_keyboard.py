"""The page by keyboard: the focus, the arrow keys and Escape; and its colours."""

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import FORM, button, section

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.textContent.trim() || document.activeElement.id"


async def open_form(page: Page, sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.views_open(trigger_id=sandbox.stage.triggers.issue("U05SANNE"), view=FORM)
    await expect(page.get_by_role("dialog", name="Contact wijzigen")).to_be_visible()


async def test_arrow_up_brings_back_what_was_sent_to_be_edited(page: Page, sanne: SandboxUser) -> None:
    box = page.locator("#composer-text")
    for line in ("een", "twee"):
        await box.fill(line)
        await box.press("Enter")
        await expect(page.get_by_text(f"Gehoord: {line}")).to_be_visible()
    await box.press("ArrowUp")
    await expect(box).to_have_value("twee")
    await box.press("ArrowUp")
    await expect(box).to_have_value("een")
    await box.press("ArrowDown")
    await box.press_sequentially(" keer")
    await box.press("ArrowUp")
    await expect(box).to_have_value("twee keer")
    await box.press("Enter")
    await expect(page.get_by_text("Gehoord: twee keer")).to_be_visible()

    assert [each.plain for each in sanne.visible() if each.user_id == "U05SANNE"] == ["een", "twee", "twee keer"]


async def test_arrow_down_past_the_last_line_empties_the_box(page: Page) -> None:
    box = page.locator("#composer-text")
    await box.fill("een")
    await box.press("Enter")
    await box.press("ArrowUp")
    await box.press("ArrowDown")

    await expect(box).to_have_value("")


@pytest.mark.parametrize("way", ["Escape", "cross", "button"])
async def test_form_that_was_filled_in_asks_before_it_is_lost(
    page: Page, sandbox: Sandbox, client: AsyncWebClient, way: str
) -> None:
    async def leave() -> None:
        if way == "Escape":
            await page.keyboard.press("Escape")
        else:
            await page.locator(".modal .cross" if way == "cross" else ".modal [data-close=one]").click()

    await open_form(page, sandbox, client)
    await page.get_by_label("Notitie").fill("een lang verhaal")
    await leave()
    await page.get_by_role("button", name="Verder invullen").click()
    await expect(page.get_by_label("Notitie")).to_have_value("een lang verhaal")
    await leave()
    await page.get_by_role("button", name="Weggooien").click()

    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_form_without_changes_closes_at_once(page: Page, sandbox: Sandbox, client: AsyncWebClient) -> None:
    await open_form(page, sandbox, client)
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_first_field_of_a_form_has_the_focus_also_when_the_page_is_opened_with_it(
    page: Page, sandbox: Sandbox, client: AsyncWebClient
) -> None:
    await open_form(page, sandbox, client)
    await page.reload()

    await expect(page.get_by_role("radio").first).to_be_focused()


async def test_focus_stays_on_a_button_whose_message_is_drawn_again(page: Page, client: AsyncWebClient) -> None:
    blocks = [section("oud"), {"type": "actions", "block_id": "b", "elements": [button("Doe dit", "history")]}]
    posted = await client.chat_postMessage(channel="U05SANNE", text="oud", blocks=blocks)
    await page.get_by_role("button", name="Doe dit").focus()
    fresh = [section("veranderd"), *blocks[1:]]
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="veranderd", blocks=fresh)
    await expect(page.get_by_text("veranderd")).to_be_visible()

    assert await page.evaluate(FOCUSED) == "Doe dit"


async def test_focus_goes_back_to_what_opened_a_form(page: Page, sandbox: Sandbox, client: AsyncWebClient) -> None:
    await page.get_by_role("button", name="+1 uur").focus()
    await open_form(page, sandbox, client)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)

    assert await page.evaluate(FOCUSED) == "+1 uur"


@pytest.mark.parametrize(("name", "role"), [("+1 uur", "button"), ("sales", "link")], ids=["the clock", "the sidebar"])
async def test_focus_stays_where_it_was_when_something_arrives(
    page: Page, sandbox: Sandbox, oliver: SandboxUser, name: str, role: str
) -> None:
    await page.get_by_role(role, name=name).focus()  # type: ignore[arg-type] # one of Playwright's literals
    before = await page.evaluate(FOCUSED)
    await sandbox.clock.move_to(sandbox.clock.now() + timedelta(seconds=1))
    await oliver.says("algemeen", "Goed nieuws")
    await expect(page.get_by_role("link", name="algemeen")).to_contain_text("1")

    assert await page.evaluate(FOCUSED) == before


async def test_colours_follow_the_system_until_they_are_chosen(page: Page) -> None:
    async def paper() -> str:
        return str(await page.evaluate("getComputedStyle(document.querySelector('.main')).backgroundColor"))

    await page.emulate_media(color_scheme="light")
    light = await paper()
    await page.emulate_media(color_scheme="dark")
    dark = await paper()
    await page.get_by_role("button", name="Licht of donker").click()
    chosen = await paper()
    await page.reload()

    assert (light, chosen, await paper()) == ("rgb(255, 255, 255)",) * 3
    assert dark == "rgb(23, 27, 33)"
