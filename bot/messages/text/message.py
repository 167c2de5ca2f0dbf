"""Platform-independent messages and forms; each platform renders them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.messages.text.chart import Drawable
from bot.messages.text.text import Text, to_plain

# The most controls in a row; Slack refuses a message with more.
MOST_IN_ROW = 25
# The rest of a longer paragraph is cut.
LONGEST_TEXT = 3000


class Emphasis(StrEnum):
    """The visual emphasis of a button."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``quiet`` is small print."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Divider:
    """A horizontal rule."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: ``action`` names the handler, ``value`` its argument; ``confirm`` shows a confirmation first."""

    label: str
    action: str
    value: str = ""
    emphasis: Emphasis = Emphasis.PLAIN
    confirm: str | None = None


@dataclass(frozen=True, slots=True)
class DatePick:
    """A date picker; ``value`` is the handler's argument."""

    label: str
    action: str
    value: str
    initial: date | None = None


@dataclass(frozen=True, slots=True)
class Controls:
    """Buttons and pickers on one row."""

    items: tuple[Button | DatePick, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its action at the right; with ``more`` the platform offers all of them in one menu."""

    text: Text
    button: Button
    more: tuple[Button, ...] = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All its actions, the main one first."""
        return (self.button, *self.more)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart rendered as an image; ``alt`` has the same content as text, for screen readers."""

    chart: Drawable
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is the header, columns after the first are numbers unless ``is_text``."""

    rows: tuple[tuple[str, ...], ...]
    is_text: bool = False


MessagePart = Heading | Paragraph | Divider | Row | Controls | Picture | Table


def list_lines(part: MessagePart) -> list[str]:
    """Return the text lines of a part; a table has one per row."""
    if isinstance(part, Heading | Paragraph | Row):
        return [to_plain(part.text)]
    if isinstance(part, Table):
        return [" · ".join(cell for cell in row if cell) for row in part.rows]
    return []


def measure_part(part: MessagePart) -> int:
    """Return the number of characters of a part, as platforms count them."""
    if isinstance(part, Heading | Paragraph):
        return min(LONGEST_TEXT, sum(len(span.text) for span in part.text))
    if isinstance(part, Row):
        return min(LONGEST_TEXT, sum(len(span.text) for span in part.text)) + sum(
            len(each.label) for each in part.buttons
        )
    if isinstance(part, Picture):
        return len(part.alt)
    if isinstance(part, Table):
        return sum(len(cell) for row in part.rows for cell in row)
    if isinstance(part, Controls):
        return sum(len(item.label) + len(getattr(item, "confirm", None) or "") for item in part.items)
    return 0


@dataclass(frozen=True, slots=True)
class Message:
    """A message; ``fallback`` is the text of the notification and of screen readers.

    ``form`` opens together with the message; that is possible only in response to an interaction.
    """

    fallback: str
    parts: tuple[MessagePart, ...] = ()
    form: "Form | None" = None

    @property
    def lines(self) -> list[str]:
        """The text of the parts, one line per paragraph."""
        return [line for part in self.parts for line in list_lines(part)]

    def fit(self, *, parts: int, characters: int) -> list[MessagePart]:
        """Return the leading parts that fit a platform's limits in number and in characters."""
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
        """Whether there are images to render, which takes time."""
        return any(isinstance(part, Picture) for part in self.parts)

    @property
    def controls(self) -> Iterator[Button | DatePick]:
        """All buttons and pickers."""
        for part in self.parts:
            if isinstance(part, Controls):
                yield from part.items
            elif isinstance(part, Row):
                yield from part.buttons


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TextField:
    """A text field; ``lines`` makes it multi-line."""

    name: str
    label: str
    initial: str = ""
    hint: str | None = None
    required: bool = True
    lines: bool = False
    limit: int = 3000


@dataclass(frozen=True, slots=True)
class AccountField:
    """A field that searches accounts by a part of their name; may stay empty."""

    name: str
    label: str
    initial: Option | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class NumberField:
    """A whole-number field."""

    name: str
    label: str
    initial: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """A field with a few options to choose one of."""

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
    """A checkbox group; ``initial`` holds the checked options."""

    name: str
    label: str
    options: tuple[Option, ...]
    initial: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class PeopleField:
    """A field in which users of the platform are picked; they come back as checked options, by the platform's ids."""

    name: str
    label: str
    initial: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class ChannelField:
    """A field in which a channel of the platform is picked; it comes back as the platform's id, and may stay empty."""

    name: str
    label: str
    hint: str | None = None


Field = (
    TextField
    | AccountField
    | NumberField
    | ChoiceField
    | ChecksField
    | DateField
    | TimeField
    | PeopleField
    | ChannelField
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form; ``name`` names the handler of its submission, ``subject`` its argument."""

    name: str
    title: str
    submit: str
    close: str
    fields: tuple[Field, ...]
    subject: str = ""
