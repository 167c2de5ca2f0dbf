"""The page that shows Teams: the same people, with the bot's cards rendered by Microsoft's own library."""

import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.entities import Json, User
from sandbox.errors import NotConnected, SandboxError
from sandbox.page.actions import describe_error
from sandbox.page.routes import HEADERS, Page
from sandbox.teams.chats import TeamsChats, TeamsMessage
from sandbox.teams.teams_user import TeamsUser

Deed = Callable[[TeamsUser, Json], Awaitable[Json]]
CHANNEL_TAB = "channel"
# The charts of the bot are part of its cards.
_POLICY = "Content-Security-Policy"
_HEADERS = {_POLICY: HEADERS[_POLICY].replace("img-src 'self'", "img-src 'self' data:")}


class TeamsPage:
    """Serves the page of Teams, what is on it as JSON, and what is done there."""

    def __init__(self, chats: TeamsChats, page: Page) -> None:
        self.chats = chats
        self.page = page
        self.deeds: dict[str, Deed] = {
            "say": self._say,
            "execute": self._execute,
            "open": self._open,
            "extension": self._use_extension,
            "submit": self._submit,
            "close": self._close,
            "search": self._search,
        }

    def add_to(self, app: web.Application) -> None:
        """Add the routes to the server."""
        app.router.add_get("/teams", self.show)
        app.router.add_get("/teams/state", self.tell)
        app.router.add_post("/teams/do/{deed}", self.answer)

    async def show(self, request: web.Request) -> web.Response:
        """Serve the page; whoever opens it for the first time adds the app."""
        user = self._find(request.query.get("as", ""))
        is_in_channel = request.query.get("in") == CHANNEL_TAB
        with suppress(NotConnected):
            await self._enter(user.id, is_in_channel).adds_app()
        channel = self.chats.workspace.open_dm(user.id)
        screen = self.page.renderer.look(self.page.stage, viewer=user, channel=channel)
        text = self.page.renderer.teams_page(
            screen, count=self.page.broadcaster.count, is_connected=bool(self.chats.endpoint), in_channel=is_in_channel
        )
        return web.Response(text=text, content_type="text/html", headers=_HEADERS)

    async def tell(self, request: web.Request) -> web.Response:
        """Serve what is on the screen."""
        user = self._enter(request.query.get("as", ""), request.query.get("in") == CHANNEL_TAB)
        shown = [self._describe(each, user.user) for each in self.chats.list_messages(user.conversation)]
        return web.json_response({"messages": shown, "dialog": self.chats.dialogs.get(user.user.id)})

    async def answer(self, request: web.Request) -> web.Response:
        """Do what was done on the page, and respond with the sentence to show, if any."""
        deed = self.deeds.get(request.match_info["deed"])
        if deed is None or request.content_type != "application/json":
            raise web.HTTPNotFound
        asked: Json = json.loads(await request.text())
        user = self._enter(str(asked["as"]), asked.get("in") == CHANNEL_TAB)
        try:
            return web.json_response(await deed(user, asked))
        except SandboxError as error:
            words = self.page.renderer.words_of(user.user.language)
            return web.json_response({"toast": describe_error(error, words), "code": error.code})

    def _find(self, user_id: str) -> User:
        workspace = self.chats.workspace
        return workspace.user(user_id) if workspace.has_user(user_id) else workspace.people[0]

    def _enter(self, user_id: str, is_in_channel: bool) -> TeamsUser:  # noqa: FBT001 - one of two tabs
        address = self.page.stage.address
        return TeamsUser(self.chats, self._find(user_id), address=address, is_in_channel=is_in_channel)

    def _describe(self, message: TeamsMessage, viewer: User) -> Json:
        author = self.chats.workspace.user(message.user_id) if message.user_id else self.chats.workspace.bot
        return {
            "id": message.id,
            "version": message.version,
            "name": author.real_name,
            "initials": author.initials,
            "mine": message.user_id == viewer.id,
            "time": message.moment.astimezone(ZoneInfo(viewer.tz)).strftime("%H:%M"),
            "text": message.text,
            "card": message.card,
        }

    async def _say(self, user: TeamsUser, asked: Json) -> Json:
        await user.says(str(asked["text"]), moment=self.page.stage.clock.now())
        return {}

    async def _execute(self, user: TeamsUser, asked: Json) -> Json:
        return _note(await user.executes(str(asked["message"]), verb=str(asked["verb"]), data=dict(asked["data"])))

    async def _open(self, user: TeamsUser, asked: Json) -> Json:
        return _note(await user.opens(str(asked["message"]), dict(asked["data"])))

    async def _use_extension(self, user: TeamsUser, asked: Json) -> Json:
        return _note(await user.uses_extension(str(asked["command"])))

    async def _submit(self, user: TeamsUser, asked: Json) -> Json:
        return _note(await user.submits(dict(asked["data"])))

    async def _close(self, user: TeamsUser, _asked: Json) -> Json:
        user.closes()
        return {}

    async def _search(self, user: TeamsUser, asked: Json) -> Json:
        return {"choices": await user.searches(str(asked["dataset"]), str(asked["typed"]))}


def _note(said: Any) -> Json:
    """Return what Teams says in passing; a tick says nothing."""
    return {"note": said} if len(str(said)) > 1 else {}
