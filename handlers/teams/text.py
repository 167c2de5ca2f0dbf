"""Text that Teams shows literally: a person's words never format, link or mention."""

import re

from bot.messages.text.message import LONGEST_TEXT
from bot.messages.text.text import Text

Element = dict[str, object]

# What Markdown gives a meaning to, wherever it stands; ``<`` also begins a mention.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~<&])")
# In a text run, too, ``{{DATE(…)}}`` is replaced by a date; a word joiner has no width.
_MACRO, _UNREAD_MACRO = "{{", "{\u2060{"


def literal(text: str, limit: int = LONGEST_TEXT) -> str:
    """Return text for an element without Markdown (a text run, a title, a label), cut to ``limit`` characters."""
    return text[:limit].replace(_MACRO, _UNREAD_MACRO)


def escape_markdown(text: str, limit: int = LONGEST_TEXT) -> str:
    """Return text for an element that reads Markdown, with every mark escaped."""
    return _MARKDOWN.sub(r"\\\1", text[:limit])


def draw_text(text: Text, **style: object) -> list[Element]:
    """Return the rich text blocks of a text, one for each of its lines; ``style`` applies to all of its runs."""
    lines: list[list[Element]] = [[]]
    for span in text:
        first, *rest = span.text[:LONGEST_TEXT].split("\n")
        for piece, starts in ((first, False), *((each, True) for each in rest)):
            if starts:
                lines.append([])
            if piece:
                lines[-1].append(_draw_run(piece, bold=span.bold, italic=span.italic, style=style))
    blocks: list[Element] = [{"type": "RichTextBlock", "inlines": runs} for runs in lines if runs]
    return blocks[:1] + [{**block, "spacing": "None"} for block in blocks[1:]]


def _draw_run(text: str, *, bold: bool, italic: bool, style: dict[str, object]) -> Element:
    run: Element = {"type": "TextRun", "text": literal(text), **style}
    if bold:
        run["weight"] = "Bolder"
    if italic:
        run["italic"] = True
    return run
