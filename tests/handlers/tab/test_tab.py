"""The personal tab over HTTP and in a browser: nothing without a valid token, and one's own day with it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import aiohttp
import pytest
from playwright.async_api import Browser, expect

from tests.handlers.tab.tokens import CLIENT, HOST, TENANT, Keys, make_token
from tests.handlers.teams.chat import TeamsUser
from tests.handlers.teams.conftest import connector, manager, sanne, teams  # noqa: F401 - fixtures
from tests.handlers.teams.teams import Teams
from tests.sandbox.conftest import browser, chromium  # noqa: F401 - fixtures

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")

from bot.services.operations.check_health import Health
from handlers.http.site import listen
from handlers.tab.sign_on import SignOn
from handlers.tab.tab import Tab, list_routes

# What Teams' own library does in a frame of Teams, in a page without one.
IN_TEAMS = """window.microsoftTeams = {
  app: { initialize: async () => {}, getContext: async () => ({ app: { theme: "dark" } }),
         registerOnThemeChangeHandler: () => {}, notifySuccess: () => {} },
  authentication: { getAuthToken: async () => "%s" },
};"""


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@dataclass(frozen=True)
class Site:
    """The tab, served."""

    address: str

    async def ask(self, method: str, path: str, **headers: str) -> tuple[int, str, str]:
        """Return the status, the policy and the text."""
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.request(method, f"{self.address}{path}") as response,
        ):
            return response.status, response.headers["Content-Security-Policy"], await response.text()


async def _is_fine() -> Health:
    return Health(has_database=True, oldest_due=None, plan_age=None)


@pytest.fixture
async def site(teams: Teams) -> AsyncIterator[Site]:  # noqa: F811
    sign_on = SignOn(client_id=CLIENT, host=HOST, tenant=TENANT, fetch_keys=Keys().fetch)
    routes = list_routes(Tab(teams.context.bot, sign_on, client_id=CLIENT))
    async with AsyncExitStack() as stack:
        port = await listen(stack, routes=routes, check_health=_is_fine, host="127.0.0.1", port=0)
        yield Site(f"http://127.0.0.1:{port}")


async def test_the_day_is_that_of_the_holder_of_the_token_in_his_or_her_language(
    site: Site,
    teams: Teams,  # noqa: F811
    sanne: TeamsUser,  # noqa: F811
) -> None:
    await sanne.writes("bezoek Acme, <b>offerte</b> besproken, volgende stap morgen 10:00")
    await teams.deliver()
    status, _, text = await site.ask("POST", "/teams/tab/day", Authorization=f"Bearer {make_token()}")
    assert status == 200
    assert text.startswith('<div lang="nl">')
    assert "Acme" in text
    assert "<b>offerte</b>" not in text


@pytest.mark.parametrize(
    "authorization", ["", "Bearer ", "Bearer x", f"Basic {make_token()}", f"Bearer {make_token(oid=None)}"]
)
async def test_without_a_valid_token_there_is_nothing(site: Site, sanne: TeamsUser, authorization: str) -> None:  # noqa: F811
    await sanne.writes("bezoek Acme")
    headers = {"Authorization": authorization} if authorization else {}
    status, _, text = await site.ask("POST", "/teams/tab/day", **headers)
    assert (status, text) == (401, "")


async def test_who_is_not_known_yet_reads_how_to_begin(site: Site) -> None:
    headers = {"Authorization": f"Bearer {make_token(oid='guid-new')}", "Accept-Language": "en-GB,en"}
    _, _, text = await site.ask("POST", "/teams/tab/day", **headers)
    assert text == (
        '<div lang="en"><p>We have not met yet. Say hi in our chat first, and your day will be here.</p></div>'
    )


@pytest.mark.parametrize("path", ["", "/teams.js", "/tab.js", "/tab.css"])
async def test_only_teams_may_show_the_page_and_it_runs_nothing_but_its_own(site: Site, path: str) -> None:
    status, policy, text = await site.ask("GET", f"/teams/tab{path}")
    assert (status, bool(text)) == (200, True)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["frame-ancestors"] == (
        "https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft"
    )
    assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")


@pytest.mark.browser
@pytest.mark.slow
async def test_the_page_signs_on_and_shows_the_day(
    site: Site,
    sanne: TeamsUser,  # noqa: F811
    browser: Browser,  # noqa: F811
) -> None:
    from tests.sandbox.test_accessibility import PHONE, WIDE, find_serious  # noqa: PLC0415 - needs axe-core

    await sanne.writes("bezoek Acme, offerte besproken, volgende stap morgen 10:00")
    page = await browser.new_page(locale="nl-NL")
    trouble: list[str] = []
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    await page.route(
        "**/teams.js", lambda route: route.fulfill(body=IN_TEAMS % make_token(), content_type="text/javascript")
    )
    await page.goto(f"{site.address}/teams/tab")
    await expect(page.get_by_role("main")).to_contain_text("Acme")
    await expect(page.get_by_text("Teams zei me niet wie je bent")).to_be_hidden()
    for size in (PHONE, WIDE):
        await page.set_viewport_size(size)
        assert await find_serious(page) == []
    assert trouble == []
    await page.close()


@pytest.mark.browser
@pytest.mark.slow
async def test_outside_teams_the_page_says_where_the_day_is(site: Site, browser: Browser) -> None:  # noqa: F811
    page = await browser.new_page(locale="nl-NL")
    await page.goto(f"{site.address}/teams/tab")
    await expect(page.get_by_text("Teams zei me niet wie je bent")).to_be_visible(timeout=70_000)
    assert await page.inner_text("main") == ""
    await page.close()
