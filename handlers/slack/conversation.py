"""Direct messages to the bot and mentions of it: the same lines as after the command."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import RitmeError
from bot.messages.message import Message
from bot.messages.problem import build_problem
from bot.services.answer_ask import answer_ask
from bot.services.answer_deal import answer_deal
from bot.services.answer_line import answer_line
from bot.services.answer_ritme import answer_ritme, answer_today
from bot.services.people_book import Person
from handlers.slack.desk import Desk
from handlers.slack.incoming import read_request_key, read_text, strip_mention
from handlers.slack.people import SlackDirectory

# What is said to the bot in one word also without the command.
RHYTHM_WORDS = frozenset(
    {"stop", "start", "pauze", "pause", "hervat", "resume", "instellingen", "settings", "vrij", "week", "jaar"}
)
TODAY_WORDS = frozenset({"", "vandaag", "today", "stand", "ritme"})


def register_conversation(app: AsyncApp, desk: Desk) -> None:
    """Listen to direct messages and mentions."""

    @app.event("message")
    async def on_message(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        # Edits, deletions and other bots' messages are nobody typing to us.
        if event.get("channel_type") != "im" or event.get("subtype") or event.get("bot_id"):
            return
        person = await desk.meet(body, client)
        message = await answer_text(desk, client, body, person=person, text=event.get("text") or "")
        await desk.reply_later(body, person=person, channel=event["channel"], message=message)

    @app.event("app_mention")
    async def on_mention(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("bot_id"):
            return
        person = await desk.meet(body, client)
        text = strip_mention(event.get("text") or "")
        message = await answer_text(desk, client, body, person=person, text=text)
        await desk.reply_later(body, person=person, channel=event["channel"], message=message, only_for=event["user"])


async def answer_text(
    desk: Desk, client: AsyncWebClient, body: dict[str, Any], *, person: Person, text: str
) -> Message:
    """Answer what somebody wrote to the bot; what is wrong with it is an answer, too."""
    try:
        return await _answer(desk, client, body, person=person, text=text.strip())
    except RitmeError as error:
        return build_problem(desk.bot.speak(person.rep), error, commands=desk.bot.commands)


async def _answer(desk: Desk, client: AsyncWebClient, body: dict[str, Any], *, person: Person, text: str) -> Message:
    bot, directory = desk.bot, SlackDirectory(client)
    line = read_text(text).strip()
    command = next((name for name in bot.commands.values.values() if line.startswith(name)), "")
    # Mentions are read as they came.
    rest, raw = line.removeprefix(command).strip(), text.removeprefix(command)
    if command == bot.commands.deal:
        return await answer_deal(bot, person=person, text=raw, directory=directory)
    if command == bot.commands.ask:
        return await answer_ask(bot, person=person, text=rest)
    if command == bot.commands.ritme or rest.casefold() in RHYTHM_WORDS:
        return await answer_ritme(bot, person=person, text=raw, directory=directory)
    if rest.casefold() in TODAY_WORDS:
        return await answer_today(bot, person)
    return await answer_line(bot, person=person, text=rest, request_key=read_request_key(body))
