"""A simulated user: the methods that tests call, and that the browser page calls for its visitor."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sandbox.api.files import make_file
from sandbox.blocks.elements import LOOKED_UP_KINDS, Spot, label_of
from sandbox.entities import Channel, PostedMessage, User, View
from sandbox.errors import NotThere
from sandbox.interactions.acting import look_up_options, use_element
from sandbox.interactions.commanding import send_command
from sandbox.interactions.forms import close_view, fill_in, send_in
from sandbox.interactions.shortcutting import use_shortcut
from sandbox.interactions.speaking import say
from sandbox.interactions.visiting import change_zone, deactivate, invite_bot, open_home
from sandbox.running_workspace import RunningWorkspace
from sandbox.workspace import ScreenChange

SeenMessage = PostedMessage  # a message that appeared on a user's screen
Seen = TypeVar("Seen")
GRACE = 1.0  # seconds to wait for a reply after an empty acknowledgement


class SandboxUser:
    """A user of the workspace and the actions a user can take; created by ``Sandbox.person``.

    Channels are named by id, by name (``sales`` or ``#sales``), or ``ritme``: the direct message with the bot.
    """

    def __init__(self, stage: RunningWorkspace, user: User) -> None:
        self.stage = stage
        self.user = user

    # Actions

    async def says(
        self, channel: str, text: str | None = None, *, dm: bool = False, thread: PostedMessage | None = None
    ) -> PostedMessage:
        """Send ``text`` in a channel; with ``dm=True``, or only one argument, send it to the bot.

        With ``thread``, as a reply to that message. Returns after the bot has acknowledged the event. ``<@BOT>`` in
        the text mentions the bot.
        """
        words, where = (channel, None) if dm or text is None else (text, channel)
        ts = thread.ts if thread is not None else None
        return await say(self.stage, user=self.user, channel=self.find_channel(where), text=words, thread_ts=ts)

    async def uploads(self, name: str, content: bytes, *, text: str = "", channel: str | None = None) -> PostedMessage:
        """Send a file, by default to the bot, with ``text`` if any; returns when the bot has acknowledged the event."""
        file = make_file(self.stage, name=name, content=content)
        return await say(self.stage, user=self.user, channel=self.find_channel(channel), text=text, files=(file,))

    async def types_command(
        self, typed: str, channel: str | None = None, *, grace: float = GRACE
    ) -> SeenMessage | None:
        """Send a slash command, by default in the direct message with the bot, and return the reply.

        Returns None when a modal opened, or nothing came within ``grace`` seconds after an empty acknowledgement.
        Raises CommandUnknown, CommandTimedOut, NotConnected or AnswerRefused.
        """
        where = self.find_channel(channel)
        async with self._watching() as seen:
            await send_command(self.stage, user=self.user, channel=where, typed=typed)
            return await seen.last(grace=grace)

    async def uses_shortcut(
        self, called: str, message: PostedMessage | None = None, *, grace: float = 0.0
    ) -> SeenMessage | None:
        """Use a shortcut of a message or, without one, the one beside the composer; return what appeared, if any."""
        async with self._watching() as seen:
            await use_shortcut(self.stage, user=self.user, called=called, message=message)
            return await seen.last(grace=grace)

    async def clicks(
        self, where: PostedMessage | View, button: str, value: str | None = None, *, grace: float = 0.0
    ) -> SeenMessage | None:
        """Press a button, named by its label or action id (and ``value`` if several have the same name).

        Returns the message that appeared or changed as a result, if any. Raises NotThere, TimedOut, NotConnected.
        """
        spots = [spot for spot in where.spots if spot.kind == "button" and spot.is_called(button)]
        spots = [spot for spot in spots if value is None or spot.element.get("value") == value]
        if not spots:
            raise NotThere(button, where.buttons)
        return await self.uses(where, spots[0], grace=grace)

    async def picks(
        self, where: PostedMessage | View, element: str, choice: Any, *, grace: float = 0.0
    ) -> SeenMessage | None:
        """Choose an option in a select, menu or picker, named by its label, action id or block id.

        The choice is an option's label or value, a date or time, an id, or a list of these. For an external select
        it is the text typed, and the first suggestion is chosen.
        """
        spots = [spot for spot in where.spots if spot.kind != "button" and spot.is_called(element)]
        if not spots:
            raise NotThere(element, [spot.label or spot.action_id for spot in where.spots])
        if spots[0].kind in LOOKED_UP_KINDS and isinstance(choice, str):
            choice = await self._pick_looked_up(where, spots[0], choice)
        return await self.uses(where, spots[0], choice, grace=grace)

    async def looks_up(self, where: PostedMessage | View, element: str, typed: str) -> list[str]:
        """Type in an external select, and return the labels of the suggestions."""
        spot = next((spot for spot in where.spots if spot.is_called(element)), None)
        if spot is None:
            raise NotThere(element, [spot.label or spot.action_id for spot in where.spots])
        options = await look_up_options(self.stage, user=self.user, where=where, spot=spot, typed=typed)
        return [label_of(option) for option in options]

    async def submits(self, view: View, filled: Mapping[str, Any] | None = None) -> dict[str, str] | None:
        """Fill in a modal (by label, action id or block id) and submit it.

        Returns the error of each field by block id, or None when it was accepted. A field that the client itself
        refuses has a code: ``required``, ``too_long``, ``not_a_number``, …
        """
        fill_in(view, user=self.user, filled=filled or {})
        return await send_in(self.stage, user=self.user, view=view)

    async def closes(self, view: View, *, all_of_them: bool = False) -> None:
        """Close the top modal, or with the cross all of them."""
        await close_view(self.stage, user=self.user, view=view, is_cleared=all_of_them)

    async def opens_home(self) -> View | None:
        """Open the bot's Home tab; return the published view after the bot has acknowledged."""
        await open_home(self.stage, user=self.user)
        return self.home

    async def opens_messages(self) -> None:
        """Open the bot's Messages tab."""
        await open_home(self.stage, user=self.user, tab="messages")

    async def changes_zone(self, tz: str) -> None:
        """Change the time zone in the user's profile (an IANA name)."""
        await change_zone(self.stage, user=self.user, tz=tz)

    async def is_deactivated(self, *, is_deactivated: bool = True) -> None:
        """Lose the account, as when an administrator deactivates it, or get it back."""
        await deactivate(self.stage, user=self.user, is_deactivated=is_deactivated)

    async def invites_bot(self, channel: str) -> None:
        """Invite the bot to a channel."""
        await invite_bot(self.stage, user=self.user, channel=self.find_channel(channel))

    async def uses(
        self, where: PostedMessage | View, spot: Spot, choice: Any = None, *, grace: float = 0.0
    ) -> SeenMessage | None:
        """Use exactly this element; return the message that appeared or changed as a result, if any."""
        async with self._watching() as seen:
            await use_element(self.stage, user=self.user, where=where, spot=spot, choice=choice)
            return await seen.last(grace=grace)

    # The screen

    def visible(self, channel: str | None = None) -> list[PostedMessage]:
        """Return the messages visible to the user in a channel, oldest first, including ephemeral ones."""
        return self.stage.workspace.visible_messages(self.user.id, self.find_channel(channel).id)

    @property
    def modal(self) -> View | None:
        """The modal on top, if any."""
        return self.stage.workspace.top_modal(self.user.id)

    @property
    def home(self) -> View | None:
        """The Home tab that the bot published for the user, if any."""
        return self.stage.workspace.homes.get(self.user.id)

    async def wait_for(self, look: Callable[[], Seen | None], timeout: float = 5.0) -> Seen:  # noqa: ASYNC109 - told, not raced
        """Call ``look()`` after each change until it returns a true value; raises TimeoutError after ``timeout`` s."""
        async with asyncio.timeout(timeout), self._watching() as seen:
            while not (found := look()):
                await seen.next_change()
            return found

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in the user's profile."""
        return ZoneInfo(self.user.tz)

    def find_channel(self, name: str | None) -> Channel:
        """Return the channel that the user means by ``name``."""
        workspace = self.stage.workspace
        if name is None or name.removeprefix("@").lower() == workspace.bot.name:
            return workspace.open_dm(self.user.id)
        channel = workspace.find_channel(name)
        if channel is None:
            raise NotThere(name, [each.name for each in workspace.channels if each.name])
        return channel

    @asynccontextmanager
    async def _watching(self) -> AsyncIterator["ScreenWatch"]:
        watch = ScreenWatch(self)
        self.stage.workspace.watchers.append(watch.take)
        try:
            yield watch
        finally:
            self.stage.workspace.watchers.remove(watch.take)

    async def _pick_looked_up(self, where: PostedMessage | View, spot: Spot, typed: str) -> Any:
        options = await look_up_options(self.stage, user=self.user, where=where, spot=spot, typed=typed)
        if not options:
            raise NotThere(typed)
        return options[0]


class ScreenWatch:
    """Records the changes on a user's screen during an action."""

    def __init__(self, sandbox_user: SandboxUser) -> None:
        self._sandbox_user = sandbox_user
        self._messages: list[PostedMessage] = []
        self._changed = asyncio.Event()
        self._modal_came = False

    def take(self, change: ScreenChange) -> None:
        """Record a change."""
        message, user = change.message, self._sandbox_user.user
        if message is not None and self._is_from_bot(message) and message.addressee in (None, user.id):
            self._messages.append(message)
        if change.kind == "modal" and change.user_id == user.id:
            self._modal_came = True
        self._changed.set()

    async def next_change(self) -> None:
        """Wait for the next change."""
        self._changed.clear()
        await self._changed.wait()

    async def last(self, *, grace: float) -> PostedMessage | None:
        """Return the last message that appeared or changed, waiting at most ``grace`` seconds for one."""
        try:
            async with asyncio.timeout(grace):
                while not self._messages and not self._modal_came and grace:
                    await self.next_change()
        except TimeoutError:
            return None
        there = [message for message in self._messages if not message.is_gone]
        return there[-1] if there else None

    def _is_from_bot(self, message: PostedMessage) -> bool:
        workspace = self._sandbox_user.stage.workspace
        channel = workspace.channel(message.channel_id)
        return message.user_id == workspace.bot.id and self._sandbox_user.user.id in channel.members
