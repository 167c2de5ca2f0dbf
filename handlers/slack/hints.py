"""Buttons under the one thing that a plan brings up: done, not now, no more of this."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.hints.hints import Answer, Part
from bot.messages.hints.hints import build_hint_said
from bot.services.hints.find_hint import answer_hint
from bot.services.rhythm.save_settings import switch_off
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action


def register_hints(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons; the plan in which they stand stays as it is."""
    _register_answer(app, desk, "hint_done", Answer.DONE)
    _register_answer(app, desk, "hint_later", Answer.LATER)

    @app.action(action("hint_off"))
    async def on_off(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        part = Part(body["actions"][0]["value"])
        await switch_off(desk.bot.database, rep=person.rep, part=part)
        desk.bot.people.forget(person)
        await ack()
        message = build_hint_said(desk.bot.speak(person.rep), "noted_off", ritme=desk.bot.commands.ritme)
        await respond(replace_original=False, **draw_reply(message))


def _register_answer(app: AsyncApp, desk: Desk, name: str, answer: Answer) -> None:
    @app.action(action(name))
    async def on_answer(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        part, _, subject = body["actions"][0]["value"].partition(":")
        await answer_hint(
            desk.bot.database, rep=person.rep, part=Part(part), subject=subject, answer=answer, now=desk.bot.now()
        )
        await ack()
        message = build_hint_said(desk.bot.speak(person.rep), f"noted_{answer}")
        await respond(replace_original=False, **draw_reply(message))
