"""Generic listeners for commands, buttons, forms, suggestions and texts; `bot.interactions` routes them by name."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.text.bounds import LONGEST_INPUT
from bot.interactions import front
from bot.interactions.interaction import Shown
from bot.interactions.welcome.channels import handle_invitation
from handlers.front.show import ReplyPlace, open_form, read_form_subject, show_reply
from handlers.slack import incoming
from handlers.slack.blocks import draw_reply
from handlers.slack.context import SlackContext
from handlers.slack.views import draw_errors, draw_option, draw_view, read_filled

ANY = re.compile("")

Listener = Callable[[AsyncAck, dict[str, Any], AsyncWebClient], Awaitable[None]]


def register_interactions(app: AsyncApp, context: SlackContext) -> None:
    """Register the listeners for everything that users type, press and submit."""
    commands = context.bot.commands.list_all()
    # One listener for all: Bolt tries them in turn, and prepares its arguments anew for each.
    app.command(re.compile(rf"\A(?:{'|'.join(map(re.escape, commands))})\Z"))(_make_on_command(context, commands))
    app.action(ANY)(_make_on_button(context))
    app.shortcut(ANY)(_make_on_shortcut(context))
    app.view(ANY)(_make_on_form(context))
    app.options(ANY)(_make_on_typing(context))
    _register_texts(app, context)


def _make_on_command(context: SlackContext, names: Mapping[str, str]) -> Listener:
    async def on_command(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        interaction = await context.read(body, client, text=body.get("text") or "")
        reply = await front.handle_command(context.bot, names[body["command"]], interaction)
        surface = context.at(body, client)
        await open_form(surface, reply, surface.place(reply))
        if reply.private is not None:
            await context.later.send_privately(interaction, reply.private)
        await ack(**(draw_reply(reply.message) if reply.message else {}))

    return on_command


def _make_on_button(context: SlackContext) -> Listener:
    async def on_button(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        pressed = incoming.read_pressed(body)
        interaction = replace(await context.read(body, client), value=pressed.value, picked=pressed.picked)
        reply = await front.handle_button(context.bot, pressed.name, interaction)
        surface = context.at(body, client)
        place = surface.place(reply)
        await open_form(surface, reply, place)
        await ack()
        # The Home page shows changes itself and has no response URL: other replies go to the direct message.
        if interaction.is_on_page and reply.shown is Shown.REPLACED:
            return
        await show_reply(surface, context.later, interaction, reply, place)

    return on_button


def _make_on_shortcut(context: SlackContext) -> Listener:
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        used = incoming.read_shortcut(body)
        interaction = replace(await context.read(body, client, text=used.text[:LONGEST_INPUT]), said_at=used.said_at)
        reply = await front.handle_shortcut(context.bot, used.name, interaction)
        surface = context.at(body, client)
        await open_form(surface, reply, surface.place(reply))
        await ack()
        await show_reply(surface, context.later, interaction, reply, surface.place(reply))

    return on_shortcut


def _make_on_form(context: SlackContext) -> Listener:
    async def on_form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        view = body["view"]
        place, subject = ReplyPlace.read(view["private_metadata"]), read_form_subject(view["private_metadata"])
        read = await context.read(body, client)
        interaction = replace(read, value=subject, filled=read_filled(view), place=place.kind)
        reply = await front.handle_form(context.bot, view["callback_id"], interaction)
        if reply.problems:
            await ack(response_action="errors", errors=draw_errors(view, reply.problems))
            return
        if reply.form is not None:  # the next form, in the place of this one
            await ack(response_action="update", view=draw_view(reply.form, place=place))
        else:
            await ack()
        await show_reply(context.at(body, client), context.later, interaction, reply, place)

    return on_form


def _make_on_typing(context: SlackContext) -> Listener:
    async def on_typing(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        interaction = replace(await context.read(body, client), text=body.get("value") or "")
        options = await front.suggest_options(context.bot, body["action_id"], interaction)
        await ack(options=[draw_option(option) for option in options])

    return on_typing


def _register_texts(app: AsyncApp, context: SlackContext) -> None:
    """Register the listeners for direct messages and mentions, and for an invitation of the bot to a channel."""

    @app.event("message")
    async def on_message(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("channel_type") == "im" and incoming.is_said(event):
            await _answer_text(context, body, client, text=event.get("text") or "")

    @app.event("app_mention")
    async def on_mention(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        if not event.get("bot_id"):
            text = incoming.strip_mention(event.get("text") or "")
            await _answer_text(context, body, client, text=text, only_for=event["user"])

    @app.event("member_joined_channel")
    async def on_joined(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        if "inviter" in event and event["user"] == body["authorizations"][0]["user_id"]:
            inviter = await context.identify({**body, "event": {**event, "user": event["inviter"]}}, client)
            await handle_invitation(context.bot, inviter, channel=event["channel"])
            context.later.wake_dispatcher()


async def _answer_text(
    context: SlackContext, body: dict[str, Any], client: AsyncWebClient, *, text: str, only_for: str | None = None
) -> None:
    """Reply in the same conversation or thread; with ``only_for``, visible to that user only."""
    event = body["event"]
    interaction = await context.read(body, client, text=text)
    reply = await front.handle_text(context.bot, interaction)
    await context.later.send_to(
        interaction, reply, channel=event["channel"], thread=event.get("thread_ts"), only_for=only_for
    )
