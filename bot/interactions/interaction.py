"""Interaction (what a platform passes in) and Reply (what it shows)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum, StrEnum, auto
from typing import TypeVar, overload

from bot.errors import FIRST_YEAR, LAST_YEAR, ButtonExpired, DayOutOfRange, NumberOutOfRange
from bot.messages.text.message import Form, Message, Option
from bot.messages.text.record_values import read_value
from bot.ports import Directory, UploadedFile
from bot.services.bot import Bot
from bot.services.people.person_cache import Person

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class Place(Enum):
    """Where an interaction took place: a conversation, or the Home page, which is re-rendered after every change."""

    CHAT = auto()
    PAGE = auto()


class Shown(Enum):
    """How a reply's message is shown: replacing the message with the button, or below it."""

    REPLACED = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Filled:
    """The values of a submitted form by field name; an empty field is None or absent."""

    values: Mapping[str, str | None] = field(default_factory=dict)
    checks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the typed text, stripped."""
        return (self.values.get(name) or "").strip()

    def choice(self, name: str) -> str | None:
        """Return the value of the selected option, None when none is selected."""
        return self.values.get(name) or None

    @overload
    def option(self, name: str, kind: type[Choice], *, default: Choice) -> Choice: ...

    @overload
    def option(self, name: str, kind: type[Choice]) -> Choice | None: ...

    def option(self, name: str, kind: type[Choice], *, default: Choice | None = None) -> Choice | None:
        """Return the selected option as an enum member.

        Raises:
            ButtonExpired: the value is not, or no longer, a member.
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
            ButtonExpired: the value is not a time.
        """
        return self._read(name, read_local_time)

    def _read(self, name: str, read: Callable[[str], Value]) -> Value | None:
        typed = self.values.get(name)
        try:
            return read(typed) if typed else None
        except ValueError as error:
            raise ButtonExpired from error

    def ticked(self, name: str) -> frozenset[str]:
        """Return the values of the ticked options."""
        return self.checks.get(name, frozenset())


EMPTY = Filled()


@dataclass(frozen=True, slots=True)
class Interaction:
    """What a user did: typed ``text``, pressed a button with ``value``, or submitted a form that carries ``value``.

    ``request_key`` is the idempotency key: equal when the platform delivers the same request again.
    ``message_key`` is equal for all buttons of one message. ``addressed`` is the text with mentions of users and
    channels in the platform's notation. ``opens_forms``: the platform can open a form in reply. ``files`` were sent
    with the text. ``begins``: this person is met with it, and the greeting is on its way. ``said_at`` (UTC) is when the
    message was written that a shortcut was used on.
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
    files: tuple[UploadedFile, ...] = ()
    begins: bool = False
    said_at: datetime | None = None

    @property
    def is_on_page(self) -> bool:
        """Whether it took place on the Home page."""
        return self.place is Place.PAGE

    def read(self, record: type[Value]) -> Value:
        """Parse the value of the button or form as this record.

        Raises:
            ButtonExpired: it is another record, or cannot be parsed.
        """
        return read_value(record, self.value)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for the user's direct messages with the bot; ``failed`` is shown when the upload fails."""

    name: str
    content: bytes
    failed: Message


@dataclass(frozen=True, slots=True)
class Reply:
    """What a platform shows: a message, a form, or problems by field of the submitted form.

    ``is_open``: the message says nothing of the person, so that everybody where it was asked may read it.
    ``shown`` also decides where the answer to ``form`` appears. ``private`` is a direct message that may be sent after
    the time limit for a reply, and ``attachment`` is a file for that same conversation.
    """

    message: Message | None = None
    shown: Shown = Shown.REPLACED
    form: Form | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    private: Message | None = None
    attachment: Attachment | None = None
    is_open: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show."""
        return any((self.message, self.private, self.form, self.problems, self.attachment))


def check_day(day: date, *, field: str = "") -> date:
    """Return the day as it is.

    Raises:
        DayOutOfRange: it is in no year that anybody means.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayOutOfRange(field)
    return day


def read_picked_day(picked: object) -> date | None:
    """Return the day that was picked; None if there is none or it is not a valid date."""
    try:
        return date.fromisoformat(str(picked)) if picked else None
    except ValueError:
        return None


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
    """Return a reply that is shown below the message with the button."""
    return Reply(message=message, shown=Shown.ADDED)


def unless_on_page(interaction: Interaction, reply: Reply) -> Reply:
    """Return the reply, or an empty one on the Home page, which is re-rendered with the change."""
    return Reply() if interaction.is_on_page else reply
