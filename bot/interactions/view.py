"""Make handlers that load a person's overview and show it: they differ in what is loaded and how it is built."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.interactions.interaction import Handler, Interaction, Reply
from bot.messages.text.message import Message
from bot.messages.text.words import Words
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.database import Database

Shown_co = TypeVar("Shown_co", covariant=True)
Overview = TypeVar("Overview")


class Load(Protocol[Shown_co]):
    """Load an overview of a person as it is at ``now``."""

    def __call__(self, database: Database, /, *, person: Person, now: datetime) -> Awaitable[Shown_co]:
        """Return the overview at ``now`` (UTC)."""


def show(load: Load[Overview], build: Callable[[Words, Overview], Message]) -> Handler:
    """Return a handler that shows the person's overview of this moment."""

    async def handle(bot: Bot, interaction: Interaction) -> Reply:
        person = interaction.person
        overview = await load(bot.database, person=person, now=bot.now())
        return Reply(message=build(bot.speak(person.rep), overview))

    return handle
