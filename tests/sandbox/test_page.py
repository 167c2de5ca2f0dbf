"""The page in a real browser."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.example import COMMANDS
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import button, plain

Json = dict[str, Any]
pytestmark = pytest.mark.browser


async def write(page: Page, text: str) -> None:
    await page.get_by_role("combobox", name="Bericht aan").fill(text)
    await page.keyboard.press("Enter")


async def test_command_is_completed_given_and_answered(page: Page) -> None:
    await page.get_by_role("combobox", name="Bericht aan").focus()
    await page.keyboard.type("/")
    commands = page.get_by_role("listbox", name="Opdrachten").get_by_role("option")
    await expect(commands).to_have_count(len(COMMANDS))
    await page.keyboard.press("ArrowDown")
    await expect(commands.and_(page.get_by_role("option", selected=True))).to_contain_text("/ritme")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.keyboard.type("bezoek Acme")
    await page.keyboard.press("Enter")

    answer = page.get_by_role("article", name="Ritme")
    await expect(answer).to_contain_text("Alleen zichtbaar voor jou")
    await expect(answer).to_contain_text("Bezoek bij Acme vastgelegd")


async def test_file_is_sent_to_the_bot(page: Page, sanne: SandboxUser) -> None:
    await page.fill("#composer-text", "de klanten")
    await page.set_input_files("#attach", {"name": "klanten.csv", "mimeType": "text/csv", "buffer": b"naam"})
    await expect(page.get_by_text("klanten.csv")).to_be_visible()
    await expect(page.locator("#composer-text")).to_have_value("")
    message = sanne.visible()[0]
    assert (message.text, message.files[0].content) == ("de klanten", b"naam")


async def test_shift_enter_begins_a_line_and_enter_sends(page: Page, sanne: SandboxUser) -> None:
    await page.get_by_role("combobox", name="Bericht aan").focus()
    await page.keyboard.type("een")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("twee <b>")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("article", name="Ritme")).to_contain_text("Gehoord: een")
    assert [message.plain for message in sanne.visible()] == ["een\ntwee <b>", "Gehoord: een\ntwee <b>"]


async def test_button_day_time_and_menu_reach_the_bot(page: Page, heard: list[Json]) -> None:
    await write(page, "/log bezoek Acme")
    await page.get_by_role("button", name="Volgende stap").click()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Genoteerd")).to_have_count(1)
    await page.get_by_label("Hoe laat").select_option("14:30")
    await expect(page.get_by_text("Genoteerd")).to_have_count(2)
    await page.get_by_label("Meer").click()
    await page.get_by_role("menuitem", name="Wis").click()
    await expect(page.get_by_text("Genoteerd")).to_have_count(3)
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(page.get_by_text("Ongedaan gemaakt")).to_be_visible()

    actions = [body["actions"][0] for body in heard if "actions" in body]
    assert [action["action_id"] for action in actions] == ["day", "hour", "menu", "undo"]
    assert actions[1]["selected_time"] == "14:30"


async def test_modal_shows_errors_and_is_taken_when_they_are_mended(page: Page, heard: list[Json]) -> None:
    await write(page, "/log")
    modal = page.get_by_role("dialog", name="Contact wijzigen")
    await modal.get_by_role("button", name="Opslaan").click()
    await expect(modal.get_by_text("Vul dit veld in.")).to_be_visible()
    await modal.get_by_text("Bezoek").click()
    await modal.get_by_role("combobox", name="Klant").fill("acme")
    await modal.get_by_role("option", name="Acme Nederland").click()
    await modal.get_by_label("Notitie").fill("fout")
    await modal.get_by_role("button", name="Opslaan").click()
    await expect(modal.get_by_text("Dit kan niet")).to_be_visible()
    await modal.get_by_label("Notitie").fill("Goed gesprek")
    await modal.get_by_role("button", name="Opslaan").click()
    await expect(modal).to_have_count(0)

    values = heard[-1]["view"]["state"]["values"]
    assert values["account"]["find"]["selected_option"]["value"] == "Acme Nederland"
    assert values["kind"]["pick"]["selected_option"]["value"] == "visit"
    assert values["note"]["words"]["value"] == "Goed gesprek"


async def test_input_that_dispatches_tells_the_bot_at_enter(page: Page, heard: list[Json]) -> None:
    await write(page, "/log")
    await page.get_by_label("Notitie").fill("stil")
    await page.get_by_label("Plaats").fill("Delft")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Plaats")).not_to_have_attribute("aria-busy", "true")
    await page.get_by_role("button", name="Geschiedenis").click()
    await expect(page.get_by_role("dialog", name="Geschiedenis")).to_be_visible()

    actions = [body["actions"][0] for body in heard if "actions" in body]
    assert [(action["action_id"], action.get("value")) for action in actions] == [("town", "Delft"), ("history", None)]


async def test_modal_on_a_modal_goes_back_with_escape(page: Page) -> None:
    await write(page, "/log")
    await page.get_by_label("Notitie").fill("nog niet klaar")
    await page.get_by_role("button", name="Geschiedenis").click()
    await expect(page.get_by_role("dialog", name="Geschiedenis")).to_be_visible()
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog", name="Contact wijzigen")).to_be_visible()
    await expect(page.get_by_label("Notitie")).to_have_value("nog niet klaar")


async def test_home_is_drawn_and_acts(page: Page) -> None:
    await page.get_by_role("link", name="Home", exact=True).click()
    await expect(page.get_by_role("heading", name="Jouw dag")).to_be_visible()
    await page.get_by_role("button", name="Vastleggen").click()

    await expect(page.get_by_role("dialog", name="Contact wijzigen")).to_be_visible()


async def test_command_that_takes_too_long_is_told_and_kept(page: Page) -> None:
    await write(page, "/log traag")

    await expect(page.get_by_role("alert")).to_have_text("/log reageerde niet op tijd (operation_timeout)")
    await expect(page.get_by_role("combobox", name="Bericht aan")).to_have_value("/log traag")


async def test_message_arrives_by_itself_and_is_counted_elsewhere(
    page: Page, sandbox: Sandbox, oliver: SandboxUser
) -> None:
    await oliver.says("sales", "Goed nieuws")

    await expect(page.get_by_role("link", name="sales")).to_contain_text("1")
    await page.get_by_role("link", name="sales").click()
    await expect(page.get_by_role("article", name="Oliver Hughes")).to_contain_text("Goed nieuws")
    await expect(page.get_by_label("ongelezen")).to_have_count(0)
    await oliver.says("sales", "Nog iets")
    await expect(page.get_by_text("Nog iets")).to_be_visible()
    assert sandbox.workspace.count_unread("U05SANNE", "C05SALES") == 0


async def test_clock_is_moved_and_tells_the_new_day(page: Page, sandbox: Sandbox) -> None:
    await write(page, "hoi")
    await expect(page.get_by_role("separator")).to_have_text("Vandaag")
    await page.get_by_role("button", name="volgende werkdag 08:30", exact=True).click()

    await expect(page.locator(".clock-time")).to_have_text("08:30")
    await expect(page.get_by_role("separator")).not_to_have_text("Vandaag")
    assert sandbox.clock.now().astimezone(sandbox.person("U05SANNE").zone).strftime("%H:%M") == "08:30"


async def test_other_person_sees_his_own_side_in_his_own_language(page: Page) -> None:
    await write(page, "/log bezoek Acme")
    await expect(page.get_by_text("Alleen zichtbaar voor jou")).to_be_visible()
    await page.get_by_role("link", name="Oliver", exact=True).click()

    await expect(page.get_by_role("heading", name="Direct messages")).to_be_visible()
    await expect(page.get_by_text("Bezoek bij Acme")).to_have_count(0)


async def test_bot_is_invited_to_a_channel(page: Page, sandbox: Sandbox) -> None:
    await page.get_by_role("link", name="random").click()
    await page.get_by_role("button", name="Ritme toevoegen").click()
    await expect(page.get_by_role("button", name="Ritme toevoegen")).to_have_count(0)

    assert "U05RITME" in sandbox.workspace.channel("C05RANDOM").members


async def test_phone_has_a_drawer_and_no_sideways_scrolling(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await write(page, "/log bezoek Acme")
    await expect(page.get_by_text("Alleen zichtbaar voor jou")).to_be_visible()
    width = await page.evaluate("document.documentElement.scrollWidth")
    await expect(page.get_by_role("link", name="sales")).not_to_be_in_viewport()
    await page.get_by_role("button", name="Menu").click()

    await expect(page.get_by_role("link", name="sales")).to_be_in_viewport()
    assert width == 390


async def test_button_that_asks_first_acts_only_when_confirmed(
    page: Page, app: AsyncApp, client: AsyncWebClient
) -> None:
    pressed: list[str] = []
    arrived = asyncio.Event()

    @app.action("wipe")
    async def wipe(ack: Any, body: Json) -> None:
        pressed.append(body["actions"][0]["value"])
        arrived.set()
        await ack()

    confirm = {
        "title": plain("Zeker weten?"),
        "text": plain("Weg is weg."),
        "confirm": plain("Ja"),
        "deny": plain("Nee"),
    }
    blocks = [{"type": "actions", "elements": [button("Wis", "wipe", value="7", confirm=confirm)]}]
    await client.chat_postMessage(channel="U05SANNE", text="Wissen", blocks=blocks)
    await page.get_by_role("button", name="Wis").click()
    await expect(page.get_by_text("Weg is weg.")).to_be_visible()
    await page.get_by_role("button", name="Nee").click()
    await expect(page.get_by_text("Weg is weg.")).to_have_count(0)
    before = list(pressed)
    await page.get_by_role("button", name="Wis").click()
    await page.get_by_role("button", name="Ja", exact=True).click()
    async with asyncio.timeout(5):
        await arrived.wait()

    assert (before, pressed) == ([], ["7"])


async def test_clock_is_put_at_any_moment(page: Page, sandbox: Sandbox) -> None:
    moved: list[datetime] = []

    async def note(moment: datetime) -> None:
        moved.append(moment)

    sandbox.clock.on_move(note)
    await page.get_by_text("Ander moment").click()
    await page.get_by_role("button", name="Kies een dag").click()
    await page.keyboard.press("PageDown")
    await page.keyboard.press("Enter")
    await page.get_by_label("Kies een tijd").select_option("08:30")
    await page.get_by_role("button", name="Zet de klok", exact=True).click()

    await expect(page.locator(".clock-time")).to_have_text("08:30")
    (moment,) = moved
    here = moment.astimezone(sandbox.person("U05SANNE").zone)
    assert (here.day, here.strftime("%H:%M")) == (1, "08:30")
