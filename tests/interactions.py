"""Interactions for tests: what somebody did, and the message that came of it."""

from dataclasses import replace
from uuid import uuid4

from bot.interactions.interaction import Handler, Interaction
from bot.interactions.table import BUTTONS, COMMANDS
from bot.messages.text.button_values import ButtonRecord, write_value
from bot.messages.text.message import Message
from bot.ports import Directory, FoundChannel
from bot.services.bot import Bot
from bot.services.people.person_cache import Person


class FindsNobody:
    """A directory without anybody or any channel."""

    async def find_channel(self, _typed: str) -> FoundChannel | None:
        return None

    def find_person(self, _typed: str) -> str | None:
        return None


def interact(person: Person, **fields: object) -> Interaction:
    """Return what a person did; ``fields`` are those of an interaction."""
    bare = Interaction(person=person, directory=FindsNobody(), request_key="request:1", opens_forms=True)
    return replace(bare, **fields)  # type: ignore[arg-type]


async def answer_to(bot: Bot, handler: Handler, person: Person, **fields: object) -> Message:
    """Return the message with which a handler answers what a person did."""
    reply = await handler(bot, interact(person, **fields))
    assert reply.message is not None, f"no message: {reply}"
    return reply.message


async def answer_line(bot: Bot, *, person: Person, text: str, request_key: str = "request:1") -> Message:
    """Log a line."""
    return await answer_to(bot, COMMANDS["log"], person, text=text, request_key=request_key)


async def answer_ritme(bot: Bot, *, person: Person, text: str, directory: Directory | None = None) -> Message:
    """Give the bot's own command."""
    return await give(bot, "ritme", person=person, text=text, directory=directory)


async def answer_deal(bot: Bot, *, person: Person, text: str, directory: Directory | None = None) -> Message:
    """Give the command about deals."""
    return await give(bot, "deal", person=person, text=text, directory=directory)


async def press(
    bot: Bot, name: str, record: ButtonRecord, *, person: Person, request_key: str = "request:1"
) -> Message:
    """Press a button that carries a record."""
    return await answer_to(bot, BUTTONS[name], person, value=write_value(record), request_key=request_key)


async def give(
    bot: Bot, command: str, *, person: Person, text: str, request_key: str = "", directory: Directory | None = None
) -> Message:
    """Give a command; without a key of its own each is another request."""
    return await answer_to(
        bot,
        COMMANDS[command],
        person,
        text=text,
        addressed=text,
        directory=directory or FindsNobody(),
        request_key=request_key or f"command:{uuid4()}",
    )
