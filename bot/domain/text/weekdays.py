"""Parse weekdays and week numbers: vrijdag, volgende week dinsdag, wk 14."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.text import calendar_words as words
from bot.domain.text.dates import DAY_EXPECTED, parse_date, parse_ordinal
from bot.domain.text.day import DAYS_IN_WEEK, DayContext, DayMention, Tense, make_week_date
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.relative_days import span_at
from bot.domain.text.words import word_set

_HARDLY_DAYS = frozenset(("zo", "do", "sat", "sun", "za", "vrij", "don", "din"))
_NIGHT = word_set("night morning afternoon evening avond ochtend middag")
_BEHIND_DAY = word_set("om at jl as aanstaande wk week half kwart quarter")
# Tell a Dutch line from an English one, in which "do" is a verb.
_DUTCH = word_set(
    """
    de het een en ik bij met gebeld gemaild geappt geweest langs bezoek bezocht belt mailt stuurt hij ze bel mail stuur
    geen nog niet gesproken gestuurd komt van voor dan dus
    """
)
_DUTCH_LEADS = word_set("en dan dus maar want")
_ENGLISH_BEHIND_DO = word_set("the a an it not nt we you they i that this so what")
# Between a weekday and the date that says which one is meant.
_EXPLAINS = word_set(", ( - \u2013 the de den op on after this one that following erna daarop dus namely")
_CLOCK = re.compile(r"\d{1,2}([:u]\d{2}|u|h|uur|am|pm)|\d{1,2}\.\d{2}")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")


def parse_weekday(at: DayContext, start: int) -> DayMention | None:
    """Parse "vrijdag", "afgelopen vrijdag", "vrijdag over een week", "vrijdag 27 maart"."""
    key, position, tense = at.keys[start], start, Tense.OPEN
    if key in words.PAST_WORDS:
        position, tense = start + (2 if at.key(start + 1) == "." else 1), Tense.PAST
    elif key in words.FUTURE_WORDS:
        position, tense = start + 1, Tense.FUTURE
    named = _weekday_at(at, position, expected=tense is not Tense.OPEN)
    if named is None:
        return None
    weekday, part = named
    day = DayMention(start, position + 1, tense, _last(at, weekday), _first(at, weekday), part)
    return _finish_weekday(at, day, weekday)


def _weekday_at(at: DayContext, index: int, *, expected: bool) -> tuple[int, str | None] | None:
    key = at.key(index)
    if key in words.WEEKDAY_PARTS:
        return words.WEEKDAY_PARTS[key]
    weekday = words.WEEKDAYS.get(key)
    if weekday is None or not (expected or key not in words.DOUBTFUL_WEEKDAYS or _expects_day(at, index)):
        return None
    return weekday, None


def _expects_day(at: DayContext, index: int) -> bool:
    """Return whether the neighbours of an ambiguous word such as "do" or "za" make it a day."""
    return _is_dated(at, index) or _is_placed(at, index)


def _is_dated(at: DayContext, index: int) -> bool:
    key, following = at.keys[index], at.key(index + 1)
    if _NUMERIC.fullmatch(following) or (following == "." and at.key(index + 2)[:1].isdecimal()):
        return True
    if following[:1].isdecimal() and (at.key(index + 2) in words.MONTHS or key not in ("do", "sat", "zo")):
        return True
    return _CLOCK.fullmatch(following) is not None or following in _NIGHT


def _is_placed(at: DayContext, index: int) -> bool:
    key, following, before = at.keys[index], at.key(index + 1), at.key(index - 1)
    if key == "zo" and following.isalpha() and following not in ("om", "at"):
        return False
    if key == "do" and _is_dutch_do(at, index):
        return True
    if following in _BEHIND_DAY or before in DAY_EXPECTED:
        return True
    return key not in _HARDLY_DAYS


def _is_dutch_do(at: DayContext, index: int) -> bool:
    """Return whether "do" opens a part of a Dutch line ("gebeld, do demo"), where it is no English verb."""
    before, following = at.key(index - 1), at.key(index + 1)
    opens = index == 0 or not before[-1:].isalnum() or before in _DUTCH_LEADS
    return opens and following not in _ENGLISH_BEHIND_DO and not _DUTCH.isdisjoint(at.keys)


def _finish_weekday(at: DayContext, day: DayMention, weekday: int) -> DayMention:
    key = at.key(day.end)
    if key in words.PAST_AFTER:
        return replace(day, end=day.end + 1, tense=Tense.PAST)
    if key in words.FUTURE_AFTER:
        return _weekday_on_date(at, replace(day, end=day.end + 1, tense=Tense.FUTURE), weekday)
    return _weekday_in_week(at, day, weekday) or _weekday_on_date(at, day, weekday)


def _weekday_in_week(at: DayContext, day: DayMention, weekday: int) -> DayMention | None:
    if at.key(day.end) == "week" and not at.key(day.end + 1).isdecimal() and day.future is not None:
        return replace(
            day, end=day.end + 1, tense=Tense.FUTURE, past=None, future=day.future + timedelta(days=DAYS_IN_WEEK)
        )
    span = span_at(at, day.end) if at.key(day.end) in ("over", "in") else None
    if span is not None and span[1] in ("week", "day") and day.future is not None:
        count, unit, end = span
        later = timedelta(days=count * (DAYS_IN_WEEK if unit == "week" else 1))
        return replace(day, end=end, tense=Tense.FUTURE, past=None, future=day.future + later)
    position = at.skip(day.end, ("in", "of", "van", "de", "the"))
    number = _week_number_at(at, position)
    if number is not None:
        return _in_numbered_week(at, day.start, number[1], number[0], weekday)
    if at.key(position + 1) not in words.WEEK_WORDS:
        return None
    return _in_week(at, day, at.key(position), position + 2, weekday)


def _in_week(at: DayContext, day: DayMention, modifier: str, end: int, weekday: int) -> DayMention | None:
    if modifier in words.NEXT_WEEK_WORDS:
        return replace(day, end=end, tense=Tense.FUTURE, future=_in_iso_week(at, 1, weekday), past=None)
    if modifier in words.LAST_WEEK_WORDS:
        return replace(day, end=end, tense=Tense.PAST, past=_in_iso_week(at, -1, weekday), future=None)
    if modifier in words.THIS_WEEK_WORDS:
        this = _in_iso_week(at, 0, weekday)
        tense = Tense.PAST if this < at.today else Tense.FUTURE if this > at.today else Tense.TODAY
        return replace(day, end=end, tense=tense, past=this, future=this)
    return None


def parse_week_on_weekday(at: DayContext, start: int) -> DayMention | None:
    """Parse "a week on Tuesday", seven days after the first one, and "a week from tomorrow"."""
    span = span_at(at, start - 1)
    if span is None or span[1] not in ("day", "week") or at.key(span[2]) not in ("on", "from"):
        return None
    count, unit, end = span
    key = at.key(end + 1)
    offset, weekday = words.DAY_OFFSETS.get(key, 0), words.WEEKDAYS.get(key)
    if weekday is None and (offset <= 0 or at.key(end) != "from"):
        return None
    if count > 1 and at.key(end) == "from":
        return None  # "2 weeks from Monday" is how long somebody is away
    begin = at.today + timedelta(days=offset) if weekday is None else _first(at, weekday)
    day = begin + timedelta(days=count * (DAYS_IN_WEEK if unit == "week" else 1))
    return DayMention(start, end + 2, Tense.FUTURE, None, day)


def parse_week_then_weekday(at: DayContext, start: int) -> DayMention | None:
    """Parse "volgende week dinsdag" and "van de week op maandag"."""
    if at.key(start) == "van" and at.key(start + 1) in ("de", "deze"):
        inner = parse_week_then_weekday(at, start + 1)
        return None if inner is None else replace(inner, start=start)
    if at.key(start + 1) not in words.WEEK_WORDS:
        return None
    position = at.skip(start + 2, ("op", "on", "de"))
    named = _weekday_at(at, position, expected=True)
    if named is None:
        return None
    weekday, part = named
    modifier = "deze" if at.keys[start] in ("vd", "de") else at.keys[start]
    day = _in_week(at, DayMention(start, position + 1, Tense.OPEN, None, None, part), modifier, position + 1, weekday)
    return None if day is None else _weekday_on_date(at, day, weekday)


def _weekday_on_date(at: DayContext, day: DayMention, weekday: int) -> DayMention:
    position = at.skip(day.end, (",", ".", "de", "the", "op", "on"))
    dated = parse_date(at, position) or parse_ordinal(at, position, sure=True)
    if dated is None:
        return _explained(at, day, weekday) or day
    past = dated.past if dated.past is not None and dated.past.weekday() == weekday else None
    future = dated.future if dated.future is not None and dated.future.weekday() == weekday else None
    tense = dated.tense if day.tense is Tense.OPEN else day.tense
    return DayMention(day.start, dated.end, tense, past, future, day.part)


def _explained(at: DayContext, day: DayMention, weekday: int) -> DayMention | None:
    """Return a day with the date that says which one is meant ("the Friday after this one, the 27th", "do (26e)").

    A date on another weekday is another day.
    """
    position = at.skip(day.end, _EXPLAINS)
    if position == day.end:
        return None
    dated = parse_date(at, position) or parse_ordinal(at, position, sure=True)
    meant = [] if dated is None else [each for each in (dated.past, dated.future) if each is not None]
    if dated is None or not any(each.weekday() == weekday for each in meant):
        return None
    past, future = (each if each and each.weekday() == weekday else None for each in (dated.past, dated.future))
    return DayMention(day.start, dated.end, Tense.FUTURE if past is None else day.tense, past, future, day.part)


def _last(at: DayContext, weekday: int) -> date:
    return at.today - timedelta(days=(at.today.weekday() - weekday - 1) % DAYS_IN_WEEK + 1)


def _first(at: DayContext, weekday: int) -> date:
    return at.today + timedelta(days=(weekday - at.today.weekday() - 1) % DAYS_IN_WEEK + 1)


def _in_iso_week(at: DayContext, weeks: int, weekday: int) -> date:
    return at.today + timedelta(days=weeks * DAYS_IN_WEEK + weekday - at.today.weekday())


def _week_number_at(at: DayContext, start: int) -> tuple[int, int] | None:
    key = at.key(start)
    glued = re.fullmatch(r"(?:wk|week|w)(\d{1,2})", key)
    if glued is not None:
        return int(glued[1]), start + 1
    if key not in ("week", "wk"):
        return None
    position = start + 2 if at.key(start + 1) == "." else start + 1
    number = at.key(position)
    if NUMBER_WORDS.get(number, 0) > 1:
        return NUMBER_WORDS[number], position + 1
    return (int(number), position + 1) if number.isdecimal() and len(number) <= len("53") else None


def parse_week_number(at: DayContext, start: int) -> DayMention | None:
    """Parse "wk 14" (its Monday) or "week 14 dinsdag"; None for the current week alone, which is too vague."""
    found = _week_number_at(at, start)
    if found is None:
        return None
    number, end = found
    position = at.skip(end, ("op", "on", ","))
    named = _weekday_at(at, position, expected=True)
    if named is None:
        return _in_numbered_week(at, start, end, number, None)
    return _in_numbered_week(at, start, position + 1, number, named[0])


def _in_numbered_week(at: DayContext, start: int, end: int, number: int, weekday: int | None) -> DayMention:
    day = (weekday or 0) + 1
    year = at.today.isocalendar().year
    past = make_week_date(year, number, day)
    future = past
    if past is not None and past > at.today:
        past = make_week_date(year - 1, number, day)
    if future is not None and future < at.today:
        future = make_week_date(year + 1, number, day)
    return DayMention(start, end, Tense.OPEN, past, future)
