"""The interfaces to the outside: clock, messenger, directory and installations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message


class Clock(Protocol):
    """The source of the current time."""

    def now(self) -> datetime:
        """Return the current time, time-zone aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Address:
    """The destination of a message, in opaque ids from the platform.

    ``only_for`` makes the message ephemeral: visible to one user in the channel. ``thread`` is the message it replies
    to.
    """

    workspace: str
    channel: str
    only_for: str | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class UserKey:
    """A user, identified by the platform's ids of workspace and user."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Away:
    """A status that says the user is away, until an instant or (None) for an unknown time."""

    until: datetime | None = None
    is_sick: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A user's profile on the platform; ``locale`` is in the platform's notation ("nl-NL")."""

    external_id: str
    name: str
    timezone: str
    locale: str
    workspace: str
    is_stranger: bool = False
    away: Away | None = None
    is_deactivated: bool = False
    # A guest of the workspace, and an administrator or owner of it.
    is_guest: bool = False
    is_administrator: bool = False


class SendFailed(Exception):
    """A message was certainly not delivered; ``reason`` is the platform's error code.

    ``retry_after`` is in seconds, if the platform gave it; ``is_final`` means that a retry cannot succeed.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.is_final = is_final


class SendUncertain(Exception):
    """A message may or may not have been delivered: the connection broke before the response."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that a user sent to the bot: its name, its size in bytes, and the platform's address of it.

    The address is empty for a file that the platform does not hand out, such as one of another company.
    """

    name: str
    size: int
    source: str


class DownloadFailed(Exception):
    """A file could not be fetched; ``reason`` is gone, no_right, too_large or foreign.

    A retry may help unless ``is_final``.
    """

    def __init__(self, reason: str, *, is_final: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class FileStore(Protocol):
    """The files that users sent to the bot, on the platform."""

    async def download(self, *, workspace: str, source: str, limit: int) -> bytes:
        """Return the content of a file of at most ``limit`` bytes, with the right of this workspace's installation.

        Raises:
            DownloadFailed: it is not there, is larger, is not the platform's, or could not be fetched.
            SendFailed: the bot is not installed in the workspace.
        """
        ...


class Installations(Protocol):
    """The workspaces in which the bot is installed."""

    async def find_token(self, workspace: str) -> str | None:
        """Return the bot token for a workspace, None where the bot is not installed."""
        ...


class Messenger(Protocol):
    """Sends messages to one chat platform."""

    @property
    def rates(self) -> RateLimits:
        """The platform's rate limits."""
        ...

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        """Send a message, marked with its delivery id so that ``was_delivered`` can find it.

        Raises:
            SendFailed: it was certainly not delivered.
            SendUncertain: it may have been delivered.
        """
        ...

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:
        """Return whether a message with this delivery id is in the conversation, None when the platform cannot tell."""
        ...


@dataclass(frozen=True, slots=True)
class FoundChannel:
    """A channel in which the bot can post; ``name`` is its display name."""

    address: str
    name: str


class Directory(Protocol):
    """Looks up the channels and users named in a command."""

    @property
    def picks_channels(self) -> bool:
        """Whether a channel can be picked from a list; if not, it is chosen in the channel itself."""
        ...

    async def find_channel(self, typed: str) -> FoundChannel | None:
        """Return the channel, None when it does not exist or the bot is not in it."""
        ...

    def find_person(self, typed: str) -> str | None:
        """Return the platform's id of a mentioned user, None without a mention."""
        ...

    async def fetch_profile(self, external_id: str) -> Profile | None:
        """Return the profile of a user by the platform's id, None when there is no such user."""
        ...

    async def list_unreached(self, external_ids: Collection[str]) -> frozenset[str]:
        """Return which of these users the bot cannot write to, because they have not added it."""
        ...
