"""A test driver for conversations about deals."""

from uuid import uuid4

from bot.domain.deals.deals import Deal
from bot.interactions.interaction import Handler
from bot.interactions.table import BUTTONS, COMMANDS
from bot.messages.text.message import Form, Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.deals import deals as deal_rows
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.interactions import interact


class Mentions(NoDirectory):
    """A directory in which a user is mentioned as @ with an id."""

    def find_person(self, typed: str) -> str | None:
        return typed[1:] if typed.startswith("@") else None


class DealChat:
    """A conversation of one person through `/deal` and its buttons."""

    def __init__(self, bot: Bot, person: Person) -> None:
        self.bot = bot
        self.person = person
        self.message = Message(fallback="")
        self.form: Form | None = None

    async def says(self, text: str) -> list[str]:
        known = await self._find_person()
        return await self._do(COMMANDS["deal"], known, text=text, addressed=text, directory=Mentions())

    async def undoes(self) -> list[str]:
        return await self.presses("Ongedaan maken")

    async def undoes_what(self, value: str) -> list[str]:
        """Press an undo button with ``value``, as in an older message."""
        return await self.presses_value("deal_undo", value)

    async def presses(self, label: str) -> list[str]:
        pressed = next(control for control in self.message.controls if control.label == label)
        return await self.presses_value(pressed.action, pressed.value)

    async def presses_value(self, action: str, value: str) -> list[str]:
        known = await self._find_person()
        return await self._do(BUTTONS[action], known, value=value)

    async def _find_person(self) -> Person:
        """Return the person as currently stored."""
        workspace = self.person.workspace.external_id
        known = await self.bot.people.find(workspace, self.person.rep.external_id, now=self.bot.now())
        assert known is not None
        return known

    async def _do(self, handler: Handler, known: Person, **fields: object) -> list[str]:
        reply = await handler(self.bot, interact(known, request_key=f"deal:{uuid4()}", **fields))
        assert reply.message is not None
        self.message, self.form = reply.message, reply.form
        return self.message.lines

    def value_of(self, label: str) -> str:
        return next(control.value for control in self.message.controls if control.label == label)

    @property
    def buttons(self) -> list[str]:
        return [control.label for control in self.message.controls]


async def read_deal(deal_chat: DealChat) -> Deal:
    """Return the only open deal of the person."""
    async with deal_chat.bot.database.reading() as connection:
        (deal,) = await deal_rows.list_open_deals(connection, workspace_id=deal_chat.person.workspace.id)
    return deal
