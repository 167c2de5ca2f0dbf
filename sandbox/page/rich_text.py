"""Render mrkdwn and rich text as safe HTML for one user, with dates in that user's time zone and language."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from sandbox.blocks.dates import draw_date
from sandbox.blocks.emoji import draw_emoji
from sandbox.blocks.mrkdwn import Piece, parse_mrkdwn, unescape_text
from sandbox.blocks.plain import name_piece, rich_piece
from sandbox.entities import Json, User
from sandbox.workspace import SandboxWorkspace

SAFE_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_TAGS = {"bold": "strong", "italic": "em", "strike": "s", "quote": "blockquote"}
_RICH_STYLES = ("bold", "italic", "strike", "underline", "code")
_RICH_TAGS = {"bold": "strong", "italic": "em", "strike": "s", "underline": "u", "code": "code"}


class RichTextRenderer:
    """Renders text for one user; the only place where user text is escaped.

    ``words`` are the page's texts in the user's language.
    """

    def __init__(self, *, workspace: SandboxWorkspace, viewer: User, words: Mapping[str, Any]) -> None:
        self.workspace = workspace
        self.viewer = viewer
        self.words = words
        self.zone = ZoneInfo(viewer.tz)

    # Text

    def text(self, text: Json | None) -> Markup:
        """Render a text object."""
        if not text:
            return Markup()
        if text["type"] == "mrkdwn":
            return self.mrkdwn(str(text["text"]))
        return _keep_lines(draw_emoji(unescape_text(str(text["text"]))))

    def label(self, text: Json | None) -> str:
        """Return a text object without markup, for an attribute or an option."""
        return draw_emoji(unescape_text(str(text["text"]))) if text else ""

    def mrkdwn(self, text: str) -> Markup:
        """Render mrkdwn."""
        return self._pieces(parse_mrkdwn(text))

    def rich(self, block: Json) -> Markup:
        """Render the elements of a ``rich_text`` block."""
        return Markup().join(self._rich_part(part) for part in block["elements"])

    def _pieces(self, pieces: Sequence[Piece]) -> Markup:
        return Markup().join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> Markup:
        if piece.kind in _TAGS:
            tag = _TAGS[piece.kind]
            return Markup("<{0}>{1}</{0}>").format(Markup(tag), self._pieces(piece.inner))  # noqa: S704 - a tag of ours
        if piece.kind == "break":
            return Markup("<br>")
        if piece.kind == "code":
            return Markup("<code>{}</code>").format(piece.text)
        if piece.kind == "block":
            return Markup("<pre>{}</pre>").format(piece.text)
        return self._named(piece)

    def _named(self, piece: Piece) -> Markup:
        if piece.kind == "link" and piece.target.startswith(SAFE_SCHEMES):
            link = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
            return link.format(piece.target, draw_emoji(piece.text))
        if piece.kind == "date":
            return escape(draw_date(piece.target, fallback=piece.text, zone=self.zone))
        if piece.kind in ("user", "channel", "everyone"):
            mine = " mine" if piece.target in (self.viewer.id, "channel", "here", "everyone") else ""
            mention = Markup('<span class="mention{}">{}</span>')
            return mention.format(mine, name_piece(piece, self.workspace))
        return _keep_lines(draw_emoji(piece.text))

    def _rich_part(self, part: Json) -> Markup:
        if part["type"] == "rich_text_list":
            return self._rich_list(part)
        tag = {"rich_text_quote": "blockquote", "rich_text_preformatted": "pre"}.get(part["type"], "p")
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), self._rich_line(part))  # noqa: S704 - a tag of ours

    def _rich_list(self, part: Json) -> Markup:
        items = Markup().join(Markup("<li>{}</li>").format(self._rich_line(item)) for item in part["elements"])
        indent = min(int(part.get("indent") or 0), 5)
        if part["style"] == "ordered":
            start = 1 + int(part.get("offset") or 0)
            return Markup('<ol class="indent-{}" start="{}">{}</ol>').format(indent, start, items)
        return Markup('<ul class="indent-{}">{}</ul>').format(indent, items)

    def _rich_line(self, part: Json) -> Markup:
        return Markup().join(self._rich_element(element) for element in part["elements"])

    def _rich_element(self, element: Json) -> Markup:
        drawn = self._named(rich_piece(element))
        style = element.get("style") or {}
        for name in _RICH_STYLES:
            if style.get(name):
                tag = Markup(_RICH_TAGS[name])  # noqa: S704 - a tag of ours
                drawn = Markup("<{0}>{1}</{0}>").format(tag, drawn)
        return drawn

    # Times

    def moment(self, ts: str) -> datetime:
        """Return the moment of a timestamp in the user's time zone."""
        return datetime.fromtimestamp(float(ts), tz=UTC).astimezone(self.zone)

    def hour(self, ts: str) -> str:
        """Return the time of day of a timestamp."""
        return self.moment(ts).strftime("%H:%M")

    def short_day(self, day: str) -> str:
        """Return a date (ISO) in words, such as «17 maart 2026»."""
        there = date.fromisoformat(day)
        return f"{there.day} {self.words['months'][there.month - 1]} {there.year}"

    def day(self, moment: datetime) -> str:
        """Return a day in words, such as «dinsdag 17 maart 2026»."""
        name, month = self.words["days"][moment.weekday()], self.words["months"][moment.month - 1]
        return f"{name} {moment.day} {month} {moment.year}"


def _keep_lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
