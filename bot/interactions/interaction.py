"""What a platform hands in, and what it shows in return."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum, StrEnum, auto
from typing import TypeVar, overload

from bot.errors import FIRST_YEAR, LAST_YEAR, ButtonExpired, DayOutOfRange, NumberOutOfRange
from bot.messages.text.button_values import read_value
from bot.messages.text.message import Form, Message, Option
from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.people.person_cache import Person

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class Place(Enum):
    """Where somebody did something: in a conversation, or on the personal page, which is drawn again by itself."""

    CHAT = auto()
    PAGE = auto()


class Shown(Enum):
    """How a message is shown: in place of the one that was pressed, or below it."""

    REPLACED = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in on a form, by the name of the field; what was left empty is None or absent."""

    values: Mapping[str, str | None] = field(default_factory=dict)
    checks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return what was typed, without white space around it."""
        return (self.values.get(name) or "").strip()

    def choice(self, name: str) -> str | None:
        """Return the value of the chosen option, None when nothing was chosen."""
        return self.values.get(name) or None

    @overload
    def option(self, name: str, kind: type[Choice], *, default: Choice) -> Choice: ...

    @overload
    def option(self, name: str, kind: type[Choice]) -> Choice | None: ...

    def option(self, name: str, kind: type[Choice], *, default: Choice | None = None) -> Choice | None:
        """Return which of a few options was chosen.

        Raises:
            ButtonExpired: it is none of them (any more).
        """
        return self._read(name, kind) or default

    def number(self, name: str, *, default: int, lowest: int, highest: int) -> int:
        """Return a whole number.

        Raises:
            NumberOutOfRange: it is none, or not between these two.
        """
        try:
            found = self._read(name, int)
        except ButtonExpired as error:
            raise NumberOutOfRange(name, lowest, highest) from error
        if found is None:
            return default
        if not lowest <= found <= highest:
            raise NumberOutOfRange(name, lowest, highest)
        return found

    def day(self, name: str) -> date | None:
        """Return a local day.

        Raises:
            ButtonExpired: it is none.
            DayOutOfRange: it is in no year that anybody means.
        """
        found = self._read(name, date.fromisoformat)
        return check_day(found, field=name) if found is not None else None

    def time(self, name: str) -> time | None:
        """Return a local time.

        Raises:
            ButtonExpired: it is none.
        """
        return self._read(name, read_local_time)

    def _read(self, name: str, read: Callable[[str], Value]) -> Value | None:
        typed = self.values.get(name)
        try:
            return read(typed) if typed else None
        except ValueError as error:
            raise ButtonExpired from error

    def ticked(self, name: str) -> frozenset[str]:
        """Return the values of the options that are ticked."""
        return self.checks.get(name, frozenset())


EMPTY = Filled()


@dataclass(frozen=True, slots=True)
class Interaction:
    """What somebody did: typed ``text``, pressed a button with ``value``, or filled in a form about ``value``.

    ``request_key`` is the same when the platform delivers the same request again: the same key is done once.
    ``message_key`` is the same however often the buttons of one message are pressed. ``addressed`` is the text with
    people and channels as the platform writes them. ``opens_forms`` says that a form can be shown in reply.
    """

    person: Person
    directory: Directory
    request_key: str
    message_key: str = ""
    text: str = ""
    addressed: str = ""
    value: str = ""
    picked: date | None = None
    filled: Filled = EMPTY
    place: Place = Place.CHAT
    opens_forms: bool = False

    @property
    def is_on_page(self) -> bool:
        """Whether it was done on the personal page."""
        return self.place is Place.PAGE

    def read(self, record: type[Value]) -> Value:
        """Return what the button or the form is about.

        Raises:
            ButtonExpired: it is about something else, or about nothing that can be read.
        """
        return read_value(record, self.value)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for the person's own conversation with the bot; ``failed`` is said when it cannot be brought there."""

    name: str
    content: bytes
    failed: Message


@dataclass(frozen=True, slots=True)
class Reply:
    """What a platform shows: a message, a form, or problems by the field of the form that was filled in.

    ``shown`` also says where the answer to ``form`` goes. ``private`` is a message for the person's own conversation
    with the bot that may take longer than an answer, and ``attachment`` a file for it.
    """

    message: Message | None = None
    shown: Shown = Shown.REPLACED
    form: Form | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    private: Message | None = None
    attachment: Attachment | None = None


def check_day(day: date, *, field: str = "") -> date:
    """Return the day as it is.

    Raises:
        DayOutOfRange: it is in no year that anybody means.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayOutOfRange(field)
    return day


def read_local_time(text: str) -> time:
    """Return a time to the minute, as a clock shows it.

    Raises:
        ValueError: it is none, or one of another zone.
    """
    found = time.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError(text)
    return found.replace(second=0, microsecond=0)


Handler = Callable[[Bot, Interaction], Awaitable[Reply]]
Handlers = Mapping[str, Handler]
Suggester = Callable[[Bot, Interaction], Awaitable[list[Option]]]


def added(message: Message) -> Reply:
    """Return a reply that is shown below what was pressed."""
    return Reply(message=message, shown=Shown.ADDED)


def unless_on_page(interaction: Interaction, reply: Reply) -> Reply:
    """Return the reply, or an empty one on the personal page, which shows the change by itself."""
    return Reply() if interaction.is_on_page else reply
