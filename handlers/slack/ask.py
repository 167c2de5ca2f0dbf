"""`/vragen`, the buttons under a question, and the form for a workspace's own questions."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.questions.errors import PlaybookBroken, QuestionEmpty
from bot.messages.questions.advice import PLAYBOOK_FORM, build_playbook_form
from bot.messages.questions.question_list import QUESTION_FORM
from bot.messages.text.problem import explain_error
from bot.services.answer_ask import (
    EDIT_WORDS,
    answer_ask,
    answer_ask_account,
    answer_ask_deal,
    answer_playbook,
    answer_question,
    read_own_questions,
)
from bot.services.questions.change_questions import Rewording, answer_questions, open_question_form, reword_question
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.forms import answer_at
from handlers.slack.incoming import read_command_text
from handlers.slack.views import open_form, read_checks, read_place, read_subject, read_values


def register_ask(app: AsyncApp, desk: Desk) -> None:
    """Listen to the command, the buttons and the form."""

    @app.command(desk.bot.commands.ask)
    async def on_ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        text = read_command_text(body)
        if text.strip().casefold() in EDIT_WORDS:
            await _open_playbook(desk, client, body)
            await ack()
            return
        await ack(**draw_reply(await answer_ask(desk.bot, person=person, text=text)))

    _register_openers(app, desk)
    _register_said(app, desk, "asked", button="question_done", replaces=False)
    for said in ("asked", "other", "refused"):
        _register_said(app, desk, said)
    _register_form(app, desk)
    _register_questions(app, desk)


def _register_openers(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("question_ask"))
    async def on_deal(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_ask_deal(desk.bot, person=person, deal_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("question_for"))
    async def on_account(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_ask_account(desk.bot, person=person, account_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=False, **draw_reply(message))


def _register_said(app: AsyncApp, desk: Desk, said: str, *, button: str = "", replaces: bool = True) -> None:
    @app.action(action(button or f"question_{said}"))
    async def on_said(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_question(desk.bot, person=person, said=said, value=body["actions"][0]["value"])
        await ack()
        await respond(replace_original=replaces, **draw_reply(message))


def _register_form(app: AsyncApp, desk: Desk) -> None:
    @app.view(PLAYBOOK_FORM)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        view = body["view"]
        text = read_values(view)["text"] or ""
        try:
            message = await answer_playbook(desk.bot, person=person, language=read_subject(view), text=text)
        except PlaybookBroken as broken:
            sentence = explain_error(desk.bot.speak(person.rep), broken, commands=desk.bot.commands)
            await ack(response_action="errors", errors={"text": sentence})
            return
        await ack()
        await answer_at(desk, read_place(view), body, person=person, message=message)


def _register_questions(app: AsyncApp, desk: Desk) -> None:
    """Listen to the list of questions and to the form of one."""

    @app.action(action("question_list"))
    async def on_list(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_questions(desk.bot, person=person, typed=body["actions"][0]["value"])
        await ack()
        await respond(replace_original=True, **draw_reply(message))

    @app.action(action("question_change"))
    async def on_change(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        form = await open_question_form(desk.bot, person=person, question_id=body["actions"][0]["value"])
        await open_form(client, body, form)
        await ack()

    @app.view(QUESTION_FORM)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        view = body["view"]
        filled = read_values(view)
        rewording = Rewording(
            question_id=read_subject(view),
            ask=filled["ask"] or "",
            why=filled["why"] or "",
            not_when=filled["not_when"] or "",
            is_off="off" in read_checks(view, "off"),
        )
        try:
            message = await reword_question(desk.bot, person=person, rewording=rewording)
        except QuestionEmpty as empty:
            sentence = explain_error(desk.bot.speak(person.rep), empty, commands=desk.bot.commands)
            await ack(response_action="errors", errors={empty.field: sentence})
            return
        await ack()
        await answer_at(desk, read_place(view), body, person=person, message=message)


async def _open_playbook(desk: Desk, client: AsyncWebClient, body: dict[str, Any]) -> None:
    person = await desk.meet(body, client)
    text = await read_own_questions(desk.bot, person=person)
    form = build_playbook_form(desk.bot.speak(person.rep), text=text, language=person.rep.language)
    await open_form(client, body, form)
