"""Buttons under a line whose account was not clear: choose, create, cancel."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.log.errors import DraftGone
from bot.services.accounts.find_subject import find_account
from bot.services.answer_line import answer_cancelled, answer_chosen_account, answer_new_account
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action


def register_drafts(app: AsyncApp, desk: Desk) -> None:
    """Listen to what is decided about a kept line; the question is replaced by the answer."""

    @app.action(action("draft_choose"))
    async def on_choose(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        draft_id, _, account_id = body["actions"][0]["value"].partition(":")
        account = await find_account(desk.bot.database, rep=person.rep, account_id=int(account_id))
        if account is None:
            raise DraftGone
        message = await answer_chosen_account(desk.bot, person=person, draft_id=int(draft_id), account=account)
        await ack()
        await respond(replace_original=True, **draw_reply(message))

    @app.action(action("draft_create(?:_anyway)?"))
    async def on_create(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        pressed = body["actions"][0]
        message = await answer_new_account(
            desk.bot,
            person=person,
            draft_id=int(pressed["value"]),
            is_sure=pressed["action_id"].startswith("draft_create_anyway"),
        )
        await ack()
        await respond(replace_original=True, **draw_reply(message))

    @app.action(action("draft_cancel"))
    async def on_cancel(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_cancelled(desk.bot, rep=person.rep, draft_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=True, **draw_reply(message))
