"""Buttons under a nudge: later, tomorrow."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.rhythm.nudge_controls import SNOOZE_TOMORROW, SNOOZES
from bot.messages.rhythm.rhythm_answers import build_snoozed
from bot.services.rhythm.snooze import silence_today, snooze_nudge
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action


def register_nudges(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons; the nudge makes way for one line, so that it does not stand there twice later."""
    for name, minutes in SNOOZES.items():
        _register_snooze(app, desk, name, minutes)

    @app.action(action(SNOOZE_TOMORROW))
    async def on_tomorrow(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        snoozed = await silence_today(desk.bot.database, rep=person.rep, now=desk.bot.now())
        desk.bot.people.forget(person)
        await ack()
        message = build_snoozed(desk.bot.speak(person.rep), person.rep, again_at=snoozed.again_at)
        await respond(replace_original=True, **draw_reply(message))


def _register_snooze(app: AsyncApp, desk: Desk, name: str, minutes: int) -> None:
    @app.action(action(name))
    async def on_snooze(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        snoozed = await snooze_nudge(
            desk.bot.database,
            rep=person.rep,
            kind=body["actions"][0]["value"],
            minutes=minutes,
            now=desk.bot.now(),
        )
        desk.bot.people.forget(person)
        await ack()
        message = build_snoozed(desk.bot.speak(person.rep), person.rep, again_at=snoozed.again_at)
        await respond(replace_original=True, **draw_reply(message))
