"""Serve the personal tab: a page without anything on it, and the day of whoever signs on in it."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from string import Template

from aiohttp import web
from markupsafe import escape

from bot.interactions.tab import build_tab, say_in_tab
from bot.services.bot import Bot
from bot.settings import Settings
from handlers.front.pictures import draw_pictures
from handlers.http.session import open_session
from handlers.http.site import Receive
from handlers.tab.message_html import draw_html
from handlers.tab.sign_on import SignOn, make_fetch_keys

PATH, DAY = "/teams/tab", "/teams/tab/day"
STATIC = Path(__file__).parent / "static"
KINDS = {
    "teams.js": ("MicrosoftTeams.min.js", "text/javascript"),
    "tab.js": ("tab.js", "text/javascript"),
    "tab.css": ("tab.css", "text/css"),
}
# Where Teams shows a tab: its old and new addresses.
FRAMES = "https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {FRAMES}"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
BEARER = "Bearer "


class Tab:
    """The page and its content, for whoever ``sign_on`` knows."""

    def __init__(self, bot: Bot, sign_on: SignOn, *, client_id: str) -> None:
        self._bot = bot
        self._sign_on = sign_on
        self._client_id = client_id
        self._page = Template((STATIC / "tab.html").read_text(encoding="utf-8"))

    async def show(self, request: web.Request) -> web.Response:
        """Serve the page; it holds nothing of anybody, but what to say to who cannot be signed on."""
        language = read_language(request)
        said = say_in_tab(language)
        values = {"language": language, "refused": said.refused, "chat": said.chat, "client": self._client_id}
        page = self._page.substitute({name: escape(value) for name, value in values.items()})
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    async def show_day(self, request: web.Request) -> web.Response:
        """Serve the day of whoever holds the token; 401 without a valid one."""
        authorization = request.headers.get("Authorization", "")
        token = authorization.removeprefix(BEARER)
        user = await self._sign_on.identify(token) if authorization.startswith(BEARER) else None
        if user is None:
            return web.Response(status=401, headers=HEADERS)
        message, language = await build_tab(self._bot, user, language=read_language(request))
        content = draw_html(message, pictures=await draw_pictures(message))
        text = f'<div lang="{language}">{content}</div>'
        return web.Response(text=text, content_type="text/html", headers=HEADERS)


def read_language(request: web.Request) -> str:
    """Return the language of a browser, for who has none of his or her own yet."""
    return "nl" if request.headers.get("Accept-Language", "").lower().startswith("nl") else "en"


def open_tab(stack: AsyncExitStack, settings: Settings, bot: Bot) -> Mapping[str, Receive]:
    """Return the routes of the tab; none while its host is not set."""
    if not settings.teams_tab_host:
        return {}
    session = open_session()
    stack.push_async_callback(session.close)
    client_id, tenant = settings.teams_client_id, settings.teams_tenant_id
    fetch_keys = make_fetch_keys(session, tenant)
    sign_on = SignOn(client_id=client_id, host=settings.teams_tab_host, tenant=tenant, fetch_keys=fetch_keys)
    return list_routes(Tab(bot, sign_on, client_id=client_id))


def list_routes(tab: Tab) -> Mapping[str, Receive]:
    """Return the routes of a tab."""
    files = {f"GET {PATH}/{name}": _make_file(*kind) for name, kind in KINDS.items()}
    return {f"GET {PATH}": tab.show, DAY: tab.show_day, **files}


def _make_file(name: str, kind: str) -> Receive:
    content = (STATIC / name).read_bytes()

    async def serve(_request: web.Request) -> web.Response:
        return web.Response(body=content, content_type=kind, charset="utf-8", headers=HEADERS)

    return serve
