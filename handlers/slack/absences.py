"""Buttons about free days: today off with one tap, and the way back, also for the company's days."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.rhythm.nudge_controls import FREE_TODAY
from bot.services.answer_calendar import answer_free, answer_not_free
from bot.services.answer_company import answer_not_company_day
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.home import is_home

TODAY = "vandaag"


def register_absences(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons; one's own page draws itself again."""

    @app.action(action(FREE_TODAY))
    async def on_free(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        message = await answer_free(desk.bot, person=await desk.meet(body, client), text=TODAY)
        await ack()
        if not is_home(body):
            await respond(replace_original=True, **draw_reply(message))

    @app.action(action("company_back"))
    async def on_company_back(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        person = await desk.meet(body, client)
        day_id = int(body["actions"][0]["value"])
        message = await answer_not_company_day(desk.bot, person=person, day_id=day_id)
        await ack()
        await respond(replace_original=True, **draw_reply(message))

    @app.action(action("free_back"))
    async def on_back(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        absence_id = int(body["actions"][0]["value"])
        message = await answer_not_free(desk.bot, person=person, absence_id=absence_id)
        await ack()
        if not is_home(body):
            await respond(replace_original=True, **draw_reply(message))
