"""Show a reply where its user is: a form, a message in the conversation, a private message, a file."""

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Protocol, Self

from bot.errors import FormNotOpened
from bot.interactions.interaction import Attachment, Interaction, Place, Reply
from bot.messages.text.message import Form, Message
from handlers.front.later import LaterReplies


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    """Where a reply goes: the response URL of a request, and whether to replace the message it was about.

    ``is_direct``: to the person's direct messages, after a shortcut that was used nowhere in particular. ``thread`` is
    the one in which a shortcut was used, in the platform's own notation: a response URL does not reach it.
    """

    url: str = ""
    replaces: bool = False
    is_direct: bool = False
    thread: str = ""

    @classmethod
    def read(cls, kept: str) -> Self:
        """Return the place that was kept with a form."""
        place = json.loads(kept)
        direct, thread = place.get("direct", False), place.get("thread", "")
        return cls(url=place["url"], replaces=place["replaces"], is_direct=direct, thread=thread)

    def write(self, subject: str) -> str:
        """Return the place and the subject of a form, to be kept with it."""
        kept = {"subject": subject, "url": self.url, "replaces": self.replaces}
        extra = ({"direct": True} if self.is_direct else {}) | ({"thread": self.thread} if self.thread else {})
        return json.dumps(kept | extra)

    @property
    def kind(self) -> Place:
        """Where the request came from; the Home page has no response URL."""
        return Place.CHAT if self.url or self.is_direct or self.thread else Place.PAGE


class Surface(Protocol):
    """What a platform can do in answer to one request."""

    async def open(self, form: Form, place: ReplyPlace) -> None:
        """Open a form.

        Raises:
            FormNotOpened: the platform refused it or did not answer in time.
        """

    async def post(self, message: Message, place: ReplyPlace) -> bool:
        """Post a message in the conversation, and return whether the platform took it; False without a URL."""
        ...

    async def bring(self, attachment: Attachment, interaction: Interaction) -> bool:
        """Upload a file to the person's direct messages, and return whether that succeeded."""
        ...


async def open_form(surface: Surface, reply: Reply, place: ReplyPlace) -> None:
    """Open the form of a reply, if any; if the reply also has a message, a failure to open is ignored.

    Raises:
        FormNotOpened: see `Surface.open`.
    """
    if reply.form is None:
        return
    with suppress(FormNotOpened) if reply.message else nullcontext():
        await surface.open(reply.form, place)


async def show_reply(
    surface: Surface, later: LaterReplies, interaction: Interaction, reply: Reply, place: ReplyPlace
) -> None:
    """Post the reply in its place, or by direct message if there is none or it has expired."""
    if reply.private is not None:
        await later.send_privately(interaction, reply.private)
    message = reply.message
    if reply.attachment is not None and not await surface.bring(reply.attachment, interaction):
        message = reply.attachment.failed
    if message is not None and not await surface.post(message, place):
        await later.send_privately(interaction, message, key=":shown")


def read_form_subject(kept: str) -> str:
    """Return the subject that was kept with a form."""
    return str(json.loads(kept)["subject"])


def place_problems(fields: Sequence[str], problems: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences by the form's own fields; one for no known field is shown at the first."""
    return {name if name in fields else fields[0]: sentence for name, sentence in problems.items()}
