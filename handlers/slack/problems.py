"""The Bolt error handler: a known error gets its own sentence, an unknown one a short code that is also logged."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.interactions.front import explain_unexpected
from bot.messages.text.message import Message
from bot.storage.deadline import has_stored
from handlers.front.posting import try_posting
from handlers.slack.blocks import draw_reply
from handlers.slack.context import SlackContext
from handlers.slack.incoming import read_text, read_user
from handlers.slack.replies import post_now
from handlers.slack.views import draw_errors

JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


def register_problems(app: AsyncApp, context: SlackContext) -> None:
    """Register the handler of exceptions that listeners raise."""

    @app.error
    async def on_error(error: Exception, body: dict[str, Any], client: AsyncWebClient) -> BoltResponse:
        message = await _explain(context, body, error)
        if "command" in body:
            return BoltResponse(status=200, body=json.dumps(draw_reply(message)), headers=JSON)
        if body.get("type") == "view_submission" and body["view"]["state"]["values"]:
            answer = {"response_action": "errors", "errors": draw_errors(body["view"], {"": message.fallback})}
            return BoltResponse(status=200, body=json.dumps(answer), headers=JSON)
        is_told = await context.replier.post(body.get("response_url") or "", message, replaces=False)
        if not is_told and _waits_for_answer(body):
            # Without the outbox, which may be what failed.
            await try_posting(post_now(client.chat_postMessage, message, channel=read_user(body).user))
        return BoltResponse(status=200, body="")


def _waits_for_answer(body: Mapping[str, Any]) -> bool:
    """Return whether the user expects a reply: after a press or a message, not after opening a page or typing."""
    event = body.get("event")
    kind = body.get("type") if event is None else event["type"]
    return kind in {"block_actions", "shortcut", "message_action", "message", "app_mention"}


async def _explain(context: SlackContext, body: Mapping[str, Any], error: Exception) -> Message:
    line = read_text(body.get("text") or "") if "command" in body else ""
    return await explain_unexpected(context.bot, read_user(body), error, line=line, is_stored=has_stored())
