"""Styled text without a platform: what a template yields, and how user text in it stays just text.

A template writes ``*bold*`` and ``_italic_``. Every value that is put into it is wrapped in two marks, so that
nothing in the value can ever be read as style: the value becomes a span of its own, and each platform draws spans
as literal text. This is the one place through which user text goes.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain.text.cleaning import drop_unprintable

VALUE_START = "\ue000"
VALUE_END = "\ue001"
_PIECES = re.compile(f"{VALUE_START}(.*?){VALUE_END}|([*_])|([^*_{VALUE_START}]+|{VALUE_START})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of literal characters in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Text = tuple[Span, ...]


def protect_value(value: Any) -> str:
    """Wrap a value that is put into a template, cleaned of characters that cannot be seen."""
    text = value if isinstance(value, str) else str(value)
    return f"{VALUE_START}{text if text.isprintable() else drop_unprintable(text)}{VALUE_END}"


def parse_text(rendered: str) -> Text:
    """Turn what a template rendered into spans; the marks and the style characters are gone."""
    if "*" not in rendered and "_" not in rendered:
        text = strip_marks(rendered)
        return (Span(text=text),) if text else ()
    spans: list[Span] = []
    run: list[str] = []
    bold = italic = False
    for value, mark, text in _PIECES.findall(rendered):
        if not mark:
            run.append(value or text)
            continue
        _append(spans, run, bold=bold, italic=italic)
        run = []
        bold, italic = bold ^ (mark == "*"), italic ^ (mark == "_")
    _append(spans, run, bold=bold, italic=italic)
    return tuple(spans)


def strip_marks(rendered: str) -> str:
    """Return what a template rendered as plain characters, its style characters included."""
    return rendered.replace(VALUE_START, "").replace(VALUE_END, "")


def to_plain(text: Text) -> str:
    """Return the characters of a text without its style."""
    return "".join(span.text for span in text)


def _append(spans: list[Span], run: list[str], *, bold: bool, italic: bool) -> None:
    text = "".join(run)
    if not text:
        return
    if spans and spans[-1].bold == bold and spans[-1].italic == italic:
        text = spans.pop().text + text
    spans.append(Span(text=text, bold=bold, italic=italic))
