"""The page by axe-core: nothing serious on a phone or a wide screen, in light or dark."""

import struct
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from playwright.async_api import Page, ViewportSize, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import FORM, button, option, plain, section

axe_playwright = pytest.importorskip(
    "axe_playwright_python.async_playwright", reason="axe-core is not installed (make setup installs it)"
)
pytestmark = pytest.mark.browser
Json = dict[str, Any]
SERIOUS = {"serious", "critical"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PHONE, WIDE = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)


def draw_png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x0b\x6e\x69" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass(frozen=True)
class World:
    """The page, and what is behind it."""

    page: Page
    sandbox: Sandbox
    client: AsyncWebClient

    async def open(self, query: str) -> None:
        """Open a screen."""
        await self.page.goto(f"{self.sandbox.address}?{query}")


async def show_messages(world: World) -> None:
    """A direct message with every kind of element."""
    elements: list[Json] = [
        button("Vastleggen", "history", style="primary"),
        button("Verwijderen", "undo", style="danger"),
        {"type": "static_select", "action_id": "s", "placeholder": plain("Kies"), "options": [option("Een", "1")]},
        {"type": "datepicker", "action_id": "d", "placeholder": plain("Kies een dag")},
        {"type": "overflow", "action_id": "o", "options": [option("Meer", "1"), option("Nog meer", "2")]},
    ]
    context = {"type": "context", "elements": [plain("klein gedrukt")]}
    text = "*Goedemorgen* `code` <@U05SANNE> <https://voorbeeld.test|een adres>\n> een citaat"
    blocks = [section(text), context, {"type": "divider"}, {"type": "actions", "elements": elements}]
    await world.client.chat_postMessage(channel="U05SANNE", text="Goedemorgen", blocks=blocks)
    await world.client.chat_postEphemeral(channel="D05SANNE", user="U05SANNE", text="alleen voor jou")
    await world.sandbox.person("U05SANNE").says("hoi")
    await world.open("as=U05SANNE")
    await expect(world.page.get_by_text("klein gedrukt")).to_be_visible()


async def show_home(world: World) -> None:
    """The Home page of the bot."""
    await world.open("as=U05SANNE&tab=home")
    await expect(world.page.get_by_role("heading", name="Jouw dag")).to_be_visible()


async def show_modal(world: World) -> None:
    """A form with every kind of field."""
    await world.open("as=U05SANNE")
    trigger = world.sandbox.stage.triggers.issue("U05SANNE")
    await world.client.views_open(trigger_id=trigger, view=FORM)
    await expect(world.page.get_by_role("dialog", name="Contact wijzigen")).to_be_visible()


async def show_picture(world: World) -> None:
    """A channel with a picture, seen from its end."""
    await world.client.files_upload_v2(
        channel="C05SALES", content=draw_png(900, 500), filename="week.png", title="Acht weken"
    )
    await world.open("as=U05MARIEKE&in=C05SALES")
    await expect(world.page.get_by_role("img", name="Acht weken")).to_be_visible()


async def show_tour(world: World) -> None:
    """An empty screen with things to try, in the tour, with a line that is being completed."""
    await world.open("as=U05SANNE&tour=1")
    await expect(world.page.get_by_role("complementary", name="Rondleiding")).to_be_visible()
    await world.page.locator("#composer-text").press_sequentially("/deal ")
    await expect(world.page.get_by_role("listbox", name="Opdrachten")).to_be_visible()


SCREENS = [show_tour, show_messages, show_home, show_modal, show_picture]


async def find_serious(page: Page) -> list[tuple[str, Any, str]]:
    """What axe-core calls serious or critical: its rule, where, and why."""
    results = await axe_playwright.Axe().run(page)
    return [
        (violation["id"], node["target"], node["any"][0]["message"] if node["any"] else "")
        for violation in results.response["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("show", SCREENS)
async def test_axe_finds_nothing_serious(
    tab: Page, sandbox: Sandbox, client: AsyncWebClient, show: Callable[[World], Awaitable[None]]
) -> None:
    await tab.emulate_media(reduced_motion="reduce")
    await show(World(tab, sandbox, client))
    found: dict[str, list[tuple[str, Any, str]]] = {}
    for size in (PHONE, WIDE):
        for scheme in SCHEMES:
            await tab.set_viewport_size(size)
            await tab.emulate_media(color_scheme=scheme)
            # Colours are judged when they have come to rest.
            await tab.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
            found[f"{size['width']} {scheme}"] = await find_serious(tab)

    assert {where: problems for where, problems in found.items() if problems} == {}
    assert len(found) == 4


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390px", "1440px"])
async def test_picture_that_arrives_is_not_hidden_behind_the_composer(
    tab: Page, sandbox: Sandbox, client: AsyncWebClient, size: ViewportSize
) -> None:
    await tab.set_viewport_size(size)
    for number in range(12):
        await client.chat_postMessage(channel="C05SALES", text=f"regel {number}")
    await tab.goto(f"{sandbox.address}?as=U05MARIEKE&in=C05SALES")
    await client.files_upload_v2(
        channel="C05SALES", content=draw_png(900, 500), filename="week.png", title="Acht weken"
    )
    picture = tab.get_by_role("img", name="Acht weken")
    await expect(picture).to_be_visible()
    await tab.wait_for_function("document.querySelector('.picture').complete")

    await expect(picture).to_be_in_viewport(ratio=1)
    under, composer = await picture.bounding_box(), await tab.locator("#composer").bounding_box()
    assert under is not None
    assert composer is not None
    assert under["y"] + under["height"] <= composer["y"]
