"""Build interactions for tests, and return the replies."""

from dataclasses import replace
from uuid import uuid4

from bot.interactions.interaction import Handler, Interaction
from bot.interactions.table import BUTTONS, COMMANDS
from bot.messages.text.message import Message
from bot.messages.text.record_values import ButtonRecord, write_value
from bot.ports import Directory, FoundChannel, Profile
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from handlers.front.directory import ReachesEverybody


class FindsNobody(ReachesEverybody):
    """An empty directory: no users, no channels."""

    async def find_channel(self, _typed: str) -> FoundChannel | None:
        return None

    def find_person(self, _typed: str) -> str | None:
        return None

    async def fetch_profile(self, _external_id: str) -> Profile | None:
        return None


def interact(person: Person, **fields: object) -> Interaction:
    """Return an interaction of a person; ``fields`` override its fields."""
    bare = Interaction(person=person, directory=FindsNobody(), request_key="request:1", opens_forms=True)
    return replace(bare, **fields)  # type: ignore[arg-type]


async def answer_to(bot: Bot, handler: Handler, person: Person, **fields: object) -> Message:
    """Return the message with which a handler answers an interaction."""
    reply = await handler(bot, interact(person, **fields))
    assert reply.message is not None, f"no message: {reply}"
    return reply.message


async def answer_line(bot: Bot, *, person: Person, text: str, request_key: str = "request:1") -> Message:
    """Log a line."""
    return await answer_to(bot, COMMANDS["log"], person, text=text, request_key=request_key)


async def answer_ritme(bot: Bot, *, person: Person, text: str, directory: Directory | None = None) -> Message:
    """Send `/ritme`."""
    return await give(bot, "ritme", person=person, text=text, directory=directory)


async def agree_totals(bot: Bot, *everybody: Person) -> None:
    """Have each person of a small team agree that its totals are shown (K10)."""
    for person in everybody:
        bot.people.forget(person)
        met = await bot.people.find(person.workspace.external_id, person.rep.external_id, now=bot.now())
        assert met is not None
        await answer_ritme(bot, person=met, text="team cijfers ja")


async def answer_deal(bot: Bot, *, person: Person, text: str, directory: Directory | None = None) -> Message:
    """Send `/deal`."""
    return await give(bot, "deal", person=person, text=text, directory=directory)


async def press(
    bot: Bot, name: str, record: ButtonRecord, *, person: Person, request_key: str = "request:1"
) -> Message:
    """Press a button with a record as its value."""
    return await answer_to(bot, BUTTONS[name], person, value=write_value(record), request_key=request_key)


async def give(
    bot: Bot, command: str, *, person: Person, text: str, request_key: str = "", directory: Directory | None = None
) -> Message:
    """Send a command; without an explicit key, each call is a new request."""
    return await answer_to(
        bot,
        COMMANDS[command],
        person,
        text=text,
        addressed=text,
        directory=directory or FindsNobody(),
        request_key=request_key or f"command:{uuid4()}",
    )
