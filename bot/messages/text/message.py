"""A message and a form without a platform: built once, drawn by each platform in its own way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.messages.text.chart import Drawable
from bot.messages.text.text import Text, to_plain

# What a row of controls holds at most on the platforms that we know: Slack refuses a message with more.
MOST_IN_ROW = 25
# Of a longer paragraph the rest is not shown.
LONGEST_TEXT = 3000


class Emphasis(StrEnum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says what follows."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``quiet`` is smaller, for what may be skipped."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two parts."""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: ``action`` names what happens, ``value`` to what; ``confirm`` asks first."""

    label: str
    action: str
    value: str = ""
    emphasis: Emphasis = Emphasis.PLAIN
    confirm: str | None = None


@dataclass(frozen=True, slots=True)
class DatePick:
    """A calendar to choose a day from; ``value`` says for what."""

    label: str
    action: str
    value: str
    initial: date | None = None


@dataclass(frozen=True, slots=True)
class Controls:
    """Buttons and pickers on one row."""

    items: tuple[Button | DatePick, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that is shown as a picture; ``alt`` says the same in words, for who cannot see it."""

    chart: Drawable
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in rows and columns, the first row being their names; columns after the first are numbers."""

    rows: tuple[tuple[str, ...], ...]


MessagePart = Heading | Paragraph | Divider | Controls | Picture | Table


def list_lines(part: MessagePart) -> list[str]:
    """Return the readable lines of a part; a table has one for each row."""
    if isinstance(part, Heading | Paragraph):
        return [to_plain(part.text)]
    if isinstance(part, Table):
        return [" · ".join(cell for cell in row if cell) for row in part.rows]
    return []


def measure_part(part: MessagePart) -> int:
    """Return how many characters platforms count for a part."""
    if isinstance(part, Heading | Paragraph):
        return min(LONGEST_TEXT, sum(len(span.text) for span in part.text))
    if isinstance(part, Picture):
        return len(part.alt)
    if isinstance(part, Table):
        return sum(len(cell) for row in part.rows for cell in row)
    if isinstance(part, Controls):
        return sum(len(item.label) + len(getattr(item, "confirm", None) or "") for item in part.items)
    return 0


@dataclass(frozen=True, slots=True)
class Message:
    """What the bot says; ``fallback`` is the notification, and what a screen reader speaks.

    ``form`` comes up together with it, where somebody has just done something.
    """

    fallback: str
    parts: tuple[MessagePart, ...] = ()
    form: "Form | None" = None

    @property
    def lines(self) -> list[str]:
        """The readable text of the parts, one line for each paragraph."""
        return [line for part in self.parts for line in list_lines(part)]

    def fit(self, *, parts: int, characters: int) -> list[MessagePart]:
        """Return the parts from the first on that fit what a platform takes in number and in characters."""
        left = characters
        chosen: list[MessagePart] = []
        for part in self.parts[:parts]:
            left -= measure_part(part)
            if left < 0:
                break
            chosen.append(part)
        return chosen

    @property
    def has_pictures(self) -> bool:
        """Whether there is something to look at, which takes a moment to draw."""
        return any(isinstance(part, Picture) for part in self.parts)

    @property
    def controls(self) -> Iterator[Button | DatePick]:
        """Everything that can be pressed or picked."""
        for part in self.parts:
            if isinstance(part, Controls):
                yield from part.items


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TextField:
    """A field for characters; ``lines`` gives room for more than one line."""

    name: str
    label: str
    initial: str = ""
    hint: str | None = None
    required: bool = True
    lines: bool = False
    limit: int = 3000


@dataclass(frozen=True, slots=True)
class AccountField:
    """A field in which one types a part of a name and chooses from what fits; may stay empty."""

    name: str
    label: str
    initial: Option | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class NumberField:
    """A field for a whole number."""

    name: str
    label: str
    initial: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """A field for one of a few options."""

    name: str
    label: str
    options: tuple[Option, ...]
    initial: str | None = None


@dataclass(frozen=True, slots=True)
class DateField:
    """A field for a local day."""

    name: str
    label: str
    initial: date | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class TimeField:
    """A field for a local time."""

    name: str
    label: str
    initial: time | None = None


@dataclass(frozen=True, slots=True)
class ChecksField:
    """A field in which any of a few options may be ticked; ``initial`` holds those that are."""

    name: str
    label: str
    options: tuple[Option, ...]
    initial: tuple[str, ...] = ()
    required: bool = False


Field = TextField | AccountField | NumberField | ChoiceField | ChecksField | DateField | TimeField


@dataclass(frozen=True, slots=True)
class Form:
    """Questions on one sheet; ``name`` says what happens with the answers, ``subject`` to what."""

    name: str
    title: str
    submit: str
    close: str
    fields: tuple[Field, ...]
    subject: str = ""
