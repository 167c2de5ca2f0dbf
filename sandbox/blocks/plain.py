"""Convert blocks and mrkdwn to plain text: one line per section or paragraph, in reading order."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from sandbox.blocks.dates import draw_date
from sandbox.blocks.emoji import draw_emoji
from sandbox.blocks.mrkdwn import Piece, parse_mrkdwn, unescape_text

Json = dict[str, Any]


class Names(Protocol):
    """Resolves ids to display names."""

    def user_label(self, user_id: str) -> str:
        """Return the display name of a user."""
        ...

    def channel_label(self, channel_id: str) -> str:
        """Return the display name of a channel."""
        ...


def text_to_plain(text: str, *, directory: Names, formatted: bool = True) -> str:
    """Return the readable text of mrkdwn, or of plain text when not ``formatted``."""
    if not formatted:
        return draw_emoji(unescape_text(text))
    return "".join(_piece_to_plain(piece, directory) for piece in parse_mrkdwn(text))


def blocks_to_plain(blocks: Sequence[Json], *, directory: Names) -> str:
    """Return all readable text of ``blocks``, including labels but not buttons and inputs."""
    return "\n".join(line for block in blocks for line in _BLOCKS.get(block["type"], _none)(block, directory))


def _piece_to_plain(piece: Piece, directory: Names) -> str:
    if piece.inner:
        return "".join(_piece_to_plain(inner, directory) for inner in piece.inner)
    return name_piece(piece, directory) if piece.kind != "break" else "\n"


def name_piece(piece: Piece, directory: Names) -> str:
    """Return the text of a leaf piece: a mention by its display name, a date in UTC."""
    if piece.kind == "user":
        return f"@{piece.text or directory.user_label(piece.target)}"
    if piece.kind == "channel":
        return f"#{piece.text or directory.channel_label(piece.target)}"
    if piece.kind == "everyone":
        return f"@{piece.text or piece.target}"
    if piece.kind == "date":
        return draw_date(piece.target, fallback=piece.text)
    return draw_emoji(piece.text) if piece.kind == "text" else piece.text


def _words(text: Json | None, directory: Names) -> str:
    if not text:
        return ""
    return text_to_plain(str(text["text"]), directory=directory, formatted=text["type"] == "mrkdwn")


def _none(block: Json, directory: Names) -> Iterator[str]:  # noqa: ARG001 - the same shape as the others
    return iter(())


def _section(block: Json, directory: Names) -> Iterator[str]:
    texts = [block.get("text"), *(block.get("fields") or ())]
    yield from (_words(text, directory) for text in texts if text)


def _header(block: Json, directory: Names) -> Iterator[str]:
    yield _words(block["text"], directory)


def _context(block: Json, directory: Names) -> Iterator[str]:
    yield " ".join(
        str(each["alt_text"]) if each["type"] == "image" else _words(each, directory) for each in block["elements"]
    )


def _image(block: Json, directory: Names) -> Iterator[str]:
    yield _words(block.get("title"), directory) or str(block["alt_text"])


def _input(block: Json, directory: Names) -> Iterator[str]:
    yield from (_words(block[key], directory) for key in ("label", "hint") if block.get(key))


def _markdown(block: Json, directory: Names) -> Iterator[str]:  # noqa: ARG001 - the same shape as the others
    yield str(block["text"])


def _table(block: Json, directory: Names) -> Iterator[str]:
    for row in block["rows"]:
        yield " | ".join(_cell(cell, directory) for cell in row)


def _cell(cell: Json, directory: Names) -> str:
    if cell["type"] == "rich_text":
        return " ".join(_rich_text(cell, directory))
    return str(cell["text"])


def _rich_text(block: Json, directory: Names) -> Iterator[str]:
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            yield from _rich_list(part, directory)
        else:
            yield _rich_line(part, directory)


def _rich_list(part: Json, directory: Names) -> Iterator[str]:
    for number, item in enumerate(part["elements"], start=1 + int(part.get("offset") or 0)):
        mark = f"{number}." if part.get("style") == "ordered" else "•"
        yield f"{'  ' * int(part.get('indent') or 0)}{mark} {_rich_line(item, directory)}"


def _rich_line(part: Json, directory: Names) -> str:
    return "".join(name_piece(rich_piece(element), directory) for element in part["elements"]).rstrip("\n")


def rich_piece(element: Json) -> Piece:
    """Convert an element of rich text to the piece that the same mrkdwn would give."""
    kind = element["type"]
    if kind == "emoji":
        return Piece("text", f":{element['name']}:")
    if kind == "link":
        return Piece("link", str(element.get("text") or element["url"]), str(element["url"]))
    if kind == "date":
        return Piece("date", str(element.get("fallback", "")), f"{element['timestamp']}^{element['format']}")
    if kind == "broadcast":
        return Piece("everyone", target=str(element["range"]))
    for key in ("user_id", "channel_id"):
        if key in element:
            return Piece(key.removesuffix("_id"), target=str(element[key]))
    return Piece("text", str(element.get("text") or element.get("value") or ""))


_BLOCKS: dict[str, Callable[[Json, Names], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "table": _table,
    "rich_text": _rich_text,
}
