"""Render a `Message` as an Adaptive Card 1.5; the only module that does.

What is newer than 1.2, which older phones have, either carries a fallback or only adds to it: tables are columns, and a
menu becomes buttons. Every text is a text run, which is shown literally.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

from bot.messages.text.message import (
    Button,
    Controls,
    DatePick,
    Divider,
    Heading,
    Message,
    MessagePart,
    Paragraph,
    Picture,
    Row,
    Table,
)
from bot.messages.text.text import Span
from handlers.front.fit_json import fit_json
from handlers.teams.actions import ACTIONS_IN_SET, draw_button, draw_pick
from handlers.teams.text import Element, draw_text, escape_markdown, literal

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
SCHEMA, VERSION = "http://adaptivecards.io/schemas/adaptive-card.json", "1.5"
PARTS_IN_CARD, CHARACTERS_IN_CARD = 120, 20_000
# In bytes. Teams refuses a message of 80 KB or more; the rest of it is small.
LARGEST_CARD = 70_000
# In characters of its JSON: what a picture may take of that.
LARGEST_PICTURE = 40_000
WIDEST_COLUMN = 24
QUIET: Element = {"size": "Small", "isSubtle": True}
EMPTY_CELL = "\u2013"

# The address of a picture, by the place of its part in the message.
Pictures = Mapping[int, str]


def draw_message(message: Message, *, pictures: Pictures | None = None) -> Element:
    """Return the activity of a message; the fallback is what a notification shows and a screen reader speaks."""
    card = draw_card(message, pictures=pictures)
    return {"type": "message", "summary": literal(message.fallback), "attachments": [attach(card)]}


def attach(card: Element) -> Element:
    """Return a card as an attachment."""
    return {"contentType": CONTENT_TYPE, "content": card}


def draw_card(message: Message, *, pictures: Pictures | None = None) -> Element:
    """Return the card of a message, cut to what Teams takes; without parts, it says the fallback."""
    parts = message.fit(parts=PARTS_IN_CARD, characters=CHARACTERS_IN_CARD)
    drawn = _Drawing(pictures or {})
    body = drawn.draw(parts) if parts else draw_text((Span(message.fallback),))
    return make_card(fit_json(body, LARGEST_CARD), fallback=message.fallback)


def make_card(body: Iterable[Element], *, fallback: str) -> Element:
    """Return a card of these elements."""
    return {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": VERSION,
        "fallbackText": escape_markdown(fallback),
        "msteams": {"width": "Full"},
        "body": list(body),
    }


class _Drawing:
    """Draws the parts of one message: date fields have names of their own, and a divider is a line above the next."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._numbers = count()

    def draw(self, parts: Iterable[MessagePart]) -> list[Element]:
        """Return the elements of these parts."""
        body: list[Element] = []
        is_divided = False
        for place, part in enumerate(parts):
            elements = self._draw_part(part, place)
            if is_divided and elements:
                elements[0] = {**elements[0], "separator": True, "spacing": "Medium"}
            is_divided = isinstance(part, Divider) or (is_divided and not elements)
            body += elements
        return body

    def _draw_part(self, part: MessagePart, place: int) -> list[Element]:
        if isinstance(part, Controls):
            return self._draw_controls(part)
        if isinstance(part, Picture):
            return _draw_picture(part, self._pictures.get(place))
        return [] if isinstance(part, Divider) else _DRAWERS[type(part)](part)

    def _draw_controls(self, part: Controls) -> list[Element]:
        """Return the date fields, each on a line of its own, and the buttons in sets of what Teams shows."""
        picks = [item for item in part.items if isinstance(item, DatePick)]
        buttons = [draw_button(item) for item in part.items if isinstance(item, Button)]
        drawn = [element for item in picks for element in draw_pick(item, number=next(self._numbers))]
        starts = range(0, len(buttons), ACTIONS_IN_SET)
        sets: list[Element] = [
            {"type": "ActionSet", "actions": buttons[start : start + ACTIONS_IN_SET]} for start in starts
        ]
        return drawn + sets


def _draw_row(part: Row) -> list[Element]:
    first, *more = part.buttons
    actions = [draw_button(first), *(draw_button(each, is_menu=True) for each in more)]
    columns = [
        {"type": "Column", "width": "stretch", "verticalContentAlignment": "Center", "items": draw_text(part.text)},
        {"type": "Column", "width": "auto", "items": [{"type": "ActionSet", "actions": actions}]},
    ]
    return [{"type": "ColumnSet", "columns": columns}]


def _draw_picture(part: Picture, address: str | None) -> list[Element]:
    """Return an image, or its words where there is none or it is too large to be part of a message."""
    if address is None or len(address) > LARGEST_PICTURE:
        return draw_text((Span(part.alt),), **QUIET)
    return [{"type": "Image", "url": address, "altText": literal(part.alt), "size": "Stretch"}]


def _draw_table(part: Table) -> list[Element]:
    """Return a row of columns for each row; a phone has no tables."""
    columns = range(max(map(len, part.rows)))
    cells = [[(row[each] if each < len(row) else "") or EMPTY_CELL for each in columns] for row in part.rows]
    widths = [str(min(WIDEST_COLUMN, max(4, *(len(row[each]) for row in cells)))) for each in columns]
    return [
        {
            "type": "ColumnSet",
            "spacing": "Default" if number == 0 else "Small",
            "columns": [
                {"type": "Column", "width": widths[each], "items": [_draw_cell(part, text, number, each)]}
                for each, text in enumerate(row)
            ],
        }
        for number, row in enumerate(cells)
    ]


def _draw_cell(part: Table, text: str, row: int, column: int) -> Element:
    run: Element = {"type": "TextRun", "text": literal(text)}
    if row == 0:
        run["weight"] = "Bolder"
    block: Element = {"type": "RichTextBlock", "inlines": [run]}
    return block if column == 0 or part.is_text else block | {"horizontalAlignment": "Right"}


_DRAWERS: dict[type[MessagePart], Callable[[Any], list[Element]]] = {
    Heading: lambda part: draw_text(part.text, size="Large", weight="Bolder"),
    Paragraph: lambda part: draw_text(part.text, **(QUIET if part.quiet else {})),
    Row: _draw_row,
    Table: _draw_table,
}
