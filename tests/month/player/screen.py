"""Watch the screens of all players, and keep what appears on them in the book."""

import json
from dataclasses import replace
from typing import Any

from sandbox.delivery import BotLink, Envelope
from sandbox.server import Sandbox
from sandbox.workspace import ScreenChange
from tests.month.auditor.seen import Book, Place, Seen


class Screens:
    """Records each message and view when it appears or changes; ``asked`` is what is being done at the moment."""

    def __init__(self, sandbox: Sandbox, book: Book) -> None:
        self._sandbox = sandbox
        self._book = book
        self.asked = ""
        self.asker: str | None = None
        self.fresh: list[Seen] = []
        sandbox.workspace.watchers.append(self._note)

    def take_fresh(self) -> list[Seen]:
        """Return what appeared since the last time."""
        fresh, self.fresh = self.fresh, []
        return fresh

    def note_home(self, user_id: str) -> None:
        """Note the page of somebody who opened it and waited until it was drawn."""
        if seen := self._read_view(Place.HOME, user_id):
            self.fresh.append(replace(seen, kind="opened"))

    def _note(self, change: ScreenChange) -> None:
        if change.message is not None:
            seen = self._read_message(change)
        elif change.kind == "modal" and change.user_id is not None:
            seen = self._read_view(Place.FORM, change.user_id)
        elif change.kind == "home" and change.user_id is not None:
            seen = self._read_view(Place.HOME, change.user_id)
        else:
            seen = None
        if seen is not None:
            self._book.seen.append(seen)
            self.fresh.append(seen)

    def _read_message(self, change: ScreenChange) -> Seen | None:
        message, workspace = change.message, self._sandbox.workspace
        assert message is not None
        if message.user_id != workspace.bot.id or message.is_gone:
            return None
        channel = workspace.channel(message.channel_id)
        who = message.addressee or next((m for m in channel.members if channel.is_im and m != workspace.bot.id), None)
        seen = Seen(
            self._sandbox.clock.now(),
            Place.ANSWER,
            who,
            copy(message.blocks),
            text=message.text,
            asked=self._asked_by(who),
        )
        if message.addressee is None and message.metadata is not None and message.version == 0:
            delivery = message.metadata["event_payload"]["delivery_id"]
            place = Place.UNPROMPTED if channel.is_im else Place.CHANNEL
            return replace(seen, place=place, kind=str(delivery), asked="")
        return seen

    def _read_view(self, place: Place, user_id: str) -> Seen | None:
        workspace = self._sandbox.workspace
        view = workspace.top_modal(user_id) if place is Place.FORM else workspace.homes.get(user_id)
        if view is None:
            return None
        return Seen(
            self._sandbox.clock.now(), place, user_id, copy(view.blocks), text=view.title, asked=self._asked_by(user_id)
        )

    def _asked_by(self, who: str | None) -> str:
        """Return what somebody is doing; what others see at that moment is not an answer to it."""
        return self.asked if who == self.asker else ""


def copy(blocks: Any) -> Any:
    """Return the blocks as they are now: a message may be edited in place."""
    return json.loads(json.dumps(blocks))


class Envelopes:
    """A link that remembers the last payload, so that Slack may deliver it once more."""

    def __init__(self, link: BotLink) -> None:
        self.link = link
        self.last: Envelope | None = None

    async def send(self, envelope: Envelope) -> dict[str, Any] | None:
        self.last = envelope
        return await self.link.send(envelope)

    async def send_again(self) -> None:
        """Deliver the last payload once more, as Slack does when an answer came late."""
        if self.last is not None:
            await self.link.send(replace(self.last, attempt=1, reason="timeout"))

    async def stop(self) -> None:
        await self.link.stop()
