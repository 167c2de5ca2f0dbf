"""All that the bot needs from outside: a clock, and somebody who brings messages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: opaque names that the platform gave us.

    ``only_for`` makes it visible to one person in a channel, ``thread`` is the message to which it is an answer.
    """

    workspace: str
    channel: str
    only_for: str | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class UserKey:
    """Who somebody is, by the platform's ids of workspace and person."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Away:
    """That somebody's status says to be away: until a moment, or nobody said how long."""

    until: datetime | None = None
    is_sick: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform tells of a person; ``locale`` as the platform writes it ("nl-NL")."""

    external_id: str
    name: str
    timezone: str
    locale: str
    workspace: str
    is_stranger: bool = False
    away: Away | None = None


class SendFailed(Exception):
    """A message was certainly not delivered; ``reason`` is the platform's code.

    ``retry_after`` in seconds when the platform named it; ``is_final`` when trying again cannot help.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.is_final = is_final


class SendUncertain(Exception):
    """Nobody knows whether a message was delivered: the connection broke before the answer came."""


class Installations(Protocol):
    """Knows where the bot is installed on a platform."""

    async def find_token(self, workspace: str) -> str | None:
        """Return the token with which the bot acts in a workspace, None where it is not installed."""
        ...


class Messenger(Protocol):
    """Brings messages to one chat platform."""

    @property
    def rates(self) -> RateLimits:
        """What the platform allows."""
        ...

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        """Bring a message, marked with the id of its delivery.

        Raises:
            SendFailed: it was certainly not delivered.
            SendUncertain: it may have been delivered.
        """
        ...

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:
        """Return whether a message with this mark is in the conversation, None when that cannot be asked."""
        ...


@dataclass(frozen=True, slots=True)
class FoundChannel:
    """A channel in which the bot can post; ``name`` as people write it."""

    address: str
    name: str


class Directory(Protocol):
    """Finds what people name in a command."""

    async def find_channel(self, typed: str) -> FoundChannel | None:
        """Return the channel, None when there is none or the bot is not in it."""
        ...

    def find_person(self, typed: str) -> str | None:
        """Return the platform's id of somebody who is mentioned."""
        ...
