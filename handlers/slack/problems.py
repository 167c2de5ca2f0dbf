"""The one error handler: a known error gets its own sentence, an unknown one a short code that is also in the log."""

import json
from collections.abc import Sequence
from secrets import token_hex
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncRespond
from slack_bolt.response import BoltResponse

from bot.errors import RitmeError
from bot.messages.text.message import Message
from bot.messages.text.problem import build_problem, build_unexpected
from bot.messages.text.words import Words, load_words
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.incoming import read_asker, read_command_text

log = structlog.get_logger()

JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


def register_problems(app: AsyncApp, desk: Desk) -> None:
    """Answer whatever a listener raised."""

    @app.error
    async def on_error(error: Exception, body: dict[str, Any], respond: AsyncRespond) -> BoltResponse:
        line = read_command_text(body) if "command" in body else ""
        message = _explain(desk, await _find_words(desk, body), error, line=line)
        if "command" in body:
            return BoltResponse(status=200, body=json.dumps(draw_reply(message)), headers=JSON)
        if body.get("type") == "view_submission":
            first = next(iter(body["view"]["state"]["values"]))
            errors = {"response_action": "errors", "errors": {first: message.fallback}}
            return BoltResponse(status=200, body=json.dumps(errors), headers=JSON)
        if body.get("response_url"):
            await respond(replace_original=False, **draw_reply(message))
        return BoltResponse(status=200, body="")


async def _find_words(desk: Desk, body: dict[str, Any]) -> Words:
    asker = read_asker(body)
    person = await desk.bot.people.find(asker.workspace, asker.user, now=desk.bot.now())
    return desk.bot.speak(person.rep) if person else load_words(desk.bot.people.default_language)


def _explain(desk: Desk, words: Words, error: Exception, *, line: str) -> Message:
    if isinstance(error, RitmeError):
        return build_problem(words, error, commands=desk.bot.commands, line=line)
    incident = token_hex(3)
    log.error("listener.failed", incident=incident, exc_info=error)
    return build_unexpected(words, incident=incident, line=line)
