"""`/deal`, and the buttons under a deal."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.answer_deal import (
    answer_alike,
    answer_card,
    answer_deal,
    answer_deal_line,
    answer_give_hint,
    answer_new_account_deal,
    answer_undo,
)
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.home import is_home
from handlers.slack.incoming import read_command_text, read_message_key, read_request_key
from handlers.slack.people import SlackDirectory
from handlers.slack.views import open_form_of


def register_deal(app: AsyncApp, desk: Desk) -> None:
    """Listen to the command and to the buttons."""

    @app.command(desk.bot.commands.deal)
    async def on_deal(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        text = read_command_text(body)
        message = await answer_deal(
            desk.bot, person=person, text=text, directory=SlackDirectory(client), request_key=read_request_key(body)
        )
        await open_form_of(client, body, message)
        await ack(**draw_reply(message))

    @app.action(action("deal_say"))
    async def on_say(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_deal(
            desk.bot,
            person=person,
            text=body["actions"][0]["value"],
            directory=SlackDirectory(client),
            request_key=read_message_key(body),
        )
        await open_form_of(client, body, message)
        await ack()
        if not is_home(body):
            await respond(replace_original=True, **draw_reply(message))

    @app.action(action("deal_create"))
    async def on_create(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        text = body["actions"][0]["value"]
        message = await answer_new_account_deal(desk.bot, person=person, text=text, request_key=read_message_key(body))
        await ack()
        await respond(replace_original=True, **draw_reply(message))

    @app.action(action("deal_undo"))
    async def on_undo(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        deal_id, _, event_ids = body["actions"][0]["value"].partition(":")
        message = await answer_undo(
            desk.bot, person=person, deal_id=int(deal_id), event_ids=[int(each) for each in event_ids.split(",")]
        )
        await ack()
        await respond(replace_original=True, **draw_reply(message))

    _register_from_nudge(app, desk)


def _register_from_nudge(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons in a nudge, which stays as it is; the answer comes under it."""

    @app.action(action("deal_show"))
    async def on_show(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_card(desk.bot, person=person, deal_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("deal_alike"))
    async def on_alike(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_alike(desk.bot, person=person, deal_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("deal_close"))
    async def on_close(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_deal_line(desk.bot, person=person, text=body["actions"][0]["value"])
        await open_form_of(client, body, message)
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("deal_give"))
    async def on_give(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_give_hint(desk.bot, person=person, deal_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=False, **draw_reply(message))
