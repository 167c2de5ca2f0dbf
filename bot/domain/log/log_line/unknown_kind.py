"""Find the activity word of a line when it is no message, call or visit."""

import re

from bot.domain.log.log_line.kind_words import KEPT_IN_NOTE, KIND_WORDS, SAYS_ONLY_CONTACT, WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.role_words import AROUND_KIND, BEFORE_NAME, DANGLING, NEXT_WORDS, STILL_TO_DO
from bot.domain.log.log_line.stop_words import NO_NAMES
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import word_set

_MOST_BEFORE = 2
_SMALL = AROUND_KIND | BEFORE_NAME | DANGLING | NEXT_WORDS | STILL_TO_DO
# What follows a number without being done: "3 weken niets gehoord".
_UNITS = word_set(
    """
    uur uren minuten min dag dagen week weken maand maanden jaar jaren euro procent keer maal stuks x hours days weeks
    months years minutes percent times
    """
)
_VERB = re.compile(r"ge\w{2,}(?:d|t|en)|\w{3,}ed")


def find_unknown_kind(line: Line, activities: list[Activity], account: tuple[int, int] | None) -> str | None:
    """Return the word as typed, None when the line has no activity word."""
    place = locate_unknown_kind(line, activities, account)
    return None if place is None else line.slice(*place)


def locate_unknown_kind(
    line: Line, activities: list[Activity], account: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return the tokens of the word, None when the line has no activity word."""
    for form in (WordForm.OTHER, WordForm.TALK):  # "gesproken op de beurs": the fair says more
        for activity in activities:
            if activity.form is form:
                return activity.start, activity.end
    index = _find_counted(line)
    if index is None and account is not None:
        index = _find_beside(line, account)
    return None if index is None else (index, index + 1)


def stays_in_note(line: Line, activity: Activity) -> bool:
    """Return whether the word for an activity says more than its kind: "geen gehoor", or a "lunch" that is a visit."""
    keys = line.keys[activity.start : activity.end]
    if activity.form is WordForm.CHOSEN:
        return not keys or not SAYS_ONLY_CONTACT.issuperset(keys)
    return not KEPT_IN_NOTE.isdisjoint(keys)


def _find_counted(line: Line) -> int | None:
    """Return the word of which the line begins with a number ("4 duiven bij Acme")."""
    if parse_whole_number(line.key(0)) is None or len(line) < 2 or line.hard[1]:  # noqa: PLR2004 - a number and a word
        return None
    return 1 if _is_word(line, 1) and line.keys[1] not in _UNITS else None


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
