"""`/referral`, and the buttons that bring a referral further (Z3, O5)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.certainties.referrals import ReferralState
from bot.messages.certainties.referrals import build_referral, build_referral_removed
from bot.services.answer_referrals import answer_ask, answer_given, answer_referrals
from bot.services.certainties.keep_referral import move_referral, remove_referral
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.incoming import read_command_text


def register_referrals(app: AsyncApp, desk: Desk) -> None:
    """Listen to the command and the buttons."""

    @app.command(desk.bot.commands.referral)
    async def on_referral(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        await ack(**draw_reply(await answer_referrals(desk.bot, person=person, text=read_command_text(body))))

    @app.action(action("referral_ask"))
    async def on_ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        message = await answer_ask(desk.bot, person=person, giver_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("referral_given"))
    async def on_given(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        giver_id, _, name = body["actions"][0]["value"].partition(":")
        message = await answer_given(desk.bot, person=person, giver_id=int(giver_id), name=name)
        await ack()
        await respond(replace_original=False, **draw_reply(message))

    @app.action(action("referral_move"))
    async def on_move(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        referral_id, _, state = body["actions"][0]["value"].partition(":")
        referral = await move_referral(
            desk.bot.database,
            rep=person.rep,
            referral_id=int(referral_id),
            state=ReferralState(state),
            now=desk.bot.now(),
        )
        await ack()
        await respond(replace_original=True, **draw_reply(build_referral(desk.bot.speak(person.rep), referral)))

    @app.action(action("referral_remove"))
    async def on_remove(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        await remove_referral(desk.bot.database, rep=person.rep, referral_id=int(body["actions"][0]["value"]))
        await ack()
        await respond(replace_original=True, **draw_reply(build_referral_removed(desk.bot.speak(person.rep))))
