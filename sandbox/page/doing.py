"""What people do on the page, done by the visitor that the tests use too."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.acts.acting import look_up_options, note_value
from sandbox.blocks.elements import STATE_KEYS, Spot, choose_state
from sandbox.entities import Json, Message, View
from sandbox.errors import AnswerRefused, ClockMovedBack, CommandUnknown, NotThere, SandboxError
from sandbox.page.drawing import Drawing
from sandbox.stage import Stage
from sandbox.visitor import Visitor
from sandbox.workspace import Change

Deed = Callable[[Visitor, Json], Awaitable[Json]]


class Doing:
    """Takes in what the page posts: a deed's name in the address, who and what in JSON."""

    def __init__(self, stage: Stage, drawing: Drawing) -> None:
        self.stage = stage
        self.drawing = drawing
        self.deeds: dict[str, Deed] = {
            "say": self._say,
            "act": self._act,
            "submit": self._submit,
            "close": self._close,
            "look-up": self._look_up,
            "clock": self._move_clock,
            "home": self._open_home,
            "zone": self._change_zone,
            "invite": self._invite,
        }

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Do it, and answer with what came of it or with the sentence to show when it went wrong."""
        deed = self.deeds.get(request.match_info["deed"])
        if deed is None or request.content_type != "application/json":
            raise web.HTTPNotFound
        asked: Json = json.loads(await request.text())
        visitor = Visitor(self.stage, self.stage.workspace.user(str(asked["as"])))
        try:
            return web.json_response(await deed(visitor, asked))
        except SandboxError as error:
            words = self.drawing.words_of(visitor.user.language)
            return web.json_response({"toast": tell_trouble(error, words), "code": error.code})

    async def _say(self, visitor: Visitor, asked: Json) -> Json:
        text, channel = str(asked["text"]), str(asked["channel"])
        if text.startswith("/"):
            await visitor.types_command(text, channel, grace=0.0)
        else:
            await visitor.says(channel, text)
        return {}

    async def _act(self, visitor: Visitor, asked: Json) -> Json:
        where = self._find_where(asked)
        self._note_form(visitor, where, asked)
        spot = _find_spot(where, asked)
        await visitor.uses(where, spot, _read_choice(visitor, spot, asked.get("choice")))
        return {}

    async def _submit(self, visitor: Visitor, asked: Json) -> Json:
        view = self._find_where(asked)
        self._note_form(visitor, view, asked)
        if not isinstance(view, View):
            raise NotThere("view")
        errors = await visitor.submits(view) or {}
        words = self.drawing.words_of(visitor.user.language)
        return {"errors": {block: words.get(error, error) for block, error in errors.items()}}

    async def _close(self, visitor: Visitor, asked: Json) -> Json:
        view = self._find_where(asked)
        if isinstance(view, View):
            await visitor.closes(view, all_of_them=bool(asked.get("all")))
        return {}

    async def _look_up(self, visitor: Visitor, asked: Json) -> Json:
        where = self._find_where(asked)
        options = await look_up_options(
            self.stage,
            user=visitor.user,
            where=where,
            spot=_find_spot(where, asked),
            typed=str(asked["typed"]),
        )
        return {"options": options}

    async def _move_clock(self, visitor: Visitor, asked: Json) -> Json:
        moment = datetime.fromisoformat(str(asked["moment"]))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(visitor.user.tz))
        await self.stage.clock.move_to(moment)
        self.stage.workspace.announce(Change("clock"))
        return {}

    async def _open_home(self, visitor: Visitor, asked: Json) -> Json:
        if asked.get("tab") == "home":
            await visitor.opens_home()
        else:
            await visitor.opens_messages()
        return {}

    async def _change_zone(self, visitor: Visitor, asked: Json) -> Json:
        await visitor.changes_zone(ZoneInfo(str(asked["zone"])).key)
        return {}

    async def _invite(self, visitor: Visitor, asked: Json) -> Json:
        await visitor.invites_bot(str(asked["channel"]))
        return {}

    def _find_where(self, asked: Json) -> Message | View:
        workspace = self.stage.workspace
        if view_id := asked.get("view"):
            found: Message | View | None = workspace.find_view(str(view_id))
        else:
            found = workspace.find_message(str(asked["channel"]), str(asked["message"]))
        if found is None:
            raise NotThere("")
        return found

    def _note_form(self, visitor: Visitor, where: Message | View, asked: Json) -> None:
        """Keep all that stands filled in on the page, so that the bot sees the whole form."""
        for each in asked.get("form") or ():
            spot = _find_spot(where, each)
            if spot.kind in STATE_KEYS:
                state = choose_state(spot.element, _read_choice(visitor, spot, each["choice"]))
                note_value(where, user=visitor.user, spot=spot, state=state)


def tell_trouble(error: SandboxError, words: Any) -> str:
    """Return the sentence that tells a person what went wrong."""
    if isinstance(error, AnswerRefused):
        what = "; ".join((error.what, *error.problems))
        return str(words["refused"]).format(code=error.code, what=what)
    if isinstance(error, ClockMovedBack):
        return str(words["clock_moved_back"])
    if isinstance(error, CommandUnknown):
        return str(words["command_unknown"]).format(what=error.command)
    what = error.wanted if isinstance(error, NotThere) else getattr(error, "what", "")
    return str(words.get(error.code, words["refused"])).format(what=what, code=error.code)


def _find_spot(where: Message | View, asked: Json) -> Spot:
    for spot in where.spots:
        if (spot.block_id, spot.action_id) == (asked["block"], asked["action"]):
            return spot
    raise NotThere(str(asked["action"]))


def _read_choice(visitor: Visitor, spot: Spot, choice: Any) -> Any:
    if choice in (None, "", []):
        return None
    if spot.kind == "datetimepicker":
        return datetime.fromisoformat(str(choice)).replace(tzinfo=ZoneInfo(visitor.user.tz))
    return choice
