"""Find the count of an activity, in digits or in words."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.log.errors import CountInvalid, CountUnclear
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.role_words import AROUND_KIND
from bot.domain.text.numbers import NUMBER_WORDS, parse_whole_number
from bot.domain.text.words import word_set

# More in one line is a typo: it would distort the totals of the team.
MOST_IN_ONE_LINE = 200
_LONGEST_COUNT = 2
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
_TIMES = word_set("x keer maal times time keren")
_GLUED_TIMES = re.compile(r"(?:(\d+)x|x(\d+))")
_HALVES = ("half", "halve")
_DOZENS = ("dozijn", "dozen")
_FRACTION = re.compile(r"anderhal(?:f|ve)|hal(?:f|ve)|\d+[.,]\d+|\d+-\d+")
# "08.30 bezoek", "10.00 call": the hour at which it was done.
_CLOCK = re.compile(r"(?:0\d|1\d|2[0-3])\.[0-5][05]")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_BETWEEN = word_set(
    """
    korte kort koude cold warme warm nieuwe new snelle quick short lange linkedin whatsapp sales
    klant prospect zakelijke telefonische persoonlijke fysieke opvolg followup teams zoom video
    online algemene gerichte extra more meer losse keer follow up phone outbound inbound uitgaande
    inkomende customer client site introductie e
    """
)
_COUNTED = word_set(
    """
    leads lead klanten prospects prospecten bedrijven customers clients contacts contacten relaties
    accounts people mensen installateurs dealers winkels companies adressen partners suspects
    personen
    """
)
_ANYBODY = word_set("people mensen personen")
# Plurals that count no people.
_NO_TRADE = AROUND_KIND | word_set(
    """
    minuten uren dagen weken maanden jaren keren minutes hours days weeks months years times offertes offers quotes
    stuks mails calls bezoeken visits berichten messages eens afspraken
    """
)
_VAGUE = word_set(
    """
    paar enkele several few meerdere verschillende tig tientallen dozens many veel
    """
)
_NONE = word_set("geen no zero nul")
_COUNT_WORDS = NUMBER_WORDS.keys() | _TIMES_WORDS.keys() | _VAGUE | _NONE | {"anderhalf", "anderhalve", "half", "halve"}
_ARTICLES = word_set("een a an")
# "om half negen bezocht" is a time.
_BEFORE_HOUR = word_set("half om at rond kwart")
_PAST_HOUR = word_set("over voor past to")
_QUARTERS = word_set("kwart quarter half minuten min minutes")
_BEFORE_COUNT = AROUND_KIND | {"naar", "to"}


@dataclass(frozen=True, slots=True)
class Count:
    """A typed count at the tokens from ``start`` up to ``end``; 0 when it is no whole number.

    ``repeated`` means that one activity was done several times ("twice"), which still requires an account.
    """

    start: int
    end: int
    number: int
    typed: str
    repeated: bool = False


def find_count(line: Line, activity: Activity, activities: list[Activity]) -> Count | None:
    """Return the count that belongs to an activity, None without one.

    Raises:
        CountInvalid: it is zero, negative, not whole, or over 200.
    """
    if not any(key in _COUNT_WORDS or key[:1].isdecimal() or key[-1:].isdecimal() for key in line.keys):
        return None
    _check_bracket(line, activity)
    count = (
        _find_before(line, activity, activities)
        or _find_repeats(line, activity)
        or _find_people(line, activity)
        or _find_behind(line, activity)
        or _find_strangers(line, activity)
    )
    if count is not None and (not 1 <= count.number <= MOST_IN_ONE_LINE):
        raise CountInvalid(count.typed)
    return count


def find_article(line: Line, activity: Activity) -> Count | None:
    """Return the article before an activity as a count of one, None without one: only for a list of counts."""
    before = activity.start - 1
    if line.key(before) not in _ARTICLES or line.taken[before] is not None:
        return None
    return _count(line, before, activity.start, 1)


def _check_bracket(line: Line, activity: Activity) -> None:
    """Refuse "drie (4) mails"; of "drie (3) mails" the bracket says nothing new."""
    end = activity.start
    if [line.key(end - 3), line.key(end - 1)] != ["(", ")"]:
        return
    one, other = parse_whole_number(line.key(end - 4)), parse_whole_number(line.key(end - 2))
    if one is None or other is None:
        return
    if one != other:
        raise CountUnclear(line.slice(end - 4, end))
    line.take(end - 3, end, TokenUse.COUNT)


def _find_before(line: Line, activity: Activity, activities: list[Activity]) -> Count | None:
    if line.keys[activity.start] in ("langs", "op", "aan"):
        return None
    told = {at for one in activities for at in range(one.start, one.end)}
    index = activity.start - 1
    while index >= 0 and line.taken[index] is TokenUse.COUNT:
        index -= 1
    while index >= 0 and line.taken[index] is None and _stands_between(line, index, told):
        index -= 1
    count = _parse_at(line, index)
    return None if count is None else replace(count, end=activity.start)


def _stands_between(line: Line, index: int, told: set[int]) -> bool:
    key = line.keys[index]
    if key in NUMBER_WORDS:
        return False
    return key in _BETWEEN or index in told


def _parse_at(line: Line, index: int) -> Count | None:
    while index >= 0 and line.taken[index] is None and line.keys[index] in _TIMES:
        index -= 1
    if index < 0 or line.taken[index] is not None:
        return None
    key = line.keys[index]
    if (line.key(index - 1) in _BEFORE_HOUR and key not in _DOZENS) or _is_past_hour(line, index):
        return None
    if key in _VAGUE:
        return _count(line, index - (line.key(index - 1) in _ARTICLES), index + 1, 0)
    number = _value_of(line, index)
    if number is None:
        return None
    start = index - 1 if key in _DOZENS and line.key(index - 1) in _HALVES else index
    return _count(line, start, index + 1, number)


def _is_past_hour(line: Line, index: int) -> bool:
    """Return whether a number is the hour of a time with minutes ("kwart over 9 gebeld")."""
    if line.key(index - 1) not in _PAST_HOUR:
        return False
    return line.key(index - 2) in _QUARTERS or parse_whole_number(line.key(index - 2)) is not None


def _value_of(line: Line, index: int) -> int | None:
    """Return the number that a word stands for, 0 when it is not whole, None when it is no number."""
    key = line.keys[index]
    if key in _ARTICLES:
        return 1 if "é" in line.slice(index, index + 1).lower() else None
    if key in _DOZENS and line.key(index - 1) in _HALVES:
        return 6
    if _CLOCK.fullmatch(key):
        return None
    if _FRACTION.fullmatch(key) and not _THOUSANDS.fullmatch(key):
        return 0
    return 0 if key in _NONE else parse_whole_number(key.replace(".", ""))


def _count(line: Line, start: int, end: int, number: int) -> Count:
    before = line.key(start - 1)
    signed = before in ("-", "\u2212", "\u2013") and line.ends[start - 1] == line.starts[start]
    if signed or before in ("min", "minus"):
        return Count(start - 1, end, 0, line.slice(start - 1, end))
    return Count(start, end, number, line.slice(start, end))


def _find_repeats(line: Line, activity: Activity) -> Count | None:
    count = _find_times(line, activity)
    return None if count is None else replace(count, repeated=True)


def _find_times(line: Line, activity: Activity) -> Count | None:
    for index in _around(line, activity):
        key = line.keys[index]
        if key in _TIMES_WORDS:
            return Count(index, index + 1, _TIMES_WORDS[key], line.slice(index, index + 1))
        glued = _GLUED_TIMES.fullmatch(key)
        if glued is not None:
            return _count(line, index, index + 1, int(glued[1] or glued[2]))
        if key in _TIMES and line.taken[index - 1] is None:
            return _parse_times(line, index)
    return None


def _parse_times(line: Line, index: int) -> Count | None:
    before, behind = _parse_at(line, index - 1), None
    if before is not None:
        return Count(before.start, index + 1, before.number, line.slice(before.start, index + 1))
    if line.keys[index] == "x":
        behind = parse_whole_number(line.key(index + 1))
    return None if behind is None else Count(index, index + 2, behind, line.slice(index, index + 2))


def _around(line: Line, activity: Activity) -> list[int]:
    """Return the free tokens of the activity's clause, and of clauses that can hold nothing but a count."""
    start, end = activity.start, activity.end
    while start > 0 and not line.hard[start - 1]:
        start -= 1
    while end < len(line) and not line.hard[end]:
        end += 1
    clauses = [(start, end), *(clause for clause in _split_clauses(line) if clause[1] - clause[0] <= _LONGEST_COUNT)]
    return [index for first, last in clauses for index in range(first, last) if line.taken[index] is None]


def _split_clauses(line: Line) -> list[tuple[int, int]]:
    marks = [-1, *(index for index, hard in enumerate(line.hard) if hard), len(line)]
    return [(before + 1, after) for before, after in pairwise(marks) if after > before + 1]


def _find_people(line: Line, activity: Activity) -> Count | None:
    for index in (*range(activity.end, activity.end + 4), *range(max(0, activity.start - 3), activity.start)):
        if line.key(index) not in _COUNTED or line.taken[index] is not None:
            continue
        if any(line.hard[min(index, activity.end) : max(index, activity.start)]):
            continue
        position = index - 1
        while line.key(position) in _BETWEEN:
            position -= 1
        if position != activity.start:
            count = _parse_at(line, position)
            says_nothing = count is not None and line.keys[index] in _ANYBODY and index > position
            return replace(count, end=index + 1) if count is not None and says_nothing else count
    return None


def _find_strangers(line: Line, activity: Activity) -> Count | None:
    """Return the number of people of some trade in a line without an account ("2 slagers bezocht")."""
    if activity.form is not WordForm.DONE or TokenUse.ACCOUNT in line.taken:
        return None
    for number, noun in ((activity.start - 2, activity.start - 1), (activity.end, activity.end + 1)):
        if number < 0 or noun >= len(line) or any(line.taken[at] is not None or line.hard[at] for at in (number, noun)):
            continue
        count = _parse_at(line, number) if _names_trade(line, noun) else None
        if count is not None and count.number > 1:
            return count
    return None


def _names_trade(line: Line, index: int) -> bool:
    key = line.keys[index]
    return (
        key.endswith(("s", "en")) and key.isalpha() and key not in _NO_TRADE and line.text[line.starts[index]].islower()
    )


def _find_behind(line: Line, activity: Activity) -> Count | None:
    index = activity.end
    while line.key(index) in (":", "=") or (line.key(index) in _BEFORE_COUNT and line.key(index) != "een"):
        index += 1
    while index < len(line) and (line.taken[index] is not None or line.keys[index] == ":"):
        index += 1
    if index >= len(line) or not (_is_plural(line.keys[activity.end - 1]) or index + 1 == _count_words(line)):
        return None
    ends = index + 1 == len(line) or not line.keys[index + 1][:1].isalnum()
    return _parse_at(line, index) if ends and line.keys[index] not in _NONE | _VAGUE else None


def _count_words(line: Line) -> int:
    """Return where the words of a line end, if it holds little else than an activity and a number ("tel: 9")."""
    end = len(line)
    while end and not line.keys[end - 1].isalnum():
        end -= 1
    plain = [key for key, part in zip(line.keys, line.taken, strict=True) if part is None and key.isalnum()]
    return end if len(plain) <= _LONGEST_COUNT else -1


def _is_plural(key: str) -> bool:
    return key.endswith(("s", "en", "app", "mail", "call"))
