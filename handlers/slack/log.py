"""`/log`: a line, or a form when there is none."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.log.activity import Kind
from bot.messages.log.log_form import build_log_form
from bot.messages.text.message import Option
from bot.services.answer_line import answer_line
from bot.services.people.people_book import Person
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.incoming import read_command_text, read_request_key
from handlers.slack.views import ReplyPlace, draw_view


def register_log(app: AsyncApp, desk: Desk) -> None:
    """Listen to the command and to the buttons that open its form."""

    @app.command(desk.bot.commands.log)
    async def on_log(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        text = read_command_text(body)
        if not text.strip():
            await open_log_form(desk, client, body, person=person)
            await ack()
            return
        message = await answer_line(desk.bot, person=person, text=text, request_key=read_request_key(body))
        await ack(**draw_reply(message))


async def open_log_form(
    desk: Desk,
    client: AsyncWebClient,
    body: Mapping[str, Any],
    *,
    person: Person,
    kind: Kind = Kind.VISIT,
    account: Option | None = None,
) -> None:
    """Open the form for a new entry; its answer comes where it was asked for."""
    rep = person.rep
    today = desk.bot.now().astimezone(rep.zone).date()
    form = build_log_form(desk.bot.speak(rep), today=today, kind=kind, account=account)
    place = ReplyPlace(url=body.get("response_url") or "")
    await client.views_open(trigger_id=body["trigger_id"], view=draw_view(form, place=place))
