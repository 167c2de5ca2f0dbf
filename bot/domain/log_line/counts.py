"""How many of them: a number with the activity, in digits or in words."""

import re
from dataclasses import dataclass

from bot.domain.log_line.kinds import Activity
from bot.domain.log_line.line import Line
from bot.domain.log_line.numbers import NUMBER_WORDS, read_whole
from bot.domain.log_line.role_words import AROUND_KIND
from bot.errors import CountInvalid

MOST_IN_ONE_LINE = 200
_TIMES_WORDS = {
    "twice": 2,
    "thrice": 3,
    "once": 1,
    "tweemaal": 2,
    "driemaal": 3,
    "viermaal": 4,
    "eenmaal": 1,
    "dubbel": 2,
}
_TIMES = frozenset(["x", "keer", "maal", "times", "time", "keren"])
_GLUED_TIMES = re.compile(r"(?:(\d+)x|x(\d+))")
_FRACTION = re.compile(r"\d+[.,]\d+|\d+-\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_BETWEEN = frozenset(
    [
        "korte",
        "kort",
        "koude",
        "cold",
        "warme",
        "warm",
        "nieuwe",
        "new",
        "snelle",
        "quick",
        "short",
        "lange",
        "linkedin",
        "whatsapp",
        "sales",
        "klant",
        "prospect",
        "zakelijke",
        "telefonische",
        "persoonlijke",
        "fysieke",
        "opvolg",
        "followup",
        "teams",
        "zoom",
        "video",
        "online",
        "algemene",
        "gerichte",
        "extra",
        "more",
        "meer",
        "losse",
        "keer",
        "follow",
        "up",
        "phone",
        "outbound",
        "inbound",
        "uitgaande",
        "inkomende",
        "customer",
        "client",
        "site",
        "introductie",
        "e",
    ]
)
_COUNTED = frozenset(
    [
        "leads",
        "lead",
        "klanten",
        "prospects",
        "prospecten",
        "bedrijven",
        "customers",
        "clients",
        "contacts",
        "contacten",
        "relaties",
        "accounts",
        "people",
        "mensen",
        "installateurs",
        "dealers",
        "winkels",
        "companies",
        "adressen",
        "partners",
        "suspects",
        "personen",
    ]
)
_VAGUE = frozenset(
    ["paar", "enkele", "several", "few", "meerdere", "verschillende", "tig", "tientallen", "dozens", "many", "veel"]
)
_NONE = frozenset(["geen", "no", "zero", "nul"])
_ARTICLES = frozenset(["een", "a", "an"])


@dataclass(frozen=True, slots=True)
class Count:
    """A count as it was typed, at the tokens from ``start`` up to ``end``; ``number`` is None when it is not whole."""

    start: int
    end: int
    number: int | None
    typed: str


def find_count(line: Line, activity: Activity, activities: list[Activity]) -> Count | None:
    """Return the count of an activity, None when no number belongs to it.

    Raises CountInvalid for zero, below zero, not whole, or over 200.
    """
    count = (
        _find_before(line, activity, activities)
        or _find_times(line, activity)
        or _find_people(line, activity)
        or _find_behind(line, activity)
    )
    if count is not None and (count.number is None or not 1 <= count.number <= MOST_IN_ONE_LINE):
        raise CountInvalid(count.typed)
    return count


def _find_before(line: Line, activity: Activity, activities: list[Activity]) -> Count | None:
    if line.keys[activity.start] in ("langs", "op", "aan"):
        return None
    index = activity.start - 1
    while index >= 0 and line.taken[index] is None and _stands_between(line, index, activities):
        index -= 1
    return _read_at(line, index)


def _stands_between(line: Line, index: int, activities: list[Activity]) -> bool:
    key = line.keys[index]
    if key in NUMBER_WORDS:
        return False
    return key in _BETWEEN or any(one.start <= index < one.end for one in activities)


def _read_at(line: Line, index: int) -> Count | None:
    if index < 0 or line.taken[index] is not None:
        return None
    key = line.keys[index]
    if key in _ARTICLES:
        return None if line.slice(index, index + 1).lower() not in ("één", "eén") else _count(line, index, index + 1, 1)
    if key in _NONE:
        return _count(line, index, index + 1, 0)
    if key in _VAGUE:
        return _count(line, index - (line.key(index - 1) in _ARTICLES), index + 1, None)
    if key in _TIMES:
        return _read_at(line, index - 1)
    if _THOUSANDS.fullmatch(key):
        return _count(line, index, index + 1, int(key.replace(".", "")))
    if _FRACTION.fullmatch(key) or key in ("anderhalf", "anderhalve", "half", "halve"):
        return _count(line, index, index + 1, None)
    number = read_whole(key)
    return None if number is None else _count(line, index, index + 1, number)


def _count(line: Line, start: int, end: int, number: int | None) -> Count:
    before = line.key(start - 1)
    signed = before in ("-", "−", "–") and line.ends[start - 1] == line.starts[start]
    if signed or before in ("min", "minus"):
        return Count(start - 1, end, None, line.slice(start - 1, end))
    return Count(start, end, number, line.slice(start, end))


def _find_times(line: Line, activity: Activity) -> Count | None:
    for index in _around(line, activity):
        key = line.keys[index]
        if key in _TIMES_WORDS:
            return Count(index, index + 1, _TIMES_WORDS[key], line.slice(index, index + 1))
        glued = _GLUED_TIMES.fullmatch(key)
        if glued is not None:
            return _count(line, index, index + 1, int(glued[1] or glued[2]))
        if key in _TIMES and line.taken[index - 1] is None:
            return _read_times(line, index)
    return None


def _read_times(line: Line, index: int) -> Count | None:
    before, behind = _read_at(line, index - 1), None
    if before is not None:
        return Count(before.start, index + 1, before.number, line.slice(before.start, index + 1))
    if line.keys[index] == "x":
        behind = read_whole(line.key(index + 1))
    return None if behind is None else Count(index, index + 2, behind, line.slice(index, index + 2))


def _around(line: Line, activity: Activity) -> list[int]:
    """Return the free tokens of the clause of an activity, and of a clause behind it that is a count alone."""
    start, end = activity.start, activity.end
    while start > 0 and not line.hard[start - 1]:
        start -= 1
    while end < len(line) and not line.hard[end]:
        end += 1
    indexes = [index for index in range(start, end) if line.taken[index] is None]
    behind = [index for index in range(end + 1, min(end + 3, len(line)))]
    if behind and (behind[-1] + 1 == len(line) or line.hard[behind[-1]] or len(behind) == 1):
        indexes += [index for index in behind if line.taken[index] is None and not line.hard[index]]
    return indexes


def _find_people(line: Line, activity: Activity) -> Count | None:
    for index in (*range(activity.end, activity.end + 4), *range(max(0, activity.start - 3), activity.start)):
        if line.key(index) not in _COUNTED or line.taken[index] is not None:
            continue
        position = index - 1
        while line.key(position) in _BETWEEN:
            position -= 1
        if position != activity.start:
            return _read_at(line, position)
    return None


def _find_behind(line: Line, activity: Activity) -> Count | None:
    index = activity.end
    while line.key(index) in (":", "=") or (
        line.key(index) in AROUND_KIND | {"naar", "to"} and line.key(index) != "een"
    ):
        index += 1
    while index < len(line) and (line.taken[index] is not None or line.keys[index] == ":"):
        index += 1
    if index >= len(line) or not _is_plural(line.keys[activity.end - 1]):
        return None
    ends = index + 1 == len(line) or line.hard[index + 1]
    return _read_at(line, index) if ends and line.keys[index] not in _NONE | _VAGUE else None


def _is_plural(key: str) -> bool:
    return key.endswith(("s", "en", "app", "mail", "call"))
