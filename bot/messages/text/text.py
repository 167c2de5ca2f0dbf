"""Platform-independent styled text, and the escaping of user text in templates.

A template writes ``*bold*`` and ``_italic_``. Every value inserted into it is wrapped in two marker characters, so that
nothing in the value can be parsed as style: the value becomes a span of its own, and each platform renders spans as
literal text. All user text passes through here.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain.text.cleaning import drop_unprintable

VALUE_START = "\ue000"
VALUE_END = "\ue001"
_PIECES = re.compile(f"{VALUE_START}(.*?){VALUE_END}|([*_])|([^*_{VALUE_START}]+|{VALUE_START})", re.DOTALL)

# A value that ends a sentence by itself ("De Vries & Zn."), and the full stop that a template puts after it.
_STOPPED_TWICE = re.compile(f'([.!?…]{VALUE_END}[*_”"]*)\\.(?!\\.)')


@dataclass(frozen=True, slots=True)
class Span:
    """A run of literal characters in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Text = tuple[Span, ...]


def protect_value(value: Any) -> str:
    """Wrap a template value in markers, without invisible characters (which include the markers)."""
    text = value if isinstance(value, str) else str(value)
    return f"{VALUE_START}{text if text.isprintable() else drop_unprintable(text)}{VALUE_END}"


def parse_text(rendered: str) -> Text:
    """Parse a rendered template into spans, without the markers and style characters.

    Of a value's own last full stop and the template's, one remains.
    """
    if VALUE_END in rendered:
        rendered = _STOPPED_TWICE.sub(r"\1", rendered)
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
    """Return a rendered template without the markers; style characters stay."""
    return rendered.replace(VALUE_START, "").replace(VALUE_END, "")


def to_plain(text: Text) -> str:
    """Return the text without its style."""
    return "".join(span.text for span in text)


def _append(spans: list[Span], run: list[str], *, bold: bool, italic: bool) -> None:
    text = "".join(run)
    if not text:
        return
    if spans and spans[-1].bold == bold and spans[-1].italic == italic:
        text = spans.pop().text + text
    spans.append(Span(text=text, bold=bold, italic=italic))
