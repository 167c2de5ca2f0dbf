"""Buttons under a next step that is overdue: move it, or say that it did not happen."""

from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.home.day_view import build_step_settled
from bot.services.log.settle_step import miss_step, move_step
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.home import is_home


def register_steps(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons; the nudge in which one stands stays, one's own page draws itself again."""

    @app.action(action("step_move"))
    async def on_move(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        picked = body["actions"][0]
        day = date.fromisoformat(picked["selected_date"])
        step_id = int(picked["action_id"].partition(":")[2])
        step = await move_step(desk.bot.database, rep=person.rep, step_id=step_id, due_on=day, now=desk.bot.now())
        await ack()
        if not is_home(body):
            message = build_step_settled(desk.bot.speak(person.rep), step, moved_to=day)
            await respond(replace_original=False, **draw_reply(message))

    @app.action(action("step_missed"))
    async def on_missed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        step_id = int(body["actions"][0]["value"])
        step = await miss_step(desk.bot.database, rep=person.rep, step_id=step_id, now=desk.bot.now())
        await ack()
        if not is_home(body):
            await respond(replace_original=False, **draw_reply(build_step_settled(desk.bot.speak(person.rep), step)))
