"""The in-memory state of the local workspace: users, channels, messages, open views and read positions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sandbox.entities import Channel, Guide, Json, PostedMessage, SharedFile, Shortcut, SlashCommand, User, View
from sandbox.errors import NotThere, SetupWrong
from sandbox.identifiers import make_id

# The scopes and events granted by default; a manifest narrows them (sandbox.manifest).
ALL_SCOPES = frozenset(
    {
        "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "commands",
        "files:read", "files:write", "groups:history", "groups:read", "im:history", "im:read", "im:write",
        "reactions:write", "team:read", "users:read",
    }
)  # fmt: skip
ALL_EVENTS = frozenset({"app_home_opened", "app_mention", "member_joined_channel", "message.im", "user_change"})
MODAL_STACK = 3


@dataclass(frozen=True)
class ScreenChange:
    """A change on screen: its kind, its place, and the user who sees it (None for all)."""

    kind: str
    channel_id: str | None = None
    user_id: str | None = None
    message: PostedMessage | None = None


Watcher = Callable[[ScreenChange], None]
Named = TypeVar("Named", User, Channel)


@dataclass
class SandboxWorkspace:
    """A workspace in memory; the first bot among ``users`` is the app's own.

    ``commands`` and ``shortcuts`` are those that reach the bot, ``scopes`` those of its token, ``events`` the events
    it is sent, by their names in a manifest. ``guide`` is what the page offers to somebody new.
    """

    team_id: str
    name: str
    users: list[User]
    channels: list[Channel]
    commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    guide: Guide = field(default_factory=Guide)
    domain: str = ""
    scopes: frozenset[str] = ALL_SCOPES
    events: frozenset[str] = ALL_EVENTS
    app_id: str = field(default_factory=lambda: make_id("A"))
    bot_id: str = field(default_factory=lambda: make_id("B"))
    messages: dict[str, list[PostedMessage]] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, SharedFile] = field(default_factory=dict)
    last_read: dict[tuple[str, str], str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    watchers: list[Watcher] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not any(user.is_bot for user in self.users):
            raise SetupWrong("a workspace needs a user with is_bot=True")
        self.domain = self.domain or self.name.lower().replace(" ", "-")

    # Users and channels

    @property
    def bot(self) -> User:
        """The app's own user."""
        return next(user for user in self.users if user.is_bot)

    @property
    def people(self) -> list[User]:
        """All users that are not bots, in order."""
        return [user for user in self.users if not user.is_bot]

    def user(self, user_id: str) -> User:
        """Return the user with this id; raises NotThere if there is none."""
        return _find(self.users, user_id)

    def has_user(self, user_id: str) -> bool:
        """Return whether there is a user with this id."""
        return any(user.id == user_id for user in self.users)

    def channel(self, channel_id: str) -> Channel:
        """Return the channel or direct message with this id; raises NotThere if there is none."""
        return _find(self.channels, channel_id)

    def find_channel(self, name: str) -> Channel | None:
        """Return the channel with this id, or with this name with or without ``#``."""
        for channel in self.channels:
            if channel.id == name or (channel.name == name.removeprefix("#") and not channel.is_im):
                return channel
        return None

    def open_dm(self, user_id: str, other_id: str | None = None) -> Channel:
        """Return the direct message between two users, by default with the bot; created if it does not exist."""
        pair = sorted({self.user(user_id).id, self.user(other_id or self.bot.id).id})
        for channel in self.channels:
            if channel.is_im and sorted(channel.members) == pair:
                return channel
        channel = Channel(id=make_id("D"), name="", members=pair, is_im=True)
        self.channels.append(channel)
        self.announce(ScreenChange("channels"))
        return channel

    def add_user(self, user: User) -> User:
        """Add a user to the workspace."""
        self.users.append(user)
        self.announce(ScreenChange("people"))
        return user

    def user_label(self, user_id: str) -> str:
        """Return the display name for a user mention."""
        return next((user.real_name for user in self.users if user.id == user_id), user_id)

    def channel_label(self, channel_id: str) -> str:
        """Return the display name for a channel mention."""
        return next((channel.name for channel in self.channels if channel.id == channel_id), channel_id)

    def team_of(self, user: User) -> str:
        """Return the id of the user's workspace: a foreign one for a stranger."""
        return f"{self.team_id}X" if user.is_stranger else self.team_id

    # Messages

    def add_message(self, message: PostedMessage) -> PostedMessage:
        """Add a message to its channel, and mark it read by its author."""
        self.messages.setdefault(message.channel_id, []).append(message)
        if not self.user(message.user_id).is_bot:
            self.last_read[message.user_id, message.channel_id] = message.ts
        self._announce_message(message)
        return message

    def change_message(self, message: PostedMessage) -> None:
        """Announce a changed message to all who see it."""
        message.version += 1
        self._announce_message(message)

    def remove_message(self, message: PostedMessage) -> None:
        """Delete a message."""
        message.is_gone = True
        self.messages[message.channel_id].remove(message)
        self._announce_message(message)

    def _announce_message(self, message: PostedMessage) -> None:
        change = ScreenChange("messages", message.channel_id, message.addressee, message=message)
        self.announce(change)

    def find_message(self, channel_id: str, ts: str) -> PostedMessage | None:
        """Return the message with this timestamp, whether or not it is ephemeral."""
        return next((each for each in self.messages.get(channel_id, ()) if each.ts == ts), None)

    def visible_messages(self, user_id: str, channel_id: str) -> list[PostedMessage]:
        """Return the messages a user sees in a channel, oldest first, without ephemeral messages for others."""
        return [each for each in self.messages.get(channel_id, ()) if each.addressee in (None, user_id)]

    def mark_read(self, user_id: str, channel_id: str) -> None:
        """Mark a channel as fully read by a user."""
        visible = self.visible_messages(user_id, channel_id)
        if visible and self.last_read.get((user_id, channel_id)) != visible[-1].ts:
            self.last_read[user_id, channel_id] = visible[-1].ts
            self.announce(ScreenChange("read", channel_id=channel_id, user_id=user_id))

    def count_unread(self, user_id: str, channel_id: str) -> int:
        """Return a user's number of unread messages in a channel."""
        since = self.last_read.get((user_id, channel_id), "")
        return sum(each.ts > since for each in self.visible_messages(user_id, channel_id))

    # Views

    def top_modal(self, user_id: str) -> View | None:
        """Return the user's top modal, if any."""
        stack = self.modals.get(user_id)
        return stack[-1] if stack else None

    def find_view(self, view_id: str) -> View | None:
        """Return the open modal or published Home tab with this id."""
        return next((view for view in self.list_views() if view.id == view_id), None)

    def list_views(self) -> Iterable[View]:
        """Return every open modal and published Home tab."""
        for stack in self.modals.values():
            yield from stack
        yield from self.homes.values()

    def set_modals(self, user_id: str, stack: Sequence[View]) -> None:
        """Replace a user's stack of modals."""
        for view in self.modals.get(user_id, ()):
            view.is_gone = view not in stack
        self.modals[user_id] = list(stack)
        self.announce(ScreenChange("modal", user_id=user_id))

    def set_home(self, view: View) -> None:
        """Replace a user's Home tab."""
        self.homes[view.user_id] = view
        self.announce(ScreenChange("home", user_id=view.user_id))

    def change_view(self, view: View) -> None:
        """Announce a changed view to its user."""
        self.announce(ScreenChange(view.kind, user_id=view.user_id))

    # Watchers

    def announce(self, change: ScreenChange) -> None:
        """Send a change to all watchers."""
        for watcher in tuple(self.watchers):
            watcher(change)

    def complain(self, words: str) -> None:
        """Record a warning: something that Slack would accept but that is not correct."""
        self.complaints.append(words)
        self.announce(ScreenChange("complaint"))


def _find(things: Iterable[Named], wanted: str) -> Named:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise NotThere(wanted)


def fill_ids(blocks: Sequence[Json], *, make: Callable[[], str]) -> list[Json]:
    """Return ``blocks`` with an id for every block and element that has none."""
    return [_fill_block(block, make) for block in blocks]


def _fill_block(block: Json, make: Callable[[], str]) -> Json:
    filled = {**block, "block_id": block.get("block_id") or make()}
    for key in ("accessory", "element"):
        if key in filled:
            filled[key] = _fill_element(filled[key], make)
    if filled["type"] in ("actions", "context_actions"):
        filled["elements"] = [_fill_element(element, make) for element in filled["elements"]]
    return filled


def _fill_element(element: Json, make: Callable[[], str]) -> Json:
    return element if element["type"] == "image" else {**element, "action_id": element.get("action_id") or make()}
