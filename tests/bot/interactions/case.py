"""An interaction of the catalogue, that anybody can do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.interactions.front import handle_button, handle_command, handle_form, handle_shortcut
from bot.interactions.interaction import EMPTY, Filled, Interaction, Reply
from bot.messages.text.record_values import ButtonRecord, write_value
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.interactions.world import Directory
from tests.interactions import interact

PERFORM: Mapping[str, Callable[[Bot, str, Interaction], Any]] = {
    "command": handle_command,
    "button": handle_button,
    "form": handle_form,
    "shortcut": handle_shortcut,
}


@dataclass(frozen=True, slots=True)
class Case:
    """An interaction: a command with ``text``, or a button or form with ``record`` (or an old ``value``)."""

    kind: str
    name: str
    text: str = ""
    record: ButtonRecord | None = None
    value: str = ""
    picked: date | None = None
    filled: Filled = EMPTY
    is_alias: bool = False

    @property
    def id(self) -> str:
        """The name shown in a failure."""
        return f"{self.kind} {self.name} {self.text or self.value or self.record or ''}".strip()

    def by(self, person: Person, *, key: str = "platform:1") -> Interaction:
        """Return the interaction of a person, with this request key."""
        return interact(
            person,
            directory=Directory(),
            request_key=key,
            message_key="" if self.kind == "command" else "message:1",
            text=self.text,
            addressed=self.text,
            value=write_value(self.record) if self.record is not None else self.value,
            picked=self.picked,
            filled=self.filled,
        )

    async def perform(self, bot: Bot, person: Person, *, key: str = "platform:1") -> Reply:
        """Run the interaction."""
        reply: Reply = await PERFORM[self.kind](bot, self.name, self.by(person, key=key))
        return reply
