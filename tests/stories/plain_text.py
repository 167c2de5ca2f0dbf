"""A plain text chat platform: shows that an adapter of this size is all that another platform needs."""

from dataclasses import replace
from datetime import date
from itertools import count

from bot.interactions.front import handle_button, handle_command, handle_form, handle_text, suggest_options
from bot.interactions.interaction import EMPTY, Filled, Interaction, Reply
from bot.messages.text.message import Button, DatePick, Form, Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.interactions import FindsNobody


class PlainText:
    """The `Player` of one person, who reads lines and names buttons."""

    def __init__(self, bot: Bot, person: Person) -> None:
        self.lines: list[str] = []
        self.form: str | None = None
        self._bot = bot
        self._person = person
        self._shown: list[Message] = []
        self._form: Form | None = None
        self._numbers = count()

    async def says(self, text: str) -> None:
        """Send a command."""
        command, _, rest = text.partition(" ")
        name = self._bot.commands.find(command)
        self._show(await handle_command(self._bot, name, await self._interact(text=rest, addressed=rest)))

    async def writes(self, text: str) -> None:
        """Send a message to the bot, in reply to which no form can open."""
        said = await self._interact(text=text, addressed=text)
        self._show(await handle_text(self._bot, replace(said, opens_forms=False)))

    async def presses(self, label: str) -> None:
        """Press the latest button with this label."""
        button = self._find(label)
        self._show(await handle_button(self._bot, button.action, await self._interact(value=button.value)))

    async def picks(self, label: str, day: date) -> None:
        """Pick a day in the latest date picker with this label."""
        picker = self._find(label)
        picked = await self._interact(value=picker.value, picked=day)
        self._show(await handle_button(self._bot, picker.action, picked))

    async def fills(self, values: dict[str, str]) -> None:
        """Submit the open form."""
        assert self._form is not None
        filled = Filled(values={name: await self._choose(name, value) for name, value in values.items()})
        interaction = await self._interact(value=self._form.subject, filled=filled)
        self._show(await handle_form(self._bot, self._form.name, interaction))

    async def _choose(self, field: str, value: str) -> str:
        """Return the value of the first account that is suggested for a typed name."""
        if field != "account" or value.startswith("new:"):
            return value
        return (await suggest_options(self._bot, field, await self._interact(text=value)))[0].value

    def _show(self, reply: Reply) -> None:
        assert reply.problems == {}
        self._form, self.form = reply.form, reply.form.title if reply.form else None
        self.lines = reply.message.lines if reply.message else []
        self._shown += [reply.message] if reply.message else []

    def _find(self, label: str) -> Button | DatePick:
        return next(each for shown in reversed(self._shown) for each in shown.controls if each.label == label)

    async def _interact(
        self,
        *,
        text: str = "",
        addressed: str = "",
        value: str = "",
        picked: date | None = None,
        filled: Filled = EMPTY,
    ) -> Interaction:
        workspace, rep = self._person.workspace, self._person.rep
        person = await self._bot.people.find(workspace.external_id, rep.external_id, now=self._bot.now())
        assert person is not None
        done = Interaction(person, FindsNobody(), request_key=f"plain:{rep.id}:{next(self._numbers)}", opens_forms=True)
        return replace(done, text=text, addressed=addressed, value=value, picked=picked, filled=filled)
