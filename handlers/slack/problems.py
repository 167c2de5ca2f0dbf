"""The one error handler: a known error gets its own sentence, an unknown one a short code that is also in the log."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.interactions.front import explain_unexpected
from bot.messages.text.message import Message
from bot.storage.commits import count_commits
from handlers.slack.blocks import draw_reply
from handlers.slack.context import SlackContext
from handlers.slack.incoming import read_asker, read_command_text
from handlers.slack.replies import post_reply
from handlers.slack.views import draw_errors

JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


def register_problems(app: AsyncApp, context: SlackContext) -> None:
    """Answer whatever a listener raised."""

    @app.error
    async def on_error(error: Exception, body: dict[str, Any]) -> BoltResponse:
        message = await _explain(context, body, error)
        if "command" in body:
            return BoltResponse(status=200, body=json.dumps(draw_reply(message)), headers=JSON)
        if body.get("type") == "view_submission":
            errors = draw_errors(body["view"], {"": message.fallback})
            answer = {"response_action": "errors", "errors": errors}
            return BoltResponse(status=200, body=json.dumps(answer), headers=JSON)
        await post_reply(body.get("response_url") or "", message, replaces=False)
        return BoltResponse(status=200, body="")


async def _explain(context: SlackContext, body: Mapping[str, Any], error: Exception) -> Message:
    asker, bot = read_asker(body), context.bot
    person = await bot.people.find(asker.workspace, asker.user, now=bot.now())
    line = read_command_text(body) if "command" in body else ""
    return explain_unexpected(bot, person, error, line=line, is_stored=count_commits() > 0)
