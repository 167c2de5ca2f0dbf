"""`/lessen`, and what is asked about a lost deal: its form, and the buttons around it."""

from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.lessons.lessons import Answers, LossReason
from bot.messages.lessons.lessons import (
    EXERCISE_FIELDS,
    EXERCISE_FORM,
    LESSON_FORM,
    build_exercise_form,
    build_lesson_form,
    build_lesson_said,
)
from bot.services.answer_lessons import answer_exercise, answer_lesson, answer_lessons, answer_share, answer_skip
from bot.services.lessons.keep_lesson import find_lesson
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.forms import answer_at
from handlers.slack.incoming import read_command_text
from handlers.slack.views import open_form, read_checks, read_place, read_subject, read_values


def register_lessons(app: AsyncApp, desk: Desk) -> None:
    """Listen to the command, the forms and the buttons."""

    @app.command(desk.bot.commands.lessons)
    async def on_lessons(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        await ack(**draw_reply(await answer_lessons(desk.bot, person=person, text=read_command_text(body))))

    @app.action(action("lesson_list"))
    async def on_list(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_lessons(desk.bot, person=person)
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    _register_forms(app, desk)
    _register_buttons(app, desk)


def _register_forms(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("lesson_open"))
    async def on_open(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        lesson = await find_lesson(desk.bot.database, rep=person.rep, lesson_id=int(body["actions"][0]["value"]))
        await open_form(client, body, build_lesson_form(desk.bot.speak(person.rep), lesson))
        await ack()

    @app.action(action("exercise_open"))
    async def on_exercise(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        await open_form(client, body, build_exercise_form(desk.bot.speak(person.rep)))
        await ack()

    @app.view(LESSON_FORM)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        view = body["view"]
        message = await answer_lesson(
            desk.bot, person=person, lesson_id=int(read_subject(view)), answers=read_answers(view)
        )
        await ack()
        await answer_at(desk, read_place(view), body, person=person, message=message)

    @app.view(EXERCISE_FORM)
    async def on_exercised(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        values = read_values(body["view"])
        situations = tuple(values[name] or "" for name in EXERCISE_FIELDS)
        message = await answer_exercise(desk.bot, person=person, situations=situations, gain=values["gain"] or "")
        await ack()
        await answer_at(desk, read_place(body["view"]), body, person=person, message=message)


def _register_buttons(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("lesson_skip"))
    async def on_skip(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_skip(desk.bot, person=person, lesson_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("lesson_leave"))
    async def on_leave(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        await ack()
        await respond(replace_original=True, **draw_reply(build_lesson_said(desk.bot.speak(person.rep), "left")))

    @app.action(action("lesson_share"))
    async def on_share(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        lesson_id, _, said = body["actions"][0]["value"].partition(":")
        message = await answer_share(desk.bot, person=person, lesson_id=int(lesson_id), is_shared=said == "yes")
        await ack()
        await respond(replace_original=False, **draw_reply(message))


def read_answers(view: dict[str, Any]) -> Answers:
    """Return what was filled in about a loss."""
    values = read_values(view)
    sign_on = values["sign_on"]
    return Answers(
        reason=LossReason(values["reason"]) if values["reason"] else None,
        happened=(values["happened"] or "").strip(),
        sign=(values["sign"] or "").strip(),
        sign_on=date.fromisoformat(sign_on) if sign_on else None,
        share=(values["share"] or "").strip(),
        is_shared="shared" in read_checks(view, "shared"),
    )
