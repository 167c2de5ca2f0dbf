"""Parse days relative to today: vandaag, over drie weken, twee dagen geleden."""

import re
from datetime import date, timedelta

from bot.domain.text import calendar_words as words
from bot.domain.text.day import DAYS_IN_WEEK, DayContext, DayMention, Tense, add_months
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import word_set

_ABOUT = word_set("ongeveer about zo n circa ca precies")


def parse_offset(at: DayContext, start: int) -> DayMention | None:
    """Parse "vandaag", "gisteren", "this morning" and the like."""
    key = at.keys[start]
    if key in ("deze", "this", "later", "earlier", "eerder"):
        return _parse_two_words(at, start)
    offset = words.DAY_OFFSETS.get(key)
    if offset is None:
        return _parse_english_neighbour(at, start)
    if at.key(start - 1) in ("s", "'s", "goede"):
        return None
    return _shifted(at, start, start + 1, offset, _part_in(key))


def _parse_two_words(at: DayContext, start: int) -> DayMention | None:
    following = at.key(start + 1)
    if (at.keys[start], following) not in words.TWO_WORD_TODAY:
        return None
    return _shifted(at, start, start + 2, 0, words.PARTS_OF_DAY.get(following))


def _parse_english_neighbour(at: DayContext, start: int) -> DayMention | None:
    begin = start + 1 if at.keys[start] == "the" else start
    if at.key(begin) == "last" and at.key(begin + 1) == "night":
        return _shifted(at, start, begin + 2, -1, "pm")
    if at.key(begin) != "day" or at.key(begin + 1) not in ("before", "after"):
        return None
    offset = {"yesterday": -2, "tomorrow": 2}.get(at.key(begin + 2))
    return None if offset is None else _shifted(at, start, begin + 3, offset)


def _shifted(at: DayContext, start: int, end: int, offset: int, part: str | None = None) -> DayMention:
    day = at.today + timedelta(days=offset)
    tense = Tense.TODAY if not offset else Tense.FUTURE if offset > 0 else Tense.PAST
    return DayMention(start, end, tense, day, day, part)


def span_at(at: DayContext, start: int) -> tuple[int, str, int] | None:
    """Return count, unit and end of the span after ``start`` ("over *drie weken*")."""
    position = at.skip(start + 1, _ABOUT)
    key = at.key(position)
    count = 1 if key in ("a", "an") else parse_whole_number(key)
    glued = re.fullmatch(r"(\d{1,3})(d|w|dgn|wk|wkn|mnd)", key)
    if glued is not None:
        unit = {"d": "day", "w": "week"}.get(glued[2]) or words.UNITS[glued[2]]
        return int(glued[1]), unit, position + 1
    if key == "fortnight" or at.key(position + 1) == "fortnight":
        return 2, "week", position + (1 if key == "fortnight" else 2)
    unit = words.UNITS.get(at.key(position + 1), "")
    return (count, unit, position + 2) if count is not None and unit else None


def parse_span(at: DayContext, start: int) -> DayMention | None:
    """Parse "over drie weken", counted from today and not shifted for weekends."""
    if at.keys[start] not in words.IN_WORDS:
        return None
    span = span_at(at, start)
    if span is None:
        return None
    count, unit, end = span
    if at.key(end) in ("time", "tijd"):
        end += 1
    day = _count_from_today(at, count, unit)
    if day is None or at.key(end) in words.AGO_WORDS - {"terug"}:
        return None
    return DayMention(start, end, Tense.FUTURE, day, day)


def parse_ago(at: DayContext, start: int) -> DayMention | None:
    """Parse "twee weken geleden" or "two weeks from now"."""
    span = span_at(at, start - 1) or _bare_unit_at(at, start)
    if span is None or at.key(start - 1) in words.IN_WORDS:
        return None
    count, unit, end = span
    if at.key(end) == "from" and at.key(end + 1) in ("now", "today"):
        day = _count_from_today(at, count, unit)
        return None if day is None else DayMention(start, end + 2, Tense.FUTURE, day, day)
    if at.key(end) not in words.AGO_WORDS:
        return None
    day = _count_from_today(at, -count, unit)
    return None if day is None else DayMention(start, end + 1, Tense.PAST, day, day)


def _bare_unit_at(at: DayContext, start: int) -> tuple[int, str, int] | None:
    """Return the span of "week geleden", typed without its article."""
    unit = at.keys[start] if at.keys[start] in ("week", "maand", "month") else ""
    return (1, words.UNITS[unit], start + 1) if unit and at.key(start + 1) in words.AGO_WORDS - {"terug"} else None


def _count_from_today(at: DayContext, count: int, unit: str) -> date | None:
    try:
        if unit in ("day", "week"):
            return at.today + timedelta(days=count * (DAYS_IN_WEEK if unit == "week" else 1))
        return add_months(at.today, count * (12 if unit == "year" else 1))
    except (OverflowError, ValueError):
        return None


def _part_in(key: str) -> str | None:
    if key.endswith(("ochtend", "voormiddag", "vroeg")) or key == "vanmorgen":
        return "am"
    return "pm" if key.endswith(("middag", "avond")) or key == "tonight" else None
