"""The entities of a workspace: users, channels, messages, views, files and slash commands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sandbox.blocks.elements import Spot, list_spots
from sandbox.blocks.plain import blocks_to_plain, text_to_plain

Json = dict[str, Any]


class NameDirectory(Protocol):
    """Resolves ids to display names, for rendering mentions."""

    def user_label(self, user_id: str) -> str:
        """Return the display name of a user."""
        ...

    def channel_label(self, channel_id: str) -> str:
        """Return the display name of a channel."""
        ...


@dataclass(frozen=True)
class Shortcut:
    """A shortcut of the app: in the menu of every message, or else beside the composer."""

    name: str
    callback_id: str
    is_of_message: bool


@dataclass(frozen=True)
class SlashCommand:
    """A slash command of the app, as the composer offers it.

    ``should_escape`` sends mentions as ``<@U…|name>`` instead of as they were typed.
    """

    name: str
    usage_hint: str = ""
    description: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class ExampleLine:
    """A line that can be typed, and what it does, in one language."""

    text: str
    meaning: str


Lines = Mapping[str, tuple[ExampleLine, ...]]


@dataclass(frozen=True)
class Guide:
    """Example lines by language (``nl``, ``en``): ``lines`` complete a command, ``tries`` stand on an empty screen."""

    lines: Lines = field(default_factory=dict)
    tries: Lines = field(default_factory=dict)
    has_tour: bool = False


@dataclass
class User:
    """A user or the bot; ``tz`` is an IANA name, ``is_stranger`` marks a user of another workspace (Slack Connect).

    ``is_deactivated``: an administrator of the workspace took the account away. ``is_guest``: sees some
    channels only.
    """

    id: str
    name: str
    real_name: str
    tz: str = "Europe/Amsterdam"
    locale: str = "nl-NL"
    is_bot: bool = False
    is_stranger: bool = False
    is_admin: bool = False
    is_guest: bool = False
    title: str = ""
    is_deactivated: bool = False

    @property
    def initials(self) -> str:
        """The one or two letters of the avatar."""
        parts = self.real_name.split()
        return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()

    @property
    def language(self) -> str:
        """The language of the locale: ``nl`` of ``nl-NL``."""
        return self.locale.partition("-")[0]


@dataclass
class Channel:
    """A channel, or a direct message between its two members when ``is_im``."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_im: bool = False
    is_private: bool = False
    topic: str = ""


@dataclass
class SharedFile:
    """An uploaded file; ``mime`` is guessed from its name."""

    id: str
    name: str
    title: str
    mime: str
    content: bytes
    alt_text: str = ""


@dataclass(eq=False)
class PostedMessage:
    """A message in a channel, visible to all or only to ``addressee`` (ephemeral); ``text`` is as sent, still escaped.

    ``values`` holds each user's choices in the message's selects and pickers, by block id and action id.
    """

    ts: str
    channel_id: str
    user_id: str
    text: str
    directory: NameDirectory
    blocks: list[Json] = field(default_factory=list)
    addressee: str | None = None
    metadata: Json | None = None
    edited_ts: str | None = None
    thread_ts: str | None = None
    files: list[SharedFile] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    values: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    version: int = 0
    is_gone: bool = False

    @property
    def plain(self) -> str:
        """All readable text in reading order, one line per section or paragraph."""
        if self.blocks:
            return blocks_to_plain(self.blocks, directory=self.directory)
        return text_to_plain(self.text, directory=self.directory)

    @property
    def spots(self) -> list[Spot]:
        """All interactive elements, in reading order."""
        return list_spots(self.blocks)

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in reading order."""
        return [spot.label for spot in self.spots if spot.kind == "button"]

    def __repr__(self) -> str:
        whom = f", only for {self.addressee}" if self.addressee else ""
        return f"<Message {self.ts} in {self.channel_id}{whom}: {self.plain!r} {self.buttons}>"


@dataclass(eq=False)
class View:
    """A user's modal or Home tab; ``content`` is Slack's JSON with all ids filled in.

    ``hash`` changes with every version; ``values`` holds the filled-in state, by block id and action id.
    """

    id: str
    user_id: str
    content: Json
    hash: str
    directory: NameDirectory
    root_id: str = ""
    previous_id: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    is_gone: bool = False

    @property
    def kind(self) -> str:
        """``modal`` or ``home``."""
        return str(self.content["type"])

    @property
    def blocks(self) -> list[Json]:
        """The blocks, with their ids."""
        return list(self.content["blocks"])

    @property
    def title(self) -> str:
        """The readable title of a modal; empty for a Home tab."""
        return self._word("title")

    @property
    def submit(self) -> str:
        """The label of the submit button; empty when there is none."""
        return self._word("submit")

    @property
    def close(self) -> str:
        """The label of the close button; empty when Slack's default applies."""
        return self._word("close")

    @property
    def plain(self) -> str:
        """All readable text in reading order, one line per section, paragraph or label."""
        return blocks_to_plain(self.blocks, directory=self.directory)

    @property
    def spots(self) -> list[Spot]:
        """All interactive elements, in reading order."""
        return list_spots(self.blocks)

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in reading order."""
        return [spot.label for spot in self.spots if spot.kind == "button"]

    @property
    def fields(self) -> list[str]:
        """The labels of its inputs, in reading order."""
        return [spot.label for spot in self.spots if spot.is_input]

    def _word(self, key: str) -> str:
        word: Json | None = self.content.get(key)
        return text_to_plain(word["text"], directory=self.directory, formatted=False) if word else ""

    def __repr__(self) -> str:
        return f"<View {self.kind} {self.title!r} for {self.user_id}: {self.plain!r} {self.buttons}>"
