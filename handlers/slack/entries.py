"""Buttons under an entry of the log: undo, edit, delete, a next step, and logging what was agreed."""

import re
from datetime import date, time
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.log.activity import Kind, NextStep
from bot.messages.log.activity_logged import build_activity_removed
from bot.messages.log.entry_list import build_entry_list
from bot.messages.log.log_form import build_edit_form
from bot.messages.text.message import Option
from bot.services.accounts.find_subject import find_account_option, find_step_option
from bot.services.answer_logged import answer_logged
from bot.services.home.show_day import list_latest
from bot.services.log.change_entry import add_next_step, find_entry, look_at_entry, remove_entry
from handlers.slack.blocks import draw_reply
from handlers.slack.calendar_file import send_calendar_file
from handlers.slack.desk import Desk
from handlers.slack.home import is_home
from handlers.slack.incoming import read_request_key
from handlers.slack.log import open_log_form
from handlers.slack.views import ReplyPlace, draw_view


def action(name: str) -> re.Pattern[str]:
    """Return what matches the ids that ``blocks`` gives to this action."""
    return re.compile(rf"^{name}:\d+$")


def register_entries(app: AsyncApp, desk: Desk) -> None:
    """Listen to everything that can be done with an entry."""
    _register_removal(app, desk)
    _register_changes(app, desk)
    _register_steps(app, desk)
    _register_openers(app, desk)


def _register_removal(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("entry_undo"))
    async def on_undo(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        removed = await remove_entry(
            desk.bot.database,
            rep=person.rep,
            entry_id=int(body["actions"][0]["value"]),
            request_key=read_request_key(body),
            now=desk.bot.now(),
        )
        await ack()
        message = build_activity_removed(desk.bot.speak(person.rep), removed)
        await respond(replace_original=True, **draw_reply(message))

    @app.action(action("entry_delete"))
    async def on_delete(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        await remove_entry(
            desk.bot.database,
            rep=person.rep,
            entry_id=int(body["actions"][0]["value"]),
            request_key=read_request_key(body),
            now=desk.bot.now(),
        )
        await ack()
        if is_home(body):  # draws itself again
            return
        entries = await list_latest(desk.bot.database, rep=person.rep)
        message = build_entry_list(desk.bot.speak(person.rep), entries, command=desk.bot.commands.log)
        await respond(replace_original=True, **draw_reply(message))


def _register_changes(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("entry_edit"))
    async def on_edit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        entry = await find_entry(desk.bot.database, rep=person.rep, entry_id=int(body["actions"][0]["value"]))
        form = build_edit_form(desk.bot.speak(person.rep), entry)
        place = ReplyPlace(url=body.get("response_url") or "", replaces=True)
        await client.views_open(trigger_id=body["trigger_id"], view=draw_view(form, place=place))
        await ack()


def _register_steps(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("step_pick"))
    async def on_pick(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        picked = body["actions"][0]
        entry_id = int(picked["action_id"].partition(":")[2])
        step = NextStep(date=date.fromisoformat(picked["selected_date"]))
        await _set_step(desk, client, body, entry_id=entry_id, step=step, ack=ack, respond=respond)

    @app.action(action("step_take"))
    async def on_take(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        entry_id, day, hour = body["actions"][0]["value"].split(":", 2)
        step = NextStep(date=date.fromisoformat(day), time=time.fromisoformat(hour) if hour else None)
        await _set_step(desk, client, body, entry_id=int(entry_id), step=step, ack=ack, respond=respond)

    @app.action(action("step_none"))
    async def on_none(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        logged = await look_at_entry(
            desk.bot.database, rep=person.rep, entry_id=int(body["actions"][0]["value"]), now=desk.bot.now()
        )
        await ack()
        message = await answer_logged(desk.bot, person=person, logged=logged, none_agreed=True)
        await respond(replace_original=True, **draw_reply(message))

    @app.action(action("step_calendar"))
    async def on_calendar(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        entry = await find_entry(desk.bot.database, rep=person.rep, entry_id=int(body["actions"][0]["value"]))
        await ack()
        message = await send_calendar_file(desk, client, person=person, entry=entry)
        await respond(replace_original=False, **draw_reply(message))


async def _set_step(
    desk: Desk,
    client: AsyncWebClient,
    body: dict[str, Any],
    *,
    entry_id: int,
    step: NextStep,
    ack: AsyncAck,
    respond: AsyncRespond,
) -> None:
    person = await desk.meet(body, client)
    logged = await add_next_step(
        desk.bot.database, rep=person.rep, entry_id=entry_id, next_step=step, now=desk.bot.now()
    )
    await ack()
    message = await answer_logged(desk.bot, person=person, logged=logged, changed=True)
    await respond(replace_original=True, **draw_reply(message))


def _register_openers(app: AsyncApp, desk: Desk) -> None:
    @app.action(action("log_open"))
    async def on_open(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        await open_log_form(desk, client, body, person=person)
        await ack()

    @app.action(action("step_log"))
    async def on_step(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        account = await find_step_option(desk.bot.database, rep=person.rep, step_id=int(body["actions"][0]["value"]))
        await _open_for(desk, client, body, account)
        await ack()

    @app.action(action("account_log"))
    async def on_account(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        account = await find_account_option(
            desk.bot.database, rep=person.rep, account_id=int(body["actions"][0]["value"])
        )
        await _open_for(desk, client, body, account)
        await ack()


async def _open_for(desk: Desk, client: AsyncWebClient, body: dict[str, Any], account: Option | None) -> None:
    person = await desk.meet(body, client)
    await open_log_form(desk, client, body, person=person, kind=Kind.CALL, account=account)
