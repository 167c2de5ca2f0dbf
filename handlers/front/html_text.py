"""Read a message that a platform hands out as HTML, as its reader sees it."""

import html
import re

# What begins a line of its own; the ends of other blocks are followed by the beginning of one.
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def read_html(text: str) -> str:
    """Return the words of HTML, without tags, and with the lines that it makes."""
    lines = _TAG.sub("", _BREAK.sub("\n", text.replace("\n", " ")))
    shown = html.unescape(lines).replace("\xa0", " ")
    return _LINES.sub("\n", _SPACES.sub(" ", shown)).strip()
