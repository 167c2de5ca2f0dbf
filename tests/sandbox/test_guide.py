"""What the page offers to somebody who is new: lines to complete, things to try, and the tour."""

import json

import pytest
from playwright.async_api import Page, Route, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.example import PEOPLE, build_example
from sandbox.page.templating import PageRenderer
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from sandbox.tour import Tour
from tests.sandbox.tiny_bot import FORM

CLICKS = 10
browser_test = pytest.mark.browser


@browser_test
async def test_line_is_completed_after_its_command(page: Page, sanne: SandboxUser) -> None:
    box, offered = page.locator("#composer-text"), page.get_by_role("listbox", name="Opdrachten").get_by_role("option")
    await box.press_sequentially("/deal acme ")
    await expect(offered).to_have_count(3)
    await box.press("ArrowDown")
    await expect(offered.first).to_have_attribute("aria-selected", "true")
    await box.press("Enter")
    await expect(box).to_have_value("/deal Acme offerte")
    await expect(offered).to_have_count(0)
    assert sanne.visible() == []


@browser_test
async def test_line_that_is_only_offered_does_not_come_instead_of_what_was_typed(page: Page) -> None:
    box = page.locator("#composer-text")
    await box.press_sequentially("/log be")
    await expect(page.get_by_role("listbox", name="Opdrachten").get_by_role("option")).to_have_count(1)
    await box.press("Enter")

    await expect(box).to_have_value("")


@browser_test
async def test_tab_takes_the_first_line(page: Page) -> None:
    box = page.locator("#composer-text")
    await box.press_sequentially("/ritme w")
    await box.press("Tab")

    await expect(box).to_have_value("/ritme week")
    await expect(box).to_be_focused()


@browser_test
async def test_empty_screen_has_three_things_to_try(page: Page, sandbox: Sandbox) -> None:
    tries = page.locator(".tries button")
    await expect(tries).to_have_count(3)
    await tries.nth(0).click()
    await expect(page.locator("#composer-text")).to_have_value("/log bezoek Acme, offerte besproken")
    await expect(page.locator("#composer-text")).to_be_focused()
    await tries.nth(2).click()

    await expect(page.locator(".clock-time")).to_have_text("08:30")
    assert sandbox.clock.now().astimezone(sandbox.person("U05SANNE").zone).weekday() < 5


@browser_test
async def test_tour_is_ten_clicks(page: Page) -> None:
    async def lead_on(route: Route) -> None:
        made = json.loads(route.request.post_data or "{}")["made"]
        await route.fulfill(json={"to": f"/?as=U05SANNE&tour={made + 1}"})

    await page.route("**/do/tour", lead_on)
    await page.get_by_role("link", name="Rondleiding").click()
    for made in range(CLICKS):
        await expect(page.locator(".tour-count")).to_have_text(f"{made}/{CLICKS}")
        await page.locator("#tour-next").click()
    await expect(page.locator(".tour-count")).to_have_text(f"{CLICKS}/{CLICKS}")
    await expect(page.locator("#tour-next")).to_have_count(0)
    await page.get_by_role("link", name="Rondleiding verlaten").click()
    await expect(page.locator("#tour")).to_have_count(0)


@browser_test
async def test_tour_stays_in_reach_while_a_form_is_open(page: Page, sandbox: Sandbox, client: AsyncWebClient) -> None:
    await page.route("**/do/tour", lambda route: route.fulfill(json={"to": "/?as=U05SANNE&tour=2"}))
    await page.goto(f"{sandbox.address}?as=U05SANNE&tour=1")
    await client.views_open(trigger_id=sandbox.stage.triggers.issue("U05SANNE"), view=FORM)
    await expect(page.get_by_role("dialog", name="Contact wijzigen")).to_be_visible()
    await page.locator("#tour-next").click()

    await expect(page.locator(".tour-count")).to_have_text(f"2/{CLICKS}")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_tour_has_words_before_each_click_and_after_the_last(language: str, sandbox: Sandbox) -> None:
    stops = PageRenderer().words_of(language)["tour"]

    assert len(Tour(sandbox.stage).clicks) == CLICKS
    assert [bool(press) for _, press in stops] == [True] * CLICKS + [False]


@pytest.mark.parametrize("is_empty", [False, True])
def test_tries_are_there_in_the_language_of_everybody(*, is_empty: bool) -> None:
    guide = build_example(people=len(PEOPLE), is_empty=is_empty).guide

    assert {language: len(lines) for language, lines in guide.tries.items()} == {"nl": 2, "en": 2}
    assert guide.has_tour is not is_empty
