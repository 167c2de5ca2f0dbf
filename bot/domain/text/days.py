"""Find the days named in a line, in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.text import calendar_words as words
from bot.domain.text.dates import parse_date, parse_ordinal
from bot.domain.text.day import DayContext, DayMention
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.relative_days import parse_ago, parse_offset, parse_span
from bot.domain.text.weekdays import parse_week_number, parse_week_on_weekday, parse_week_then_weekday, parse_weekday
from bot.domain.text.words import word_set

_READERS = (
    parse_offset,
    parse_weekday,
    parse_week_then_weekday,
    parse_week_on_weekday,
    parse_span,
    parse_ago,
    parse_date,
    parse_ordinal,
    parse_week_number,
)
_STARTERS = (
    words.DAY_OFFSETS.keys()
    | words.WEEKDAYS.keys()
    | words.WEEKDAY_PARTS.keys()
    | words.MONTHS.keys()
    | words.PAST_WORDS
    | words.FUTURE_WORDS
    | words.IN_WORDS
    | words.ORDINAL_WORDS.keys()
    | words.NEXT_WEEK_WORDS
    | words.LAST_WEEK_WORDS
    | NUMBER_WORDS.keys()
    | word_set("the de den later earlier eerder day a an one van vd week wk maand month fortnight")
    | {f"{name}{number}" for name in ("wk", "week", "w") for number in range(1, 100)}
)


def find_days(keys: Sequence[str], today: date) -> list[DayMention]:
    """Return the days named in a line; ``keys`` are its folded words, empty where an account is named."""
    at = DayContext(keys, today)
    found, position = [], 0
    while position < len(keys):
        key = keys[position]
        day = _find_at(at, position) if key in _STARTERS or key[:1].isdecimal() else None
        if day is None:
            position += 1
        else:
            found.append(day)
            position = day.end
    return found


def _find_at(at: DayContext, start: int) -> DayMention | None:
    for read in _READERS:
        day = read(at, start)
        if day is not None:
            return _with_part(at, day)
    return None


def _with_part(at: DayContext, day: DayMention) -> DayMention:
    end = at.skip(day.end, ("'", "\u2019", "s", "in", "de", "the"))
    part = words.PARTS_OF_DAY.get(at.key(end))
    return replace(day, end=end + 1, part=part) if part else day
