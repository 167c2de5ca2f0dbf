"""Render a `Message` as Block Kit; the only module that does.

All text goes into elements that Slack shows literally (rich text and plain text), so typed text cannot inject a
mention, a link or formatting. The notification text is the exception: there `&`, `<` and `>` are escaped.
"""

import re
from collections.abc import Callable
from typing import Any

from bot.messages.text.message import (
    LONGEST_TEXT,
    Button,
    Controls,
    DatePick,
    Divider,
    Emphasis,
    Heading,
    Message,
    MessagePart,
    Paragraph,
    Picture,
    Row,
    Table,
)
from bot.messages.text.text import Text, to_plain

HEADER_LIMIT, LABEL_LIMIT = 150, 75
BLOCKS_IN_MESSAGE = 50
# The action id of a menu, in which each option names its own action.
MENU = "menu"
OPTIONS_IN_MENU = 5
EMPTY_CELL = "\u2013"
ROWS_IN_TABLE, CELLS_IN_ROW = 100, 20
BLOCKS_IN_HOME = 100
CHARACTERS_IN_MESSAGE = 13_000
# Slack's limit for a view is 250 kB of JSON, most of which is structure rather than text.
CHARACTERS_IN_HOME = 30_000
_MENTION = re.compile(r"<([@#])[A-Z0-9]+(?:\|([^<>]*))?>")

Block = dict[str, Any]


def draw_reply(message: Message) -> dict[str, Any]:
    """Return the payload of an ephemeral reply to a command or an action."""
    return {"response_type": "ephemeral", "text": escape_text(message.fallback), "blocks": draw_blocks(message)}


def draw_blocks(
    message: Message, *, limit: int = BLOCKS_IN_MESSAGE, characters: int = CHARACTERS_IN_MESSAGE
) -> list[Block]:
    """Return the blocks of a message, cut to Slack's limits on blocks and characters."""
    return [_DRAWERS[type(part)](part) for part in message.fit(parts=limit, characters=characters)]


def draw_home(message: Message) -> dict[str, Any]:
    """Return the `home` view of a Home page."""
    return {"type": "home", "blocks": draw_blocks(message, limit=BLOCKS_IN_HOME, characters=CHARACTERS_IN_HOME)}


def escape_text(text: str) -> str:
    """Escape the three control characters of Slack's mrkdwn (`&`, `<`, `>`), and cut to Slack's length."""
    return hide_ids(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")[:LONGEST_TEXT]


def plain_text(text: str, limit: int) -> dict[str, Any]:
    """Return a plain text object, cut to ``limit`` characters; Slack shows it literally."""
    return {"type": "plain_text", "text": hide_ids(text)[:limit], "emoji": False}


def hide_ids(text: str) -> str:
    """Return the text with a name, or nothing, for each mention in Slack's notation: an id says nothing to anybody."""
    return _MENTION.sub(lambda found: f"{found[1]}{found[2] or '…'}", text) if "<" in text else text


def _draw_heading(part: Heading) -> Block:
    return {"type": "header", "text": plain_text(to_plain(part.text), HEADER_LIMIT)}


def _draw_paragraph(part: Paragraph) -> Block:
    if part.quiet:
        return {"type": "context", "elements": [plain_text(to_plain(part.text), LONGEST_TEXT)]}
    section = {"type": "rich_text_section", "elements": _draw_spans(part.text)}
    return {"type": "rich_text", "elements": [section]}


def _draw_spans(text: Text) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = []
    for span in text:
        element: dict[str, Any] = {"type": "text", "text": hide_ids(span.text)[:LONGEST_TEXT]}
        if span.bold or span.italic:
            element["style"] = {name: True for name in ("bold", "italic") if getattr(span, name)}
        elements.append(element)
    return elements


def _draw_row(part: Row) -> Block:
    # Plain text, because the text of a section has no literal form with style.
    text = plain_text(to_plain(part.text), LONGEST_TEXT)
    return {
        "type": "section",
        "text": text,
        "accessory": _draw_menu(part) if part.more else _draw_control(part.button, 0),
    }


def _draw_menu(part: Row) -> dict[str, Any]:
    """Return an overflow menu; an option has no action id of its own, so its value begins with the action."""
    return {
        "type": "overflow",
        "action_id": MENU,
        "options": [
            {"text": plain_text(each.label, LABEL_LIMIT), "value": f"{each.action} {each.value}"}
            for each in part.buttons[:OPTIONS_IN_MENU]
        ],
    }


def _draw_picture(part: Picture) -> Block:
    # The fallback where no file can be uploaded; the messenger replaces it with an image block.
    return {"type": "context", "elements": [plain_text(part.alt, LONGEST_TEXT)]}


def _draw_table(part: Table) -> Block:
    return {
        "type": "table",
        "rows": [[_draw_cell(cell) for cell in row[:CELLS_IN_ROW]] for row in part.rows[:ROWS_IN_TABLE]],
        "column_settings": [
            {"align": "left" if number == 0 or part.is_text else "right"} for number, _ in enumerate(part.rows[0])
        ],
    }


def _draw_cell(text: str) -> dict[str, Any]:
    # Slack refuses an empty cell.
    return {"type": "raw_text", "text": hide_ids(text) or EMPTY_CELL}


def _draw_divider(_part: Divider) -> Block:
    return {"type": "divider"}


def _draw_controls(part: Controls) -> Block:
    return {
        "type": "actions",
        "elements": [_draw_control(item, position) for position, item in enumerate(part.items)],
    }


def _draw_control(item: Button | DatePick, position: int) -> dict[str, Any]:
    # Action ids are unique in a block by their position; a date picker has no value, so its id carries the subject.
    if isinstance(item, DatePick):
        return _draw_date_pick(item)
    element: dict[str, Any] = {
        "type": "button",
        "action_id": f"{item.action}:{position}",
        "text": plain_text(item.label, LABEL_LIMIT),
        "value": item.value,
    }
    if item.emphasis is not Emphasis.PLAIN:
        element["style"] = str(item.emphasis)
    if item.confirm:
        element["confirm"] = {
            "title": plain_text(item.label, LABEL_LIMIT),
            "text": plain_text(item.confirm, LABEL_LIMIT * 4),
            "confirm": plain_text(item.label, 30),
            "deny": plain_text("✕", 30),
        }
    return element


def _draw_date_pick(item: DatePick) -> dict[str, Any]:
    element: dict[str, Any] = {
        "type": "datepicker",
        "action_id": f"{item.action}:{item.value}",
        "placeholder": plain_text(item.label, LABEL_LIMIT),
    }
    if item.initial is not None:
        element["initial_date"] = item.initial.isoformat()
    return element


_DRAWERS: dict[type[MessagePart], Callable[[Any], Block]] = {
    Heading: _draw_heading,
    Paragraph: _draw_paragraph,
    Divider: _draw_divider,
    Picture: _draw_picture,
    Table: _draw_table,
    Controls: _draw_controls,
    Row: _draw_row,
}
