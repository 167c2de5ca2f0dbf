"""The days that a line names, each as the day it would be in the past and the day it would be in the future."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from bot.domain.log_line import calendar_words as words
from bot.domain.log_line.numbers import NUMBER_WORDS, read_whole


class Tense(Enum):
    """What a day says by itself about when it is."""

    PAST = auto()
    TODAY = auto()
    FUTURE = auto()
    OPEN = auto()  # vrijdag, 24 maart: the rest of the line tells


@dataclass(frozen=True, slots=True)
class Day:
    """A day named by the tokens from ``start`` up to ``end``.

    ``past`` and ``future`` are what it is when it has been and when it is to come; both None when the calendar has
    no such day. ``part`` is the part of the day ("am", "pm"), if one was said.
    """

    start: int
    end: int
    tense: Tense
    past: date | None
    future: date | None
    part: str | None = None


_ORDINAL = re.compile(r"(\d{1,2})(?:e|de|ste|ten|st|nd|rd|th)")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEAR = re.compile(r"20\d\d")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:e|de|ste|st|nd|rd|th)?")
_AMOUNTS = frozenset(
    [
        "stuks",
        "weken",
        "week",
        "dagen",
        "dag",
        "maanden",
        "maand",
        "jaar",
        "uur",
        "uren",
        "man",
        "mensen",
        "personen",
        "keer",
        "x",
        "%",
        "procent",
        "euro",
        "km",
        "m",
        "meter",
        "ton",
        "kg",
        "pallets",
        "woningen",
        "stuk",
        "weeks",
        "days",
        "months",
        "years",
        "hours",
        "people",
        "pieces",
        "times",
        "per",
        "k",
        "units",
        "rooms",
        "fte",
        "mm",
        "cm",
        "m2",
        "liter",
    ]
)
_NOT_DAYS = frozenset(
    [
        "verdieping",
        "keer",
        "kwartaal",
        "offerte",
        "bezoek",
        "gesprek",
        "week",
        "fase",
        "locatie",
        "vestiging",
        "man",
        "helft",
        "ronde",
        "contact",
        "call",
        "mail",
        "optie",
        "floor",
        "time",
        "visit",
        "quarter",
        "option",
        "phase",
        "location",
        "half",
        "round",
        "lijn",
        "klas",
        "plaats",
        "kans",
        "floor",
        "meeting",
        "afspraak",
        "versie",
        "order",
        "machine",
        "poging",
        "attempt",
        "lijn",
        "factuur",
        "herinnering",
        "etage",
        "generatie",
        "one",
    ]
)
_FEBRUARY, _LEAP_DAY = 2, 29
_WEEK = 7
_SURE_ORDINAL = 10


@dataclass(frozen=True, slots=True)
class DayFinder:
    """Finds the days in a line, reckoned from ``today``; ``keys`` holds nothing where an account is named."""

    keys: Sequence[str]
    today: date

    def find_all(self) -> list[Day]:
        """Return the days in the order of the line."""
        found, position = [], 0
        while position < len(self.keys):
            day = self._find_at(position) if self._may_start(position) else None
            if day is None:
                position += 1
            else:
                found.append(day)
                position = day.end
        return found

    def _key(self, index: int) -> str:
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def _may_start(self, index: int) -> bool:
        key = self.keys[index]
        return key in _STARTERS or key[:1].isdecimal()

    def _find_at(self, start: int) -> Day | None:
        for read in (
            self._read_offset,
            self._read_weekday,
            self._read_week_then_weekday,
            self._read_span,
            self._read_ago,
            self._read_date,
            self._read_ordinal,
            self._read_week_number,
        ):
            day = read(start)
            if day is not None:
                return self._with_part(day)
        return None

    def _with_part(self, day: Day) -> Day:
        end = day.end
        while self._key(end) in ("'", "’", "s", "in", "de", "the"):
            end += 1
        part = words.PARTS_OF_DAY.get(self._key(end))
        return replace(day, end=end + 1, part=part) if part else day

    # today, tomorrow, yesterday

    def _read_offset(self, start: int) -> Day | None:
        key = self.keys[start]
        if key in ("deze", "this", "later", "earlier", "eerder"):
            return self._read_two_words(start)
        offset = words.DAY_OFFSETS.get(key)
        if offset is None:
            return self._read_english_neighbour(start)
        if self._key(start - 1) in ("s", "'s", "goede"):
            return None
        return self._shifted(start, start + 1, offset, _part_in(key))

    def _read_two_words(self, start: int) -> Day | None:
        following = self._key(start + 1)
        if (self.keys[start], following) not in words.TWO_WORD_TODAY:
            return None
        return self._shifted(start, start + 2, 0, words.PARTS_OF_DAY.get(following))

    def _read_english_neighbour(self, start: int) -> Day | None:
        begin = start + 1 if self.keys[start] == "the" else start
        if self._key(begin) == "last" and self._key(begin + 1) == "night":
            return self._shifted(start, begin + 2, -1, "pm")
        if self._key(begin) != "day" or self._key(begin + 1) not in ("before", "after"):
            return None
        offset = {"yesterday": -2, "tomorrow": 2}.get(self._key(begin + 2))
        return None if offset is None else self._shifted(start, begin + 3, offset)

    def _shifted(self, start: int, end: int, offset: int, part: str | None = None) -> Day:
        day = self.today + timedelta(days=offset)
        tense = Tense.TODAY if not offset else Tense.FUTURE if offset > 0 else Tense.PAST
        return Day(start, end, tense, day, day, part)

    # vrijdag, afgelopen vrijdag, vrijdag over een week

    def _read_weekday(self, start: int) -> Day | None:
        key, position, tense = self.keys[start], start, Tense.OPEN
        if key in words.PAST_WORDS:
            position, tense = start + 1, Tense.PAST
        elif key in words.FUTURE_WORDS:
            position, tense = start + 1, Tense.FUTURE
        named = self._weekday_at(position, expected=tense is not Tense.OPEN)
        if named is None:
            return None
        weekday, part = named
        return self._finish_weekday(Day(start, position + 1, tense, None, None, part), weekday)

    def _weekday_at(self, index: int, *, expected: bool) -> tuple[int, str | None] | None:
        key = self._key(index)
        if key in words.WEEKDAY_PARTS:
            return words.WEEKDAY_PARTS[key]
        weekday = words.WEEKDAYS.get(key)
        if weekday is None or not (expected or key not in words.DOUBTFUL_WEEKDAYS or self._expects_day(index)):
            return None
        return weekday, None

    def _expects_day(self, index: int) -> bool:
        key, following, before = self.keys[index], self._key(index + 1), self._key(index - 1)
        if _NUMERIC.fullmatch(following) or (following == "." and self._key(index + 2)[:1].isdecimal()):
            return True
        if following[:1].isdecimal() and (self._key(index + 2) in words.MONTHS or key not in ("do", "sat", "zo")):
            return True
        if re.fullmatch(r"\d{1,2}([:u]\d{2}|u|h|uur|am|pm)|\d{1,2}\.\d{2}", following):
            return True
        if following in ("om", "at", "jl", "as", "aanstaande") or before in _DAY_EXPECTED:
            return True
        if key in ("zo", "do", "sat", "sun", "mon", "za", "vrij"):
            return False
        return True

    def _finish_weekday(self, day: Day, weekday: int) -> Day:
        past, future = self._last(weekday), self._first(weekday)
        day = replace(day, past=past, future=future)
        key = self._key(day.end)
        if key in words.PAST_AFTER:
            return replace(day, end=day.end + 1, tense=Tense.PAST)
        if key in words.FUTURE_AFTER:
            return self._weekday_on_date(replace(day, end=day.end + 1, tense=Tense.FUTURE), weekday)
        return self._weekday_in_week(day, weekday) or self._weekday_on_date(day, weekday)

    def _weekday_in_week(self, day: Day, weekday: int) -> Day | None:
        span = self._span_at(day.end) if self._key(day.end) in ("over", "in") else None
        if span is not None and span[1] in ("week", "day") and day.future is not None:
            count, unit, end = span
            later = timedelta(days=count * (_WEEK if unit == "week" else 1))
            return replace(day, end=end, tense=Tense.FUTURE, past=None, future=day.future + later)
        position = day.end
        while self._key(position) in ("in", "of", "van", "de", "the"):
            position += 1
        number = self._week_number_at(position)
        if number is not None:
            return self._in_numbered_week(day.start, number[1], number[0], weekday)
        if self._key(position + 1) not in words.WEEK_WORDS:
            return None
        return self._in_week(day, self._key(position), position + 2, weekday)

    def _in_week(self, day: Day, modifier: str, end: int, weekday: int) -> Day | None:
        if modifier in words.NEXT_WEEK_WORDS:
            return replace(day, end=end, tense=Tense.FUTURE, future=self._in_iso_week(1, weekday), past=None)
        if modifier in words.LAST_WEEK_WORDS:
            return replace(day, end=end, tense=Tense.PAST, past=self._in_iso_week(-1, weekday), future=None)
        if modifier in words.THIS_WEEK_WORDS:
            this = self._in_iso_week(0, weekday)
            tense = Tense.PAST if this < self.today else Tense.FUTURE if this > self.today else Tense.TODAY
            return replace(day, end=end, tense=tense, past=this, future=this)
        return None

    def _read_week_then_weekday(self, start: int) -> Day | None:
        if self._key(start + 1) not in words.WEEK_WORDS:
            return None
        position = start + 2
        while self._key(position) in ("op", "on", "de"):
            position += 1
        named = self._weekday_at(position, expected=True)
        if named is None:
            return None
        weekday, part = named
        day = self._in_week(
            Day(start, position + 1, Tense.OPEN, None, None, part), self.keys[start], position + 1, weekday
        )
        return None if day is None else self._weekday_on_date(day, weekday)

    def _weekday_on_date(self, day: Day, weekday: int) -> Day:
        position = day.end
        while self._key(position) in (",", ".", "de", "the", "op", "on"):
            position += 1
        dated = self._read_date(position) or self._read_ordinal(position, sure=True)
        if dated is None:
            return day
        past = dated.past if dated.past is not None and dated.past.weekday() == weekday else None
        future = dated.future if dated.future is not None and dated.future.weekday() == weekday else None
        tense = dated.tense if day.tense is Tense.OPEN else day.tense
        return Day(day.start, dated.end, tense, past, future, day.part)

    def _last(self, weekday: int) -> date:
        return self.today - timedelta(days=(self.today.weekday() - weekday - 1) % _WEEK + 1)

    def _first(self, weekday: int) -> date:
        return self.today + timedelta(days=(weekday - self.today.weekday() - 1) % _WEEK + 1)

    def _in_iso_week(self, weeks: int, weekday: int) -> date:
        return self.today + timedelta(days=weeks * _WEEK + weekday - self.today.weekday())

    # over drie weken, twee dagen geleden

    def _span_at(self, start: int) -> tuple[int, str, int] | None:
        position = start + 1
        while self._key(position) in ("ongeveer", "about", "zo", "n", "circa", "ca", "precies"):
            position += 1
        key = self._key(position)
        count = 1 if key in ("a", "an") else read_whole(key)
        glued = re.fullmatch(r"(\d{1,3})(d|w|dgn|wk|wkn|mnd)", key)
        if glued is not None:
            unit = {"d": "day", "w": "week"}.get(glued[2]) or words.UNITS[glued[2]]
            return int(glued[1]), unit, position + 1
        unit = words.UNITS.get(self._key(position + 1), "")
        return (count, unit, position + 2) if count is not None and unit else None

    def _read_span(self, start: int) -> Day | None:
        if self.keys[start] not in words.IN_WORDS:
            return None
        span = self._span_at(start)
        if span is None:
            return None
        count, unit, end = span
        if self._key(end) in ("time", "tijd"):
            end += 1
        day = self._count_from_today(count, unit)
        if day is None or self._key(end) in words.AGO_WORDS - {"terug"}:
            return None
        return Day(start, end, Tense.FUTURE, day, day)

    def _read_ago(self, start: int) -> Day | None:
        span = self._span_at(start - 1)
        if span is None or self._key(start - 1) in words.IN_WORDS:
            return None
        count, unit, end = span
        if self._key(end) == "from" and self._key(end + 1) in ("now", "today"):
            day = self._count_from_today(count, unit)
            return None if day is None else Day(start, end + 2, Tense.FUTURE, day, day)
        if self._key(end) not in words.AGO_WORDS:
            return None
        day = self._count_from_today(-count, unit)
        return None if day is None else Day(start, end + 1, Tense.PAST, day, day)

    def _count_from_today(self, count: int, unit: str) -> date | None:
        try:
            if unit in ("day", "week"):
                return self.today + timedelta(days=count * (_WEEK if unit == "week" else 1))
            return _add_months(self.today, count * (12 if unit == "year" else 1))
        except (OverflowError, ValueError):
            return None

    # 24 maart, 26-3, march 24th, de 24e

    def _read_date(self, start: int) -> Day | None:
        return self._read_numeric(start) or self._read_day_month(start) or self._read_month_day(start)

    def _read_numeric(self, start: int) -> Day | None:
        key = self._key(start)
        iso = _ISO.fullmatch(key)
        if iso is not None:
            return self._dated(start, start + 1, int(iso[3]), int(iso[2]), int(iso[1]))
        found = _NUMERIC.fullmatch(key)
        if found is None:
            return None
        day, mark, month, year = found.groups()
        if mark == "." and year is None and not self._is_dotted_date(start, int(day), month):
            return None
        if year is None and (self._key(start + 1) in _AMOUNTS or int(month) > 12 or int(day) > 39):
            return None
        full_year = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
        return self._dated(start, start + 1, int(day), int(month), full_year)

    def _is_dotted_date(self, start: int, day: int, month: str) -> bool:
        return self._key(start - 1) in words.WEEKDAYS and (day >= 24 or len(month) == 1)

    def _read_day_month(self, start: int) -> Day | None:
        found = _DAY_OF_MONTH.fullmatch(self._key(start))
        number = int(found[1]) if found else words.ORDINAL_WORDS.get(self._key(start))
        if number is None:
            number = NUMBER_WORDS.get(self._key(start))
        if number is None:
            return None
        position = start + 1
        while self._key(position) in ("of", "."):
            position += 1
        month = words.MONTHS.get(self._key(position))
        if month is None or (self._key(position) == "may" and not found):
            return None
        return self._with_year(start, position + 1, number, month)

    def _read_month_day(self, start: int) -> Day | None:
        month = words.MONTHS.get(self._key(start))
        position = start + 2 if self._key(start + 1) == "the" else start + 1
        found = _DAY_OF_MONTH.fullmatch(self._key(position))
        if month is None or found is None or self._key(position + 1) in _AMOUNTS:
            return None
        if found[0] == found[1] and self._key(start) in ("mar", "may", "mei", "maart", "juni", "juli", "augustus"):
            return None if self._key(start) != "may" else self._with_year(start, position + 1, int(found[1]), month)
        return self._with_year(start, position + 1, int(found[1]), month)

    def _with_year(self, start: int, end: int, day: int, month: int) -> Day:
        position = end
        while self._key(position) in (",", "."):
            position += 1
        following = self._key(position)
        if _YEAR.fullmatch(following):
            return self._dated(start, position + 1, day, month, int(following))
        return self._dated(start, end, day, month, None)

    def _dated(self, start: int, end: int, day: int, month: int, year: int | None) -> Day:
        if year is not None:
            exact = _make_date(year, month, day)
            tense = Tense.OPEN
            if exact is not None:
                tense = Tense.PAST if exact < self.today else Tense.FUTURE if exact > self.today else Tense.TODAY
            return Day(start, end, tense, exact, exact)
        return Day(start, end, Tense.OPEN, self._most_recent(day, month), self._first_coming(day, month))

    def _most_recent(self, day: int, month: int) -> date | None:
        before = (month, day) <= (self.today.month, self.today.day)
        return _make_date(self.today.year - (not before), month, day)

    def _first_coming(self, day: int, month: int) -> date | None:
        after = (month, day) >= (self.today.month, self.today.day)
        return _make_date(self.today.year + (not after), month, day)

    def _read_ordinal(self, start: int, *, sure: bool = False) -> Day | None:
        begin = start + 1 if self._key(start) in ("de", "the", "den") else start
        found = _ORDINAL.fullmatch(self._key(begin))
        if found is None or (begin == start and not sure and self._key(start - 1) not in ("op", "on", "tot")):
            return None
        number = int(found[1])
        following = self._key(begin + 1)
        if following in _NOT_DAYS or (number < _SURE_ORDINAL and not sure and self._is_noun_after(following)):
            return None
        return Day(start, begin + 1, Tense.OPEN, self._day_of_month(number, -1), self._day_of_month(number, 1))

    def _is_noun_after(self, key: str) -> bool:
        return key.isalpha() and key not in _AFTER_ORDINAL

    def _day_of_month(self, number: int, step: int) -> date | None:
        if not 1 <= number <= 31:
            return None
        first = self.today.replace(day=1)
        for months in range(12):
            month = _add_months(first, step * months)
            found = _make_date(month.year, month.month, number)
            if found is not None and (found >= self.today if step > 0 else found <= self.today):
                return found
        return None

    # wk 14

    def _week_number_at(self, start: int) -> tuple[int, int] | None:
        key = self._key(start)
        glued = re.fullmatch(r"(?:wk|week|w)(\d{1,2})", key)
        if glued is not None:
            return int(glued[1]), start + 1
        if key not in ("week", "wk"):
            return None
        position = start + 2 if self._key(start + 1) == "." else start + 1
        number = self._key(position)
        return (int(number), position + 1) if number.isdecimal() and len(number) <= 2 else None

    def _read_week_number(self, start: int) -> Day | None:
        found = self._week_number_at(start)
        if found is None:
            return None
        number, end = found
        position = end
        while self._key(position) in ("op", "on", ","):
            position += 1
        named = self._weekday_at(position, expected=True)
        if named is None:
            return self._in_numbered_week(start, end, number, None)
        return self._in_numbered_week(start, position + 1, number, named[0])

    def _in_numbered_week(self, start: int, end: int, number: int, weekday: int | None) -> Day:
        day = (weekday or 0) + 1
        year = self.today.isocalendar().year
        past = _make_week_date(year, number, day)
        future = past
        if past is not None and past > self.today:
            past = _make_week_date(year - 1, number, day)
        if future is not None and future < self.today:
            future = _make_week_date(year + 1, number, day)
        return Day(start, end, Tense.OPEN, past, future)


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _make_week_date(year: int, week: int, day: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, day)
    except ValueError:
        return None


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _part_in(key: str) -> str | None:
    if key.endswith(("ochtend", "voormiddag", "vroeg")) or key == "vanmorgen":
        return "am"
    return "pm" if key.endswith(("middag", "avond")) or key == "tonight" else None


_DAY_EXPECTED = frozenset(
    [
        "as",
        "komende",
        "aanstaande",
        "volgende",
        "next",
        "last",
        "afgelopen",
        "vorige",
        "op",
        "on",
        "week",
        "wk",
        "uiterlijk",
        "voor",
        "tot",
        "vervolg",
        "stap",
        "step",
        ":",
        "by",
        "until",
        "terugbellen",
        "nabellen",
        "afspraak",
        "per",
        "vanaf",
        "followup",
        "up",
        "thru",
    ]
)
_AFTER_ORDINAL = frozenset(
    [
        "om",
        "at",
        "terug",
        "terugbellen",
        "bellen",
        "mailen",
        "langs",
        "weer",
        "opnieuw",
        "nabellen",
        "bezoeken",
        "bel",
        "mail",
        "ga",
        "kom",
        "gebeld",
        "gemaild",
        "bezocht",
        "geweest",
        "langsgeweest",
        "call",
        "visit",
        "again",
    ]
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
    | frozenset(["the", "de", "den", "later", "earlier", "eerder", "day", "a", "an", "week", "wk"])
    | {f"{name}{number}" for name in ("wk", "week", "w") for number in range(1, 100)}
)
