"""Parse Slack's mrkdwn into pieces, from which HTML and plain text are rendered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_SPECIAL = re.compile(
    r"```(?P<block>.+?)```|`(?P<code>[^`\n]+)`|<(?P<angle>(?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]+)>", re.DOTALL
)
_STYLES = {"*": "bold", "_": "italic", "~": "strike"}
_STYLED = re.compile(r"(?<![\w*_~])(?P<mark>[*_~])(?=\S)(?P<inner>.+?)(?<=\S)(?P=mark)(?!\w)")
_QUOTE = re.compile(r"^(?:&gt;|>) ?")
# While styles are parsed, a link, mention or code span is replaced by one private-use character (Unicode plane 15).
_STAND_IN = 0xF0000
_STAND_INS = re.compile("[\U000f0000-\U000ffffd]")


@dataclass(frozen=True)
class Piece:
    """A node of parsed text: its kind, its readable text, the target of a link, and its children."""

    kind: str
    text: str = ""
    target: str = ""
    inner: tuple["Piece", ...] = ()


def escape_text(text: str) -> str:
    """Escape the three control characters of Slack's text (`&`, `<`, `>`)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape_text(text: str) -> str:
    """Undo `escape_text`."""
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def parse_mrkdwn(text: str) -> tuple[Piece, ...]:
    """Parse mrkdwn into pieces; a line that starts with ``>`` is a quote, an unclosed mark is plain text."""
    held: list[Piece] = []

    def hold(match: re.Match[str]) -> str:
        held.append(_parse_special(match))
        return chr(_STAND_IN + len(held) - 1)

    lines = _SPECIAL.sub(hold, _STAND_INS.sub("", text)).split("\n")
    pieces: list[Piece] = []
    for quoted, group in groupby(lines, key=lambda line: bool(_QUOTE.match(line))):
        if pieces:
            pieces.append(Piece("break"))
        pieces.extend(_parse_lines(list(group), quoted=quoted, held=held))
    return tuple(pieces)


def _parse_lines(lines: list[str], *, quoted: bool, held: Sequence[Piece]) -> Iterator[Piece]:
    inner: list[Piece] = []
    for index, line in enumerate(lines):
        if index:
            inner.append(Piece("break"))
        inner.extend(_parse_styles(_QUOTE.sub("", line) if quoted else line, held=held))
    if quoted:
        yield Piece("quote", inner=tuple(inner))
    else:
        yield from inner


def _parse_special(match: re.Match[str]) -> Piece:
    if match["block"] is not None:
        return Piece("block", unescape_text(match["block"].strip("\n")))
    if match["code"] is not None:
        return Piece("code", unescape_text(match["code"]))
    return _parse_angle(match["angle"])


def _parse_angle(inside: str) -> Piece:
    target, _, label = inside.partition("|")
    label = unescape_text(label)
    for mark, kind in (("@", "user"), ("#", "channel"), ("!date^", "date"), ("!", "everyone")):
        if target.startswith(mark):
            return Piece(kind, label, target.removeprefix(mark))
    target = unescape_text(target)
    return Piece("link", label or target.removeprefix("mailto:"), target)


def _parse_styles(text: str, *, held: Sequence[Piece]) -> Iterator[Piece]:
    position = 0
    for match in _STYLED.finditer(text):
        yield from _parse_words(text[position : match.start()], held=held)
        yield Piece(_STYLES[match["mark"]], inner=tuple(_parse_styles(match["inner"], held=held)))
        position = match.end()
    yield from _parse_words(text[position:], held=held)


def _parse_words(text: str, *, held: Sequence[Piece]) -> Iterator[Piece]:
    position = 0
    for match in _STAND_INS.finditer(text):
        if words := text[position : match.start()]:
            yield Piece("text", unescape_text(words))
        yield held[ord(match[0]) - _STAND_IN]
        position = match.end()
    if words := text[position:]:
        yield Piece("text", unescape_text(words))
