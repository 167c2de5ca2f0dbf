"""`/feedback` and its form, and the buttons after it (Z2)."""

from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.certainties.feedback import FEEDBACK_FORM, build_feedback_removed, build_promised, build_told
from bot.services.answer_feedback import answer_feedback, answer_opinion, find_account_of, open_feedback_form
from bot.services.certainties.keep_feedback import Opinion, promise_because_of, remove_feedback, tell_customer
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.forms import answer_at
from handlers.slack.incoming import read_command_text
from handlers.slack.views import open_form, open_form_of, read_place, read_subject, read_values


def register_feedback(app: AsyncApp, desk: Desk) -> None:
    """Listen to the command, the form and the buttons."""

    @app.command(desk.bot.commands.feedback)
    async def on_feedback(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        message = await answer_feedback(desk.bot, person=person, text=read_command_text(body))
        await open_form_of(client, body, message)
        await ack(**draw_reply(message))

    @app.action(action("feedback_open"))
    async def on_open(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        form = await open_feedback_form(desk.bot, person=person, account_id=int(body["actions"][0]["value"]))
        await open_form(client, body, form)
        await ack()

    @app.view(FEEDBACK_FORM)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        values = read_values(body["view"])
        account = await find_account_of(desk.bot, person=person, account_id=int(read_subject(body["view"])))
        opinion = Opinion(account, int(values["score"] or 0), (values["words"] or "").strip())
        message = await answer_opinion(desk.bot, person=person, opinion=opinion)
        await ack()
        await answer_at(desk, read_place(body["view"]), body, person=person, message=message)

    _register_follow_up(app, desk)


def _register_follow_up(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("feedback_promise"))
    async def on_promise(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        picked = body["actions"][0]
        due_on, feedback_id = date.fromisoformat(picked["selected_date"]), int(picked["action_id"].partition(":")[2])
        feedback = await promise_because_of(
            desk.bot.database, rep=person.rep, feedback_id=feedback_id, due_on=due_on, now=desk.bot.now()
        )
        await ack()
        message = build_promised(desk.bot.speak(person.rep), feedback, due_on=due_on)
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("feedback_told"))
    async def on_told(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        feedback = await tell_customer(
            desk.bot.database, rep=person.rep, feedback_id=int(body["actions"][0]["value"]), now=desk.bot.now()
        )
        await ack()
        await respond(replace_original=False, **draw_reply(build_told(desk.bot.speak(person.rep), feedback)))

    @app.action(action("feedback_undo"))
    async def on_undo(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        feedback = await remove_feedback(
            desk.bot.database, rep=person.rep, feedback_id=int(body["actions"][0]["value"])
        )
        await ack()
        await respond(replace_original=True, **draw_reply(build_feedback_removed(desk.bot.speak(person.rep), feedback)))
