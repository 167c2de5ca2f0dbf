"""Parse the time of an appointment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.domain.text.calendar_words import PARTS_OF_DAY
from bot.domain.text.numbers import ENGLISH_NUMBERS, NUMBER_WORDS
from bot.domain.text.words import word_set

AT_WORDS = word_set("om at @ rond around tegen circa ca omstreeks vanaf from")
# Before an hour, when nothing that could be counted follows it: "by 11", but "by 11 people".
_UNTIL_WORDS = word_set("by before voor")
_ENDS_HOUR = word_set("en and maar but want dan then zei says said he she we i ik hij ze zegt")
_HOUR_WORDS = word_set("uur u h hr hrs uhr oclock ure")
_HALF_DAYS = {"am": "am", "pm": "pm"}
_TYPED = re.compile(r"(\d{1,2})(?:([:.hu])(\d{1,2}))?(?:-\d{1,2}(?:[:.hu]\d{2})?)?(u|uur|h|hrs?|am|pm)?")
_STARTERS = NUMBER_WORDS.keys() | {"half", "kwart", "quarter", "noon", "midday"}
_LAST_AFTERNOON_HOUR = 6
_NOON = 12
_HOURS, _MINUTES = 24, 60
_SPOKEN_MINUTES = (15, 20, 30, 40, 45)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time that ends before token ``end``; ``time`` is None when it does not exist on the clock.

    ``firm`` means that it is a time by itself ("10:00", "10 uur"), not only after a day ("9.30") or "om".
    """

    end: int
    time: time | None
    firm: bool


@dataclass(frozen=True, slots=True)
class _Raw:
    end: int
    hour: int
    minute: int
    half_day: str | None
    firm: bool


def parse_clock(keys: Sequence[str], start: int, part: str | None = None) -> ClockTime | None:
    """Parse the time at ``start``, None without one; ``part`` is the part of the day, if given.

    An hour from 1 to 6 without am, pm or a part of the day is in the afternoon.
    """
    position = start
    if _key(keys, position) in AT_WORDS or _is_until_hour(keys, position):
        position += 1
    first = _key(keys, position)
    if not first[:1].isdecimal() and first not in _STARTERS and _glued_half(first) is None:
        return None
    raw = _parse_words(keys, position) or _parse_typed(keys, position, after_at=position > start)
    if raw is None:
        return None
    end, said = _parse_part(keys, raw.end)
    return ClockTime(end, _to_time(raw, said or part), raw.firm or position > start)


def _is_until_hour(keys: Sequence[str], start: int) -> bool:
    """Return whether an hour by which something is done stands here, and nothing that it could count behind it."""
    if _key(keys, start) not in _UNTIL_WORDS:
        return False
    hour, behind = _key(keys, start + 1), _key(keys, start + 2)
    if _number(hour) is None:
        return _TYPED.fullmatch(hour) is not None or hour in ("noon", "midday")
    return not behind[:1].isalnum() or behind in _ENDS_HOUR or behind in _HOUR_WORDS or behind in _HALF_DAYS


def _key(keys: Sequence[str], index: int) -> str:
    return keys[index] if 0 <= index < len(keys) else ""


def _parse_part(keys: Sequence[str], start: int) -> tuple[int, str | None]:
    position = start
    while _key(keys, position) in ("'", "\u2019", "s", "in", "de", "the"):
        position += 1
    part = PARTS_OF_DAY.get(_key(keys, position))
    return (position + 1, part) if part else (start, None)


def _parse_typed(keys: Sequence[str], start: int, *, after_at: bool) -> _Raw | None:
    found = _TYPED.fullmatch(_key(keys, start))
    if found is None:
        return _parse_worded_hour(keys, start, after_at=after_at)
    hour, mark, minutes, suffix = found.groups()
    end, minute = start + 1, int(minutes or 0)
    following = _key(keys, end)
    if suffix is None and (following in _HOUR_WORDS or following in _HALF_DAYS):
        suffix, end = following, end + 1
    if suffix in _HOUR_WORDS and minutes is None and _is_minutes(_key(keys, end)):
        minute, end = int(keys[end]), end + 1
    if "-" in keys[start] and mark != ":" and suffix is None:
        return None
    if mark == "." and len(minutes) == 1:
        return None
    spoken = _spoken_half_day(keys, end) if suffix is None else None
    suffix, end = (spoken, end + 2) if spoken else (suffix, end)
    if suffix is None and _ends_oclock(keys, end, minutes):
        suffix, end = "uur", end + (1 if _key(keys, end) == "hours" else 2)
    if mark is None and suffix is None and not after_at:
        return None
    firm = suffix is not None or mark in (":", "u", "h")
    return _Raw(end, int(hour), minute, _HALF_DAYS.get(suffix or ""), firm)


def _spoken_half_day(keys: Sequence[str], start: int) -> str | None:
    """Return the half of the day that is spelled out ("two p m"), None without one."""
    half_day = {"a": "am", "p": "pm"}.get(_key(keys, start))
    return half_day if _key(keys, start + 1) == "m" else None


def _ends_oclock(keys: Sequence[str], start: int, minutes: str | None) -> bool:
    """Return whether "o clock" follows an hour, or "hours" a time: "9.30 hours", but not "2 hours"."""
    if _key(keys, start) == "hours":
        return minutes is not None
    return (_key(keys, start), _key(keys, start + 1)) == ("o", "clock")


def _is_minutes(key: str) -> bool:
    return len(key) == len("30") and key.isdecimal()


def _parse_worded_hour(keys: Sequence[str], start: int, *, after_at: bool) -> _Raw | None:
    if _key(keys, start) in ("noon", "midday"):
        return _Raw(start + 1, _NOON, 0, None, firm=True)
    hour = NUMBER_WORDS.get(_key(keys, start))
    if hour is None:
        return None
    following = _key(keys, start + 1)
    if following in _HOUR_WORDS and _key(keys, start + 2) == "of":  # "een uur of elf": around eleven
        around = _number(_key(keys, start + 3))
        return None if around is None else _Raw(start + 4, around, 0, None, firm=True)
    if following in _HOUR_WORDS or following in _HALF_DAYS:
        minute = _number(_key(keys, start + 2)) if following in _HOUR_WORDS else None
        if minute is not None and minute in _SPOKEN_MINUTES:
            return _Raw(start + 3, hour, minute, None, firm=True)
        return _Raw(start + 2, hour, 0, _HALF_DAYS.get(following), firm=True)
    return _parse_spoken_minutes(keys, start + 1, hour, after_at=after_at)


def _parse_spoken_minutes(keys: Sequence[str], start: int, hour: int, *, after_at: bool) -> _Raw | None:
    """Parse what is said behind an hour in words: "ten thirty", "two p m", "eleven o clock"."""
    minute = NUMBER_WORDS.get(_key(keys, start))
    end, minute = (start + 1, minute) if minute in _SPOKEN_MINUTES else (start, 0)
    half_day = _spoken_half_day(keys, end)
    if half_day is not None:
        return _Raw(end + 2, hour, minute, half_day, firm=True)
    if _key(keys, end) in _HALF_DAYS:
        return _Raw(end + 1, hour, minute, _HALF_DAYS[keys[end]], firm=True)
    if _ends_oclock(keys, end, None):
        return _Raw(end + 2, hour, minute, None, firm=True)
    if not after_at and (minute == 0 or hour > _NOON):
        return None
    return _Raw(end, hour, minute, None, firm=after_at)


def _number(key: str) -> int | None:
    return int(key) if key.isdecimal() and len(key) <= len("59") else NUMBER_WORDS.get(key)


def _parse_words(keys: Sequence[str], start: int) -> _Raw | None:
    key = _key(keys, start)
    if key == "half":
        return _parse_half(keys, start)
    glued = _glued_half(key)
    if glued is not None:
        return _end_hour(keys, start + 1, glued - 1 or _NOON, 30)
    if key in ("kwart", "quarter"):
        return _parse_offset(keys, start + 1, 15)
    minutes = _number(key)
    if minutes is None:
        return None
    return _parse_offset(keys, start + (2 if _key(keys, start + 1) in ("minuten", "min") else 1), minutes)


def _glued_half(key: str) -> int | None:
    """Return the hour of "halfelf", None for any other word."""
    hour = NUMBER_WORDS.get(key.removeprefix("half")) if key.startswith("half") else None
    return hour if hour is not None and 1 <= hour <= _NOON else None


def _parse_half(keys: Sequence[str], start: int) -> _Raw | None:
    following = _key(keys, start + 1)
    hour_at = start + 2 if following == "past" else start + 1
    hour = _number(_key(keys, hour_at).removesuffix("u"))
    if hour is None or not 1 <= hour <= _NOON:
        return None
    english = following == "past" or following in ENGLISH_NUMBERS
    before = hour if english else (hour - 1 or _NOON)
    return _end_hour(keys, hour_at + 1, before, 30)


def _parse_offset(keys: Sequence[str], start: int, minutes: int) -> _Raw | None:
    word, position = _key(keys, start), start + 1
    if word not in ("over", "voor", "past", "to", "na") or minutes >= _MINUTES // 2:
        return None
    minutes = minutes if word in ("over", "past", "na") else -minutes
    hour = _number(_key(keys, position))
    if _key(keys, position) == "half":
        half = _parse_half(keys, position)
        return None if half is None else _shift(half, minutes)
    if hour is None or not 1 <= hour <= _HOURS:
        return None
    return _shift(_end_hour(keys, position + 1, hour, 0), minutes)


def _end_hour(keys: Sequence[str], end: int, hour: int, minute: int) -> _Raw:
    following = _key(keys, end)
    half_day = _HALF_DAYS.get(following)
    return _Raw(end + (half_day is not None or following in _HOUR_WORDS), hour, minute, half_day, firm=True)


def _shift(raw: _Raw, minutes: int) -> _Raw:
    total = (raw.hour * _MINUTES + raw.minute + minutes) % (_HOURS * _MINUTES)
    hour = total // _MINUTES or (_NOON if raw.hour <= _NOON else 0)
    return _Raw(raw.end, hour, total % _MINUTES, raw.half_day, raw.firm)


def _to_time(raw: _Raw, part: str | None) -> time | None:
    hour = raw.hour
    if raw.half_day is not None and not 1 <= hour <= _NOON:
        return None
    half_day = raw.half_day or part
    if half_day == "am":
        hour = 0 if hour == _NOON and raw.half_day else hour
    elif half_day == "pm" or 1 <= hour <= _LAST_AFTERNOON_HOUR:
        hour = hour + _NOON if hour < _NOON else hour
    if hour >= _HOURS or raw.minute >= _MINUTES:
        return None
    return time(hour, raw.minute)
