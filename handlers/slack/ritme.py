"""`/ritme`: the day, help, and setting things up."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.people.setup import build_sent_privately
from bot.services.answer_ritme import answer_ritme
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.incoming import read_command_text
from handlers.slack.people import SlackDirectory
from handlers.slack.settings import SETTINGS_WORDS, open_settings


def register_ritme(app: AsyncApp, desk: Desk) -> None:
    """Listen to the command."""

    @app.command(desk.bot.commands.ritme)
    async def on_ritme(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        text = read_command_text(body)
        if text.strip().casefold() in SETTINGS_WORDS:
            await open_settings(desk, client, body, person=person)
            await ack()
            return
        message = await answer_ritme(desk.bot, person=person, text=text, directory=SlackDirectory(client))
        if message.has_pictures:  # which takes longer than a command may
            await desk.reply_later(body, person=person, channel=person.rep.address, message=message)
            message = build_sent_privately(desk.bot.speak(person.rep))
        await ack(**draw_reply(message))
