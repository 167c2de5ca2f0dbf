"""Read a message as a person does: its lines, words and buttons, without markup; and blank names and figures."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tests.month.auditor.seen import Json

_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_STARS = re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)|(?<=\S)_(?![\w_])|[~`]")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_NUMBER = re.compile(r"\d[\d.,:]*\d|\d")
_QUOTED = re.compile(r"“[^”]*”")
_DAYS = (
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun"
)
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|may|june|july|august|october"
    "|jan|feb|mrt|mar|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec"
)
_DATE = re.compile(
    rf"\b(?:(?:{_DAYS})\.? )?(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})\b(?:,? \d{{4}})?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")


def read_lines(blocks: Sequence[Json]) -> list[str]:
    """Return the readable lines of a message or view in reading order, without buttons and inputs."""
    return [
        line.strip() for block in blocks for text in _read_block(block) for line in text.split("\n") if line.strip()
    ]


def count_words(lines: Iterable[str]) -> int:
    """Return how many words there are to read."""
    return sum(len(_WORD.findall(line)) for line in lines)


def list_buttons(blocks: Sequence[Json]) -> list[str]:
    """Return the labels of what can be pressed or picked, in reading order; an overflow menu counts as one."""
    found = []
    for block in blocks:
        elements = [block["accessory"]] if "accessory" in block else block.get("elements") or []
        if block["type"] in ("section", "actions", "context_actions"):
            found += [_label(each) for each in elements if each.get("type") not in ("image", "mrkdwn", "plain_text")]
    return found


def blank(line: str, names: Iterable[str]) -> str:
    """Return a line with its names, dates and figures taken out, so that two alike are the same."""
    for name in names:
        line = line.replace(name, "@")
    line = _DATE.sub("#", _QUOTED.sub("“”", line))
    return _NUMBER.sub("#", line)


def plain(text: str) -> str:
    """Return mrkdwn as it reads."""
    text = _LINK.sub(lambda found: found[2] or found[1], text)
    text = _STARS.sub("", text)
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _read_block(block: Json) -> Iterator[str]:
    kind = block["type"]
    if kind in ("section", "header", "markdown"):
        parts = [block["text"]] if "text" in block else []
        yield from map(_text, [*parts, *(block.get("fields") or ())])
    elif kind == "context":
        yield from (_text(part) for part in block["elements"] if part["type"] != "image")
    elif kind == "rich_text":
        yield "\n".join(_rich(each) for each in block["elements"])
    elif kind == "image":
        yield str(block.get("alt_text", ""))
    elif kind == "table":
        for row in block["rows"]:
            yield " | ".join(_rich(cell) for cell in row)
    elif kind == "input":
        yield _text(block["label"])


def _text(part: Json | str) -> str:
    if isinstance(part, str):
        return plain(part)
    return plain(part["text"]) if part.get("type") == "mrkdwn" else str(part.get("text", ""))


def _rich(element: Json) -> str:
    if "elements" in element:
        return "".join(_rich(each) for each in element["elements"])
    return str(element.get("text", ""))


def _label(element: Json) -> str:
    words = element.get("text") or element.get("placeholder") or {}
    return str(words.get("text", "…")) if isinstance(words, dict) else "…"
