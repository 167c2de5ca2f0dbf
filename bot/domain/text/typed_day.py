"""Parse a text that is a day and nothing else: 31-12-2027, eind maart, Q3 2027, over 3 maanden, end of next year."""

import re
from datetime import date
from itertools import pairwise

from bot.domain.text.calendar_words import MONTHS
from bot.domain.text.day import MONTHS_IN_YEAR, Tense, add_months, make_date
from bot.domain.text.days import find_days
from bot.domain.text.words import fold, fold_word, split_tokens

LONGEST = 60
_ENDS = {"eind", "einde", "ultimo", "end", "late"}
_BEGINS = {"begin", "start", "early", "beginning"}
_SMALL = {"van", "of", "the", "het", "tot", "t/m", "until", "till", "per", "op", "on", "by", "de", "en", "met"}
_QUARTER = re.compile(r"[qk]([1-4])|([1-4])e?q")
_YEAR = re.compile(r"20\d\d")
_NEXT_YEAR, _THIS_YEAR = {"volgend", "next", "komend"}, {"dit", "this"}
_MONTH_COUNT = re.compile(r"(?:over|in) (\d{1,2}) (?:maand|maanden|month|months|mnd)")
_YEAR_COUNT = re.compile(r"(?:over|in) (\d{1,2}|een|a|one) (?:jaar|jaren|year|years)")
_MOST_YEARS = 30
_MONTHS_IN_QUARTER, _LAST_DAY = 3, 31


def parse_typed_day(text: str, today: date) -> date | None:
    """Return the local day that a text names, the first one to come where it leaves the year open; None for no day.

    A month, quarter or year by itself means its last day, as in "contract until March".
    """
    folded = " ".join(fold(text[:LONGEST]).split())
    words = [fold_word(token) for token, _, _ in split_tokens(folded) if token not in {",", "."}]
    words = [word for word in words if word not in _SMALL] if len(words) > 1 else words
    if not words:
        return None
    return _parse_count(folded, today) or _parse_period(words, today) or _parse_exact(words, today)


def _parse_count(text: str, today: date) -> date | None:
    """Parse "over 3 maanden", "in 2 years"."""
    if found := _MONTH_COUNT.fullmatch(text):
        return add_months(today, int(found[1]))
    if found := _YEAR_COUNT.fullmatch(text):
        years = int(found[1]) if found[1].isdecimal() else 1
        return add_months(today, years * MONTHS_IN_YEAR) if years <= _MOST_YEARS else None
    return None


def _parse_period(words: list[str], today: date) -> date | None:
    """Parse a month, quarter or year, with or without "eind": its last day, with "begin" its first."""
    rest, is_first = [word for word in words if word not in _ENDS], False
    if rest and rest[0] in _BEGINS:
        rest, is_first = rest[1:], True
    rest, year = _take_year(rest, today)
    months = _find_months(rest)
    if months is None or (not rest and year is None):
        return None
    first, last = months
    if year is None:
        year = today.year + (_end_month(today.year, last) < today)
    return date(year, first, 1) if is_first else _end_month(year, last)


def _take_year(words: list[str], today: date) -> tuple[list[str], int | None]:
    if words and _YEAR.fullmatch(words[-1]):
        return words[:-1], int(words[-1])
    if words in (["jaar"], ["year"]):
        return [], today.year
    for place, (word, following) in enumerate(pairwise(words)):
        if following in {"jaar", "year"} and word in _NEXT_YEAR | _THIS_YEAR:
            return words[:place] + words[place + 2 :], today.year + (word in _NEXT_YEAR)
    return words, None


def _find_months(words: list[str]) -> tuple[int, int] | None:
    """Return the first and the last month of a year, a quarter or a month."""
    if not words:
        return 1, MONTHS_IN_YEAR
    if len(words) > 1:
        return None
    if found := _QUARTER.fullmatch(words[0]):
        last = int(found[1] or found[2]) * _MONTHS_IN_QUARTER
        return last - _MONTHS_IN_QUARTER + 1, last
    month = MONTHS.get(words[0])
    return (month, month) if month else None


def _end_month(year: int, month: int) -> date:
    return next(day for number in range(_LAST_DAY, 0, -1) if (day := make_date(year, month, number)))


def _parse_exact(words: list[str], today: date) -> date | None:
    """Parse a day that takes the whole text."""
    found = find_days(words, today)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)):
        return None
    day = found[0]
    if day.tense is Tense.PAST:
        return day.past
    return day.future or (today if day.tense is Tense.TODAY else None)
