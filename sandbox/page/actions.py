"""Carry out actions taken on the page, through the same `SandboxUser` that the tests use."""

import json
from base64 import b64decode
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.blocks.elements import STATE_KEYS, Spot, choose_state
from sandbox.entities import Json, PostedMessage, View
from sandbox.errors import AnswerRefused, ClockMovedBack, CommandUnknown, NotThere, SandboxError
from sandbox.interactions.acting import look_up_options, set_value
from sandbox.page.templating import PageRenderer
from sandbox.running_workspace import RunningWorkspace
from sandbox.sandbox_user import SandboxUser
from sandbox.tour import Tour

PageAction = Callable[[SandboxUser, Json], Awaitable[Json]]


class PageActions:
    """Handles the page's POST requests: the action's name in the URL, the user and arguments in JSON."""

    def __init__(self, stage: RunningWorkspace, renderer: PageRenderer) -> None:
        self.stage = stage
        self.renderer = renderer
        self.tour = Tour(stage)
        self.deeds: dict[str, PageAction] = {
            "say": self._say,
            "upload": self._upload,
            "act": self._act,
            "shortcut": self._use_shortcut,
            "submit": self._submit,
            "close": self._close,
            "look-up": self._look_up,
            "clock": self._move_clock,
            "home": self._open_home,
            "zone": self._change_zone,
            "invite": self._invite,
            "tour": self._click_tour,
        }

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Carry out the action, and respond with its result, or with the sentence to show if it fails."""
        deed = self.deeds.get(request.match_info["deed"])
        if deed is None or request.content_type != "application/json":
            raise web.HTTPNotFound
        asked: Json = json.loads(await request.text())
        sandbox_user = SandboxUser(self.stage, self.stage.workspace.user(str(asked["as"])))
        try:
            return web.json_response(await deed(sandbox_user, asked))
        except SandboxError as error:
            words = self.renderer.words_of(sandbox_user.user.language)
            return web.json_response({"toast": describe_error(error, words), "code": error.code})

    async def _say(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        text, channel = str(asked["text"]), str(asked["channel"])
        if text.startswith("/"):
            await sandbox_user.types_command(text, channel, grace=0.0)
        else:
            await sandbox_user.says(channel, text)
        return {}

    async def _upload(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        content = b64decode(str(asked["content"]), validate=True)
        await sandbox_user.uploads(str(asked["name"]), content, text=str(asked["text"]), channel=str(asked["channel"]))
        return {}

    async def _act(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        where = self._find_where(asked)
        self._note_form(sandbox_user, where, asked)
        spot = _find_spot(where, asked)
        await sandbox_user.uses(where, spot, _read_choice(sandbox_user, spot, asked.get("choice")))
        return {}

    async def _use_shortcut(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        where = self._find_where(asked) if asked.get("message") else None
        message = where if isinstance(where, PostedMessage) else None
        await sandbox_user.uses_shortcut(str(asked["shortcut"]), message)
        return {}

    async def _submit(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        view = self._find_where(asked)
        self._note_form(sandbox_user, view, asked)
        if not isinstance(view, View):
            raise NotThere("view")
        errors = await sandbox_user.submits(view) or {}
        words = self.renderer.words_of(sandbox_user.user.language)
        return {"errors": {block: words.get(error, error) for block, error in errors.items()}}

    async def _close(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        view = self._find_where(asked)
        if isinstance(view, View):
            await sandbox_user.closes(view, all_of_them=bool(asked.get("all")))
        return {}

    async def _look_up(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        where = self._find_where(asked)
        options = await look_up_options(
            self.stage,
            user=sandbox_user.user,
            where=where,
            spot=_find_spot(where, asked),
            typed=str(asked["typed"]),
        )
        return {"options": options}

    async def _move_clock(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        moment = datetime.fromisoformat(str(asked["moment"]))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(sandbox_user.user.tz))
        await self.stage.clock.move_to(moment)
        return {}

    async def _open_home(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        if asked.get("tab") == "home":
            await sandbox_user.opens_home()
        else:
            await sandbox_user.opens_messages()
        return {}

    async def _change_zone(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        await sandbox_user.changes_zone(ZoneInfo(str(asked["zone"])).key)
        return {}

    async def _invite(self, sandbox_user: SandboxUser, asked: Json) -> Json:
        await sandbox_user.invites_bot(str(asked["channel"]))
        return {}

    async def _click_tour(self, _sandbox_user: SandboxUser, asked: Json) -> Json:
        """Make the next click of the tour, and answer where to look."""
        made = int(asked["made"])
        if not 0 <= made < len(self.tour.clicks):
            raise NotThere(str(made))
        stop = await self.tour.clicks[made]()
        return {"to": f"/?as={stop.user_id}&in={stop.channel}&tab={stop.tab}&tour={made + 1}"}

    def _find_where(self, asked: Json) -> PostedMessage | View:
        workspace = self.stage.workspace
        if view_id := asked.get("view"):
            found: PostedMessage | View | None = workspace.find_view(str(view_id))
        else:
            found = workspace.find_message(str(asked["channel"]), str(asked["message"]))
        if found is None:
            raise NotThere("")
        return found

    def _note_form(self, sandbox_user: SandboxUser, where: PostedMessage | View, asked: Json) -> None:
        """Store all values filled in on the page, so that the bot sees the whole form."""
        for each in asked.get("form") or ():
            spot = _find_spot(where, each)
            if spot.kind in STATE_KEYS:
                state = choose_state(spot.element, _read_choice(sandbox_user, spot, each["choice"]))
                set_value(where, user=sandbox_user.user, spot=spot, state=state)


def describe_error(error: SandboxError, words: Any) -> str:
    """Return the sentence that explains an error to the visitor."""
    if isinstance(error, AnswerRefused):
        what = "; ".join((error.what, *error.problems))
        return str(words["refused"]).format(code=error.code, what=what)
    if isinstance(error, ClockMovedBack):
        return str(words["clock_moved_back"])
    if isinstance(error, CommandUnknown):
        return str(words["command_unknown"]).format(what=error.command)
    what = error.wanted if isinstance(error, NotThere) else getattr(error, "what", "")
    return str(words.get(error.code, words["refused"])).format(what=what, code=error.code)


def _find_spot(where: PostedMessage | View, asked: Json) -> Spot:
    for spot in where.spots:
        if (spot.block_id, spot.action_id) == (asked["block"], asked["action"]):
            return spot
    raise NotThere(str(asked["action"]))


def _read_choice(sandbox_user: SandboxUser, spot: Spot, choice: Any) -> Any:
    if choice in (None, "", []):
        return None
    if spot.kind == "datetimepicker":
        return datetime.fromisoformat(str(choice)).replace(tzinfo=ZoneInfo(sandbox_user.user.tz))
    return choice
