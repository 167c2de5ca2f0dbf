"""Buttons under the names of the day's plan: another one, not this one for a month, and leave in peace."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.text.message import Message
from bot.services.answer_plan import answer_back, answer_other, answer_peace, answer_rest
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.home import is_home

Answer = Callable[..., Awaitable[Message]]
ANSWERS: dict[str, Answer] = {"plan_other": answer_other, "plan_rest": answer_rest, "plan_back": answer_back}


def register_plan(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons; the message in which one was pressed is replaced, one's own page draws itself again."""
    for name, answer in ANSWERS.items():
        _register_choice(app, desk, name, answer)
    for name, is_left in (("peace_on", True), ("peace_off", False)):
        _register_peace(app, desk, name, is_left=is_left)


def _register_choice(app: AsyncApp, desk: Desk, name: str, answer: Answer) -> None:
    @app.action(action(name))
    async def on_choice(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        account_id, _, place = body["actions"][0]["value"].partition(":")
        message = await answer(desk.bot, person=person, account_id=int(account_id), place=place)
        await ack()
        if not is_home(body):
            await respond(replace_original=True, **draw_reply(message))


def _register_peace(app: AsyncApp, desk: Desk, name: str, *, is_left: bool) -> None:
    @app.action(action(name))
    async def on_peace(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        account_id = int(body["actions"][0]["value"])
        message = await answer_peace(desk.bot, person=person, account_id=account_id, is_left=is_left)
        await ack()
        await respond(replace_original=True, **draw_reply(message))
