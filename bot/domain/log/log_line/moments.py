"""Find the day of the activity and the next step with its time; both are validated against now."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.log.activity import NextStep
from bot.domain.log.errors import ActivityInFuture, LogLineError, NextStepPassed, NoSuchDay, NoSuchTime
from bot.domain.log.log_line.appointment import DayChoice, find_coming_day
from bot.domain.log.log_line.judging.days import NAMED, ClassifiedDay, DayRole, grade_days, judge_days
from bot.domain.log.log_line.judging.features import Describer
from bot.domain.log.log_line.kind_words import KIND_WORDS, WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.role_words import NEXT_PHRASES, NEXT_WORDS
from bot.domain.text.clock import ClockTime, parse_clock
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.words import word_set

_FARTHEST_TIME = 4
# Between these probabilities a day is as likely the next step as a fact: the rep is asked.
_LEAST_LIKELY, _LIKELY = 0.43, 0.57
_JOINERS = frozenset((",", "-", "om", "at", "op", "on", "@"))
_LASTS = word_set("van duurt duurde a an lasted lasting in binnen of over elke na after tussen between tot until")
_DOTTED_TIME = re.compile(r"(?:0?[7-9]|1\d)\.[0-5][05]")


@dataclass(frozen=True, slots=True)
class LineDates:
    """The day of the activity (``day``) and the next step, with the tokens that name them.

    ``maybe`` is a step that may have been meant, when that is about as likely as not; then there is no ``step``.
    """

    day: date
    happened: tuple[int, int] | None
    step: NextStep | None
    next: tuple[int, int] | None
    day_of_step: tuple[int, int] | None
    maybe: NextStep | None = None


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time, at the tokens from ``start`` up to ``end``."""

    start: int
    end: int
    clock: ClockTime


@dataclass(frozen=True, slots=True)
class GradedDays:
    """The days of a line with the times beside them, their token spans with those times, and the grammar's verdicts."""

    times: list[TimeSpan | None]
    extents: list[tuple[int, int]]
    graded: list[ClassifiedDay]


def grade_moments(line: Line, segments: list[int], days: list[DayMention], *, done: bool) -> GradedDays:
    """Return what the grammar sees in the days of a line; ``done``: the activity was told in the past tense."""
    times = [_find_time(line, day) for day in days]
    extents = [_extent(day, timed) for day, timed in zip(days, times, strict=True)]
    return GradedDays(times, extents, grade_days(line, segments, days, extents=extents, done=done))


def find_moments(
    line: Line,
    segments: list[int],
    days: list[DayMention],
    activities: list[Activity],
    *,
    now: datetime,
    done: bool,
    chosen: DayChoice | None = None,
) -> LineDates:
    """Return the activity day and the next step of a line whose account, kind and count are already parsed.

    ``done`` means that the activity was told in the past tense, not only named. ``chosen`` is what the user said of a
    day still to come on an earlier reading.

    Raises:
        NoSuchDay: a typed day does not exist.
        NoSuchTime: a typed time does not exist.
        ActivityInFuture: the activity is dated in the future.
        NextStepPassed: the next step is dated in the past.
    """
    found = grade_moments(line, segments, days, done=done)
    times, judged = found.times, found.graded
    if days:
        judged = judge_days(Describer(line, segments, days, activities), found.graded, found.extents, now.date())
    happened = next((one.day for one in judged if one.role is DayRole.HAPPENED), None)
    upcoming, doubtful = _choose_next(judged)
    if chosen is DayChoice.APPOINTMENT:
        happened = happened if happened is not None and happened.tense is Tense.PAST else None
        upcoming, doubtful = upcoming or doubtful or find_coming_day(days, now.date()), None
    is_past = happened is not None and happened.tense is Tense.PAST
    told = None if chosen is DayChoice.TODAY and not is_past else happened
    day = now.date() if told is None else _settle_happened(line, told, now.date())
    if doubtful is not None:
        maybe = _imagine_next(line, doubtful, times[days.index(doubtful)], now)
        return LineDates(day, _span(happened), None, None, None, maybe)
    if upcoming is None:
        step, span = _find_time_only(line, segments, found.extents, now)
    else:
        timed = times[days.index(upcoming)] or _find_time_elsewhere(days, times, upcoming)
        timed = timed or _find_time_nearby(line, segments, upcoming)
        step, span = _settle_next(line, upcoming, timed, now)
    return LineDates(day, _span(happened), step, span, _span(upcoming))


def _find_time_elsewhere(days: list[DayMention], times: list[TimeSpan | None], upcoming: DayMention) -> TimeSpan | None:
    """Return the time that stands beside the same day where it is named once more ("di terug, di 16u afspraak")."""
    same = (timed for day, timed in zip(days, times, strict=True) if day.future == upcoming.future)
    return next((timed for timed in same if timed is not None), None)


def _span(day: DayMention | None) -> tuple[int, int] | None:
    return None if day is None else (day.start, day.end)


def _extent(day: DayMention, timed: TimeSpan | None) -> tuple[int, int]:
    return (day.start, day.end) if timed is None else (min(day.start, timed.start), max(day.end, timed.end))


def _choose_next(judged: list[ClassifiedDay]) -> tuple[DayMention | None, DayMention | None]:
    """Return the day of the next step, or else the day of which that is in doubt."""
    # Of several likely ones the one that is named as the next step, else the first.
    best = max(
        judged,
        key=lambda one: (min(one.chance, _LIKELY), one.rank == NAMED and one.chance > _LIKELY, -one.day.start),
        default=None,
    )
    if best is None or best.chance < _LEAST_LIKELY:
        return None, None
    if best.chance < _LIKELY and best.role is not DayRole.HAPPENED:
        return None, best.day
    return (best.day, None) if best.role is DayRole.NEXT else (None, None)


def _imagine_next(line: Line, day: DayMention, timed: TimeSpan | None, now: datetime) -> NextStep | None:
    """Return the step that a day would be, None when it could not be one."""
    try:
        return _settle_next(line, day, timed, now)[0]
    except LogLineError:
        return None


def _settle_happened(line: Line, day: DayMention, today: date) -> date:
    settled = (day.future if day.tense is Tense.FUTURE else day.past) or day.future
    if settled is None:
        raise NoSuchDay(line.slice(day.start, day.end))
    if settled > today:
        raise ActivityInFuture(settled)
    return settled


def _settle_next(
    line: Line, day: DayMention, timed: TimeSpan | None, now: datetime
) -> tuple[NextStep, tuple[int, int]]:
    settled = (day.past if day.tense is Tense.PAST else day.future) or day.past
    if settled is None:
        raise NoSuchDay(line.slice(day.start, day.end))
    start, end = day.start, day.end
    if timed is not None:
        if timed.clock.time is None:
            raise NoSuchTime(line.slice(timed.start, timed.end))
        start, end = _join(line, day, timed)
    at = None if timed is None else timed.clock.time
    _check_next(settled, at, now, line.slice(start, end))
    return NextStep(settled, at), (start, end)


def _join(line: Line, day: DayMention, timed: TimeSpan) -> tuple[int, int]:
    if timed.end <= day.start and all(key in _JOINERS for key in line.keys[timed.end : day.start]):
        return timed.start, day.end
    if timed.start >= day.end and all(key in _JOINERS for key in line.keys[day.end : timed.start]):
        return day.start, timed.end
    line.take(timed.start, timed.end, TokenUse.NEXT)
    return day.start, day.end


def _check_next(day: date, at: time | None, now: datetime, typed: str) -> None:
    if day < now.date():
        raise NextStepPassed(day)
    if at is None:
        return
    moment = datetime.combine(day, at, tzinfo=now.tzinfo)
    if datetime.fromtimestamp(moment.timestamp(), tz=now.tzinfo).time() != at:
        raise NoSuchTime(typed)
    if moment < now:
        raise NextStepPassed(day)


def _find_time(line: Line, day: DayMention) -> TimeSpan | None:
    start = day.end + 1 if line.key(day.end) in (",", "-") else day.end
    clock = parse_clock(line.keys, start, day.part)
    if clock is not None and _is_free(line, start, clock.end):
        return TimeSpan(start, clock.end, clock)
    for before in range(day.start - 1, max(-1, day.start - 1 - _FARTHEST_TIME), -1):
        clock = parse_clock(line.keys, before, day.part)
        if clock is None or not clock.firm or line.key(before - 1) in _LASTS or not _is_free(line, before, clock.end):
            continue
        at = before - 1 if line.key(before - 1) in ("om", "at", "rond", "@") else before
        if clock.end == day.start or (clock.end == day.start - 1 and line.keys[clock.end] in ("op", "on")):
            return TimeSpan(at, clock.end, clock)
    return None


def _find_time_nearby(line: Line, segments: list[int], day: DayMention) -> TimeSpan | None:
    """Return the time in the segment of a day, or behind it before another day is named."""
    segment = segments[day.start]
    behind = next((at for at in range(day.end, len(line)) if line.taken[at] is TokenUse.DAY), len(line))
    for index in (*range(bisect_left(segments, segment), day.start), *range(day.end, behind)):
        timed = _firm_time_at(line, index, day.part) or (_dotted_time_at(line, index) if index >= day.end else None)
        if timed is not None:
            return timed
    return None


def find_time_at(line: Line, index: int) -> TimeSpan | None:
    """Return the time that begins at a token, as far as it is one by itself; None without one."""
    return _firm_time_at(line, index, None) or _dotted_time_at(line, index)


def _dotted_time_at(line: Line, index: int) -> TimeSpan | None:
    """Return a time such as "11.15" that closes a clause."""
    if _DOTTED_TIME.fullmatch(line.keys[index]) is None or not (index + 1 == len(line) or line.hard[index + 1]):
        return None
    clock = parse_clock((*line.keys[:index], "om", line.keys[index]), index)
    return None if clock is None or clock.time is None else TimeSpan(index, index + 1, clock)


def _firm_time_at(line: Line, index: int, part: str | None) -> TimeSpan | None:
    if line.keys[index] in ("een", "one"):
        return None  # how long something takes, or how many
    clock = parse_clock(line.keys, index, part)
    if clock is None or not clock.firm or line.key(index - 1) in _LASTS or not _is_free(line, index, clock.end):
        return None
    if line.keys[clock.end - 1] in ("een", "one") and clock.end < len(line) and not line.hard[clock.end]:
        return None  # an article: "belt om een offerte"
    return TimeSpan(index, clock.end, clock)


def _is_free(line: Line, start: int, end: int) -> bool:
    return not any(line.taken[start:end])


def _find_time_only(
    line: Line, segments: list[int], extents: list[tuple[int, int]], now: datetime
) -> tuple[NextStep | None, tuple[int, int] | None]:
    """Return the next step of a line with a time but no day for it: later today."""
    dated = {at for start, end in extents for at in range(start, end)}
    coming = (segments[at] for at in range(len(line)) if line.taken[at] is None and _is_to_come(line, at))
    for segment in dict.fromkeys(coming):
        for at in range(bisect_left(segments, segment), bisect_right(segments, segment)):
            timed = None if at in dated else _firm_time_at(line, at, None)
            if timed is not None and timed.clock.time is not None:
                today = now.date()
                _check_next(today, timed.clock.time, now, line.slice(timed.start, timed.end))
                return NextStep(today, timed.clock.time), (timed.start, timed.end)
    return None, None


def _is_to_come(line: Line, index: int) -> bool:
    key = line.keys[index]
    word = KIND_WORDS.get(key)
    if (key, line.key(index + 1)) in NEXT_PHRASES:
        return True
    return key in NEXT_WORDS or (word is not None and word.form in (WordForm.AGAIN, WordForm.DOING))
