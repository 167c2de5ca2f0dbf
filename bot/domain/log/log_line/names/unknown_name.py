"""Extract the name of a new account from a line, as a user would want to see it."""

from itertools import takewhile

from bot.domain.log.log_line.account_mention import find_quoted
from bot.domain.log.log_line.kind_words import KIND_WORDS
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.names.people_places import is_person_or_place
from bot.domain.log.log_line.role_words import AROUND_KIND, ARTICLES_BEFORE, BEFORE_NAME, SURE_BEFORE_NAME
from bot.domain.log.log_line.stop_words import NO_NAMES
from bot.domain.text.day import DayMention
from bot.domain.text.name_form import AND_WORDS, FAMILY_WORDS, LEGAL_FORMS
from bot.domain.text.words import word_set

_INSIDE_NAMES = word_set(
    """
    van der den de het 't t ter ten te op aan in v/d vd la le du of the & en and + ' .
    """
)
_LONGEST_CLAUSE = 4
# Behind a person's name, these lead to where that person works.
_WHERE, _LONGEST_PERSON = ("at", "bij"), 2
_LONGEST_NAME = 6
_SMALL = ARTICLES_BEFORE | BEFORE_NAME
_TRIMMED = AND_WORDS | _INSIDE_NAMES


def cut_unknown_name(
    line: Line, *, activity: tuple[int, int], sure_only: bool, with_capital: bool = False
) -> tuple[int, int] | None:
    """Return the tokens of the name, None when the line has none.

    ``activity`` are the tokens of the activity; ``sure_only`` requires a name that cannot be anything else, or
    ``with_capital`` one that begins with a capital right behind the activity.
    """
    quoted = find_quoted(line)
    if quoted is not None and not (sure_only and _is_said(line, *quoted)):
        return quoted
    for first in _find_starts(line, activity):
        start, end = _skip_person(line, first, find_name_end(line, first))
        if sure_only and end > start and _is_nobody(line, start, end):
            continue
        if end > start and (not sure_only or _is_sure(line, start, end)):
            return trim_name(line, start, end)
        if end > start and with_capital and start == activity[1] and _is_capital(line, start):
            return trim_name(line, start, end)
    return None


def _skip_person(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return the name of the account behind that of a person there ("called Tom at Seaview Catering"), or the same."""
    is_person = start < end <= start + _LONGEST_PERSON and _is_capital(line, start)
    if not is_person or line.key(end) not in _WHERE or end + 1 >= len(line) or not _is_capital(line, end + 1):
        return start, end
    there = find_name_end(line, end + 1)
    return (end + 1, there) if there > end + 1 else (start, end)


def _is_said(line: Line, start: int, end: int) -> bool:
    """Return whether words between quotes are what somebody said: many, or without a capital."""
    return end - start > _LONGEST_NAME or not line.text[line.starts[start]].isupper()


def _is_nobody(line: Line, start: int, end: int) -> bool:
    """Return whether words beside an activity are a person, a place or a number, and no account."""
    if line.keys[start].isdecimal() and end == start + 1:
        return True
    return line.key(start - 1) == "in" or is_person_or_place(list_name_keys(line, start, end))


def list_name_keys(line: Line, start: int, end: int) -> list[str]:
    """Return the folded words of a name, up to where its capitals end when it begins with one ("Keith away")."""
    if not line.text[line.starts[start]].isupper():
        return line.keys[start:end]
    capitals = takewhile(lambda at: line.text[line.starts[at]].isupper(), range(start, end))
    return [line.keys[at] for at in capitals]


def find_capital_name(line: Line, days: list[DayMention]) -> tuple[int, int] | None:
    """Return the tokens of a capitalised unknown name that was partly parsed as a day ("met Over Morgen Advies")."""
    taken = line.taken
    line.clear()
    begins = {day.start for day in days}
    try:
        for index in range(len(line) - 2):
            if line.keys[index] in SURE_BEFORE_NAME and _is_capital(line, index + 1) and _is_capital(line, index + 2):
                end = find_name_end(line, index + 1)
                if not begins.isdisjoint(range(index + 1, end)):
                    return trim_name(line, index + 1, end)
        return None
    finally:
        line.taken = taken


def _find_starts(line: Line, activity: tuple[int, int]) -> list[int]:
    first, last = _clause_around(line, activity)
    behind = [index + 1 for index in range(activity[1], last) if _leads_up(line, index)]
    before = [index + 1 for index in range(first, activity[0]) if _leads_up(line, index)]
    starts = [activity[1], *behind, *before, first]
    if line.key(activity[1]) in (":", "-", "\u2013"):
        starts.append(activity[1] + 1)
    if first and _first_clause_length(line) <= _LONGEST_CLAUSE:
        starts.append(0)
    behind_small = _skip_small(line)
    return list(dict.fromkeys(behind_small[start] for start in starts))


def _clause_around(line: Line, activity: tuple[int, int]) -> tuple[int, int]:
    first, last = activity
    while first > 0 and not line.hard[first - 1]:
        first -= 1
    while last < len(line) and not line.hard[last]:
        last += 1
    return first, last


def _first_clause_length(line: Line) -> int:
    return next((index for index, hard in enumerate(line.hard) if hard), len(line))


def _skip_small(line: Line) -> list[int]:
    """Return for each token, and for the end, the earliest start of a name that is searched from there."""
    behind = list(range(len(line) + 1))
    for index in reversed(range(len(line))):
        if not line.hard[index] and _is_skipped(line, index) and not _opens_name(line, index):
            behind[index] = behind[index + 1]
    return behind


def _leads_up(line: Line, index: int) -> bool:
    return line.keys[index] in SURE_BEFORE_NAME and not _opens_name(line, index)


def _opens_name(line: Line, index: int) -> bool:
    """Return whether this is the "van" of a family name: next to an article or another small word."""
    if line.keys[index] not in ("van", "v/d", "vd") or line.taken[index] is not None:
        return False
    return line.key(index + 1) in ("de", "der", "den", "het", "'") or line.key(index - 1) in SURE_BEFORE_NAME


def _is_skipped(line: Line, index: int) -> bool:
    key = line.keys[index]
    if line.taken[index] is not None:
        return True
    if key in _SMALL:
        return not _is_capital(line, index)
    return key in AROUND_KIND and not _is_capital(line, index)


def _is_capital(line: Line, index: int) -> bool:
    return index > 0 and line.text[line.starts[index]].isupper() and not line.is_shouted


def find_name_end(line: Line, start: int) -> int:
    """Return where a name that begins with a token ends; the token itself when none begins there."""
    if start >= len(line) or line.taken[start] is not None:
        return start
    if _ends_name(line, start) and not _opens_name(line, start):
        return start
    capital = line.text[line.starts[start]].isupper() and not line.is_shouted
    end = start + 1
    while end < len(line) and end - start < _LONGEST_NAME and _goes_on(line, end, capital=capital):
        end += 1
    return end


def _goes_on(line: Line, index: int, *, capital: bool) -> bool:
    key = line.keys[index]
    if key == "." and index + 1 < len(line) and not line.hard[index]:
        return True
    if line.hard[index] or line.taken[index] is not None:
        return False
    if key in LEGAL_FORMS or key in ("&", "+") or (key in AND_WORDS and line.key(index + 1) in FAMILY_WORDS):
        return True
    if capital:
        return line.text[line.starts[index]].isupper() or key[0].isdecimal() or _links(line, index)
    return not _ends_name(line, index)


def _links(line: Line, index: int) -> bool:
    """Return whether this is a small word inside a name: a capital follows ("Bloemen Over de Berg")."""
    for following in range(index + 1, min(index + 1 + _LONGEST_NAME, len(line))):
        if line.keys[following - 1] not in _INSIDE_NAMES:
            return False
        if line.text[line.starts[following]].isupper():
            return True
    return False


def _ends_name(line: Line, index: int) -> bool:
    key = line.keys[index]
    if line.hard[index] or not key[0].isalnum():
        return key not in ("&", "+", "'", "\u2019")
    if index > 0 and _is_capital(line, index):
        return False
    return key in NO_NAMES or key in KIND_WORDS or key == "in" or (key in SURE_BEFORE_NAME and key not in _INSIDE_NAMES)


def trim_name(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """Return a name without the small words at its end, None when nothing is left."""
    while end > start and line.keys[end - 1] in _TRIMMED and line.keys[end - 1] not in ("'", "t"):
        end -= 1
    return (start, end) if end > start else None


def _is_sure(line: Line, start: int, end: int) -> bool:
    if any(key in LEGAL_FORMS for key in line.keys[start:end]):
        return True
    before = line.key(start - 1) if start else ""
    capital = line.text[line.starts[start]].isupper() and not line.is_shouted
    return capital and before in SURE_BEFORE_NAME and line.taken[start] is None
