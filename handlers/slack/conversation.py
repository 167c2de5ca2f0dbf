"""Direct messages to the bot and mentions of it: the same lines as after the command."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.log.errors import KindMissing, KindUnknown, LogLineError, NothingReadable
from bot.errors import FormNeedsCommand, RitmeError
from bot.messages.text.command_names import CommandNames
from bot.messages.text.message import Message, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.problem import LINE_SHOWN, build_problem
from bot.ports import Directory
from bot.services.answer_ask import EDIT_WORDS, answer_ask
from bot.services.answer_deal import answer_deal
from bot.services.answer_feedback import answer_feedback
from bot.services.answer_lessons import answer_lessons
from bot.services.answer_line import answer_line
from bot.services.answer_referrals import answer_referrals
from bot.services.answer_ritme import answer_ritme, answer_today
from bot.services.bot import Bot
from bot.services.log.read_line import TypedLine, read_line
from bot.services.people.people_book import Person
from handlers.slack.desk import Desk
from handlers.slack.incoming import read_addressed, read_request_key, read_text, strip_mention
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


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote: after which command, if any, and the rest as it was seen and with mentions as they came."""

    person: Person
    directory: Directory
    request_key: str
    command: str
    rest: str
    addressed: str


Answer = Callable[[Bot, Said], Awaitable[Message]]


def list_answers(commands: CommandNames) -> dict[str, Answer]:
    """Return what answers each command where it is written instead of given."""
    return {
        commands.log: _answer_line,
        commands.ritme: _answer_ritme,
        commands.deal: _answer_deal,
        commands.ask: _answer_ask,
        commands.lessons: _answer_lessons,
        commands.feedback: _answer_feedback,
        commands.referral: _answer_referrals,
    }


async def _answer(desk: Desk, client: AsyncWebClient, body: dict[str, Any], *, person: Person, text: str) -> Message:
    bot = desk.bot
    answers = list_answers(bot.commands)
    line, addressed = read_text(text).strip(), read_addressed(text).strip()
    first = line.split(maxsplit=1)[0] if line else ""
    said = Said(
        person=person,
        directory=SlackDirectory(client),
        request_key=read_request_key(body),
        command="",
        rest=line,
        addressed=addressed,
    )
    command = await _find_command(bot, said, first)
    if command:
        rest, mentioned = line[len(first) :].strip(), addressed[len(first) :].strip()
        said = replace(said, command=command, rest=rest, addressed=mentioned)
    return _replace_form(bot, said, await answers.get(command, _answer_line)(bot, said))


async def _find_command(bot: Bot, said: Said, first: str) -> str:
    """Return the command that a line begins with; also without its slash, in a line that tells of no contact."""
    answers = list_answers(bot.commands)
    if not first or first.casefold() in answers:
        return first.casefold()
    command = f"/{first.casefold()}"
    if command not in answers or said.rest.casefold() in TODAY_WORDS:
        return ""
    typed = TypedLine(rep=said.person.rep, text=said.rest, request_key=said.request_key, now=bot.now())
    try:
        await read_line(bot.database, bot.accounts, typed)
    except (KindMissing, KindUnknown, NothingReadable):
        return command
    except LogLineError:
        return ""
    return ""


def _replace_form(bot: Bot, said: Said, message: Message) -> Message:
    """Say how a form opens that no button of the message opens; here nothing was pressed, so that it cannot open."""
    if message.form is None or any(message.controls):
        return message
    line = shorten(f"{said.command} {said.rest}", LINE_SHOWN)
    text = bot.speak(said.person.rep).say("errors.form_needs_command", line=line)
    return replace(message, parts=(*message.parts, Paragraph(text)), form=None)


async def _answer_line(bot: Bot, said: Said) -> Message:
    if said.rest.casefold() in RHYTHM_WORDS:
        return await _answer_ritme(bot, said)
    if said.rest.casefold() in TODAY_WORDS:
        return await answer_today(bot, said.person)
    return await answer_line(bot, person=said.person, text=said.rest, request_key=said.request_key)


async def _answer_ritme(bot: Bot, said: Said) -> Message:
    return await answer_ritme(bot, person=said.person, text=said.addressed, directory=said.directory)


async def _answer_deal(bot: Bot, said: Said) -> Message:
    return await answer_deal(
        bot, person=said.person, text=said.addressed, directory=said.directory, request_key=said.request_key
    )


async def _answer_ask(bot: Bot, said: Said) -> Message:
    if said.rest.casefold() in EDIT_WORDS:
        raise FormNeedsCommand(f"{said.command} {said.rest}")
    return await answer_ask(bot, person=said.person, text=said.rest)


async def _answer_lessons(bot: Bot, said: Said) -> Message:
    return await answer_lessons(bot, person=said.person, text=said.rest)


async def _answer_feedback(bot: Bot, said: Said) -> Message:
    return await answer_feedback(bot, person=said.person, text=said.rest)


async def _answer_referrals(bot: Bot, said: Said) -> Message:
    return await answer_referrals(bot, person=said.person, text=said.rest)
