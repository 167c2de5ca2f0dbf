"""The front door of the bot for several people: requests in, what is shown out, and any request once more."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Interaction, Reply
from bot.messages.text.message import Button, DatePick, Form, Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.interactions.world import open_bot
from tests.conftest import StillClock
from tests.interactions import FindsNobody

Handle = Callable[[Bot, str, Interaction], Awaitable[Reply]]


@dataclass(frozen=True)
class Seen:
    """What one person sees after a request."""

    lines: list[str]
    controls: list[Button | DatePick] = field(default_factory=list)
    form: Form | None = None

    @property
    def labels(self) -> list[str]:
        return [control.label for control in self.controls]

    @property
    def text(self) -> str:
        """Everything that is written on the screen."""
        filled = [f"{each.label} {getattr(each, 'initial', '')}" for each in self.form.fields] if self.form else []
        return "\n".join([*self.lines, *self.labels, *filled])

    def find(self, label: str) -> Button | DatePick | None:
        return next((each for each in self.controls if each.label.startswith(label)), None)


@dataclass(frozen=True)
class Sent:
    """A request as the platform sent it."""

    who: str
    handle: Handle
    name: str
    interaction: Interaction


class FrontDoor:
    """The bot and the people who use it; ``restart`` begins a new process on the same database."""

    def __init__(self, url: str, clock: StillClock) -> None:
        self.sent: list[Sent] = []
        self._url = url
        self._clock = clock
        self._numbers = count()
        self.bot = open_bot(url, clock)

    async def restart(self) -> None:
        await self.close()
        self.bot = open_bot(self._url, self._clock)

    async def close(self) -> None:
        await self.bot.database.close()

    async def says(self, who: str, command: str, text: str) -> Seen:
        return await self._send(who, handle_command, command, text=text, addressed=text)

    async def presses(self, who: str, control: Button | DatePick, *, picked: date | None = None) -> Seen:
        return await self._send(who, handle_button, control.action, value=control.value, picked=picked)

    async def fills(self, who: str, form: Form, values: Mapping[str, str]) -> Seen:
        """Submit a form, in which fields that are not named stay as they were."""
        shown = {each.name: _read_initial(getattr(each, "initial", None)) for each in form.fields}
        filled = Filled(values={**shown, **values})
        return await self._send(who, handle_form, form.name, value=form.subject, filled=filled)

    async def send_again(self, sent: Sent) -> Seen:
        """Let the platform deliver a request once more."""
        return await self._deliver(sent)

    def forget(self) -> None:
        """Let the last request never come again.

        What changes nothing leaves no key: should it come again once things have changed, it would do its work then.
        """
        self.sent.pop()

    async def find(self, who: str) -> Person:
        workspace, _, user = who.partition("/")
        person = await self.bot.people.find(workspace, user, now=self.bot.now())
        assert person is not None
        return person

    async def _send(self, who: str, handle: Handle, name: str, **fields: object) -> Seen:
        bare = Interaction(
            await self.find(who), FindsNobody(), request_key=f"machine:{next(self._numbers)}", opens_forms=True
        )
        sent = Sent(who, handle, name, replace(bare, **fields))  # type: ignore[arg-type]
        self.sent.append(sent)
        return await self._deliver(sent)

    async def _deliver(self, sent: Sent) -> Seen:
        again = replace(sent.interaction, person=await self.find(sent.who))
        reply = await sent.handle(self.bot, sent.name, again)
        message = reply.message or Message(fallback="")
        problems = list(reply.problems.values())
        return Seen([*message.lines, *problems], list(message.controls), reply.form or message.form)


def _read_initial(initial: object) -> str | None:
    value = getattr(initial, "value", initial)
    return None if value in {None, ""} else str(value)
