"""Parse free days and working weeks from typed text (R4)."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.calendar.workdays import DAYS_OF_WEEK, DayPart, WorkWeek
from bot.domain.log.log_line.line import split_line
from bot.domain.text.bounds import check_line
from bot.domain.text.calendar_words import (
    MONTHS,
    NEXT_WEEK_WORDS,
    PARTS_OF_DAY,
    WEEK_WORDS,
    WEEKDAY_PARTS,
    WEEKDAYS,
)
from bot.domain.text.cleaning import clean_text, is_readable
from bot.domain.text.day import DayMention
from bot.domain.text.days import find_days
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import word_set

# A longer absence is probably a mistyped year.
LONGEST_ABSENCE = timedelta(days=366)
# Sickness is told afterwards as well: its days count for nothing then either (K4).
TOLD_AFTERWARDS = timedelta(days=31)
FRIDAY = 4
FULL_WEEK = "1111100"
REASONS = word_set(
    """
    vakantie ziek verlof cursus training studiedag ouderschapsverlof bevalling zwangerschapsverlof tandarts dokter
    holiday holidays vacation sick leave course parental dentist doctor
    """
)
SICK = word_set("ziek sick")
_THROUGH = word_set("t/m tm through thru met incl inclusief")
_UNTIL = word_set("tot until till to")
_THIS_WEEK = word_set("deze dit hele this rest whole")
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_BETWEEN = r"-|\u2013|t/m|tm|tot en met|tot|to|until|through"
_TWO_DAYS_OF_A_MONTH = re.compile(rf"\b(\d{{1,2}})\s*({_BETWEEN})\s*(\d{{1,2}})\s+({_MONTH_NAMES})\b", re.IGNORECASE)
_WORKED, _FREE_DAY, _MORNING, _AFTERNOON = "1", "0", "a", "p"
_PLURAL_PARTS = {"ochtenden": "am", "mornings": "am", "middagen": "pm", "afternoons": "pm"}
_EXCEPT = word_set("behalve except zonder but")
_FREE = word_set("vrij off free")
_ALL = word_set("voltijd fulltime full")


class DaysUnclear(ValueError):
    """No day can be parsed."""


class DaysPassed(ValueError):
    """The last day has passed."""


class DaysTooMany(ValueError):
    """The absence is longer than a year, or ends before it begins."""


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Free days, both ends included; ``part`` is the free part of each day, ``reason`` one word."""

    first_day: date
    last_day: date
    part: DayPart = DayPart.WHOLE
    reason: str = ""


def parse_free_days(text: str, *, today: date) -> FreeDays:
    """Parse "tot donderdag", "6 t/m 17 juli", "morgenmiddag", "ziek" or "2 weken vanaf maandag", seen from a local day.

    "Until Thursday" by itself excludes Thursday, "through Thursday" includes it; between two days every word does
    include the last. "Sick" without a day means today, and with a day that was at most a month ago that one.

    Raises:
        DaysUnclear: no day can be parsed.
        DaysPassed: the last day has passed, and it is no sickness of the last month.
        DaysTooMany: it is longer than a year, or ends before it begins.
        LineTooLong: the text exceeds the length limit.
    """
    keys = _split(_TWO_DAYS_OF_A_MONTH.sub(_spell_out, clean_text(check_line(text))))
    reason = next((key for key in keys if key in REASONS), "")
    first, last, part = _parse_span(keys, today=today, reason=reason)
    if last < today and not (reason in SICK and today - last <= TOLD_AFTERWARDS):
        raise DaysPassed
    if last < first or last - first > LONGEST_ABSENCE:
        raise DaysTooMany
    return FreeDays(first_day=first, last_day=last, part=part, reason=reason)


def _split(text: str) -> list[str]:
    """Return the folded words of a text, empty when it has no readable characters."""
    return list(split_line(text).keys) if is_readable(text) else []


def _spell_out(found: re.Match[str]) -> str:
    """Return "6-17 juli" as "6 juli t/m 17 juli"."""
    first, _, last, month = found.groups()
    return f"{first} {month} t/m {last} {month}"


def _parse_span(keys: list[str], *, today: date, reason: str) -> tuple[date, date, DayPart]:
    days = [day for day in find_days(keys, today) if day.future is not None]
    length = _parse_length(keys)
    if length is not None:
        first = _meant(days[0]) if days else today
        return first, first + timedelta(days=length - 1), DayPart.WHOLE
    week = _parse_week(keys, today=today)
    if week is not None and not days:
        return (*week, DayPart.WHOLE)
    if not days:
        if reason in SICK:
            return today, today, DayPart.WHOLE
        raise DaysUnclear
    if reason in SICK and (len(days) > 1 or not _is_end(keys, days[0])):
        days = _place_sick_days(days, today=today)
    return _join_days(keys, days, today=today)


def _place_sick_days(days: list[DayMention], *, today: date) -> list[DayMention]:
    """Return the days of a sickness: the first that passed, or else is to come, and the others from there on."""
    placed: list[date] = []
    for day in days:
        options = _list_readings(day, today)
        if placed:
            placed.append(min((each for each in options if each >= placed[-1]), default=_meant(day)))
        else:
            lately = (each for each in options if today - TOLD_AFTERWARDS <= each <= today)
            placed.append(max(lately, default=_meant(day)))
    return [replace(day, future=found) for day, found in zip(days, placed, strict=True)]


def _list_readings(day: DayMention, today: date) -> list[date]:
    """Return the dates that a day can be; a weekday that is today's is today as well."""
    known = [each for each in (day.past, day.future) if each is not None]
    is_today = bool(known) and all(abs(each - today) == timedelta(days=DAYS_OF_WEEK) for each in known)
    return [*known, today] if is_today else known


def _is_end(keys: list[str], day: DayMention) -> bool:
    return day.start > 0 and keys[day.start - 1] in _THROUGH | _UNTIL


def _join_days(keys: list[str], days: list[DayMention], *, today: date) -> tuple[date, date, DayPart]:
    last = _meant(days[-1])
    before = keys[days[-1].start - 1] if days[-1].start else ""
    if len(days) == 1 and not _is_end(keys, days[0]):
        part = {"am": DayPart.MORNING, "pm": DayPart.AFTERNOON}.get(days[0].part or "", DayPart.WHOLE)
        return last, last, part
    if len(days) > 1:  # a comma or "en" between days also makes a range: "donderdag en vrijdag"
        first, is_weekday = _meant(days[0]), keys[days[-1].start] in WEEKDAYS
        # "Monday to Thursday", said on a Wednesday: the Thursday after that Monday.
        return first, last + timedelta(days=DAYS_OF_WEEK if is_weekday and last < first else 0), DayPart.WHOLE
    return today, last - timedelta(days=1) if before in _UNTIL else last, DayPart.WHOLE


def _meant(day: DayMention) -> date:
    found = day.future or day.past
    if found is None:
        raise DaysUnclear
    return found


def _parse_length(keys: list[str]) -> int | None:
    """Return the number of days in "2 weken" or "3 dagen"."""
    for key, following in pairwise(keys):
        number = parse_whole_number(key)
        if number is None:
            continue
        if number > LONGEST_ABSENCE.days:
            raise DaysTooMany
        if following in {"week", "weken", "weeks"}:
            return number * DAYS_OF_WEEK
        if following in {"dag", "dagen", "day", "days"}:
            return number
    return None


def _parse_week(keys: list[str], *, today: date) -> tuple[date, date] | None:
    if not WEEK_WORDS & set(keys):
        return None
    monday = today - timedelta(days=today.weekday())
    if NEXT_WEEK_WORDS & set(keys):
        return monday + timedelta(days=DAYS_OF_WEEK), monday + timedelta(days=DAYS_OF_WEEK + FRIDAY)
    if _THIS_WEEK & set(keys):
        return today, max(today, monday + timedelta(days=FRIDAY))
    return None


def parse_work_week(text: str) -> WorkWeek:
    """Parse "di en do ochtend", "ma t/m do", "elke dag behalve woensdag" or "vrijdag vrij" as a working week.

    A part of the day belongs to the day before it; a plural ("mornings") to all days before it.

    Raises:
        DaysUnclear: no weekday can be parsed.
        LineTooLong: the text exceeds the length limit.
    """
    keys = _split(re.sub("[-\u2013]", " t/m ", clean_text(check_line(text))))
    named = _parse_weekdays(keys)
    if not named:
        if _ALL & set(keys):
            return WorkWeek(FULL_WEEK)
        raise DaysUnclear
    takes_away = bool((_EXCEPT | _FREE) & set(keys))
    signs = list(FULL_WEEK if takes_away else _FREE_DAY * DAYS_OF_WEEK)
    for weekday, sign in named.items():
        signs[weekday] = _turn_round(sign) if takes_away else sign
    return WorkWeek("".join(signs))


def _turn_round(sign: str) -> str:
    """Return the part of a day that is worked when this part is free."""
    return {_WORKED: _FREE_DAY, _MORNING: _AFTERNOON, _AFTERNOON: _MORNING}[sign]


def _parse_weekdays(keys: list[str]) -> dict[int, str]:
    named: dict[int, str] = {}
    last: int | None = None
    is_range = False
    for key in keys:
        if key in _FREE:  # "vrij" means free here, not Friday
            continue
        weekday, part = WEEKDAY_PARTS.get(key, (WEEKDAYS.get(key), ""))
        if weekday is not None:
            first = last + 1 if is_range and last is not None else weekday
            named |= dict.fromkeys(range(first, weekday), _WORKED) | {weekday: _to_sign(part)}
            last, is_range = weekday, False
        elif key in _PLURAL_PARTS:
            named = dict.fromkeys(named, _to_sign(_PLURAL_PARTS[key]))
        elif key in PARTS_OF_DAY and last is not None:
            named[last] = _to_sign(PARTS_OF_DAY[key])
        is_range = is_range or key in _THROUGH or key in _UNTIL
    return named


def _to_sign(part: str) -> str:
    return {"am": _MORNING, "pm": _AFTERNOON}.get(part, _WORKED)
