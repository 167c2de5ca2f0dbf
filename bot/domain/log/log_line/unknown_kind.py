"""Find the activity word of a line when it is no message, call or visit."""

import re

from bot.domain.log.log_line.kind_words import KIND_WORDS, WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.role_words import AROUND_KIND, BEFORE_NAME, DANGLING, NEXT_WORDS, STILL_TO_DO
from bot.domain.log.log_line.stop_words import NO_NAMES

_MOST_BEFORE = 2
_SMALL = AROUND_KIND | BEFORE_NAME | DANGLING | NEXT_WORDS | STILL_TO_DO
_VERB = re.compile(r"ge\w{2,}(?:d|t|en)|\w{3,}ed")


def find_unknown_kind(line: Line, activities: list[Activity], account: tuple[int, int] | None) -> str | None:
    """Return the word as typed, None when the line has no activity word."""
    for activity in activities:
        if activity.form in (WordForm.OTHER, WordForm.TALK):
            return line.slice(activity.start, activity.end)
    index = _find_beside(line, account) if account is not None else None
    return None if index is None else line.slice(index, index + 1)


def _find_beside(line: Line, account: tuple[int, int]) -> int | None:
    start, end = account
    before = [index for index in range(start) if _is_word(line, index)]
    if start and len(before) <= _MOST_BEFORE and not any(line.hard[:start]):
        return before[0] if before else None
    while end < len(line) and line.keys[end] in AROUND_KIND:
        end += 1
    return end if end < len(line) and _VERB.fullmatch(line.keys[end]) and _is_word(line, end) else None


def _is_word(line: Line, index: int) -> bool:
    key = line.keys[index]
    return (
        line.taken[index] is None
        and key.isalpha()
        and key not in NO_NAMES
        and key not in KIND_WORDS
        and key not in _SMALL
    )
