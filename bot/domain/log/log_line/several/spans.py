"""What stands where in a surveyed line: breaks between its parts, numbers, names, and the words that say nothing."""

import re
from dataclasses import dataclass

from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.role_words import AROUND_KIND, ARTICLES_BEFORE, BEFORE_NAME, DANGLING
from bot.domain.log.log_line.several.breaks import CONNECTORS
from bot.domain.log.log_line.several.survey import Survey
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import word_set

_AMONG_NAMES = word_set("allebei beide both x keer eentje")
SMALL = AROUND_KIND | BEFORE_NAME | DANGLING | ARTICLES_BEFORE | CONNECTORS | _AMONG_NAMES
_NUMBER = re.compile(r"\d+x?|x\d+")


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens from ``start`` up to ``end`` with the activity word ``anchor``, or with its kind only.

    ``spread`` is the token of a count that is the number of accounts in a list, and so is no count of each.
    """

    start: int
    end: int
    anchor: Activity
    has_word: bool = True
    spread: int | None = None


def is_number(line: Line, index: int) -> bool:
    """Return whether a free token is a number; "een" is an article more often."""
    key = line.key(index)
    if not key or line.taken[index] is not None:
        return False
    return _NUMBER.fullmatch(key) is not None or (parse_whole_number(key) is not None and key not in ("een", "one"))


def is_counted(line: Line, activity: Activity) -> bool:
    """Return whether a number stands directly beside an activity word."""
    return is_number(line, activity.start - 1) or is_number(line, activity.end)


def find_count(line: Line, span: Span) -> tuple[int, int] | None:
    """Return the token and the value of the number directly beside the activity word of a span."""
    for index in (span.anchor.start - 1, span.anchor.end):
        if span.start <= index < span.end and is_number(line, index):
            number = parse_whole_number(line.keys[index].strip("x"))
            if number is not None:
                return index, number
    return None


def has_name(survey: Survey, start: int, end: int) -> bool:
    """Return whether a name begins among these tokens."""
    return any(start <= name.start < end for name in survey.names)


def has_day(survey: Survey, start: int, end: int) -> bool:
    """Return whether a day begins among these tokens."""
    return any(start <= day.start < end for day in survey.days)
