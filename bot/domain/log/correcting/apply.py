"""Change a log line by a correction."""

import datetime as dt
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.log.activity import LogLine, NextStep
from bot.domain.log.correcting.correction import Correction, DayPlace, Values
from bot.domain.log.errors import ActivityInFuture, CountInvalid, NextStepPassed
from bot.domain.log.log_line.counts import MOST_IN_ONE_LINE
from bot.domain.text.day import DayMention

# A day without a year that is farther away than this is not what was meant.
_LIKELY = timedelta(days=60)


class DayUnclear(Exception):
    """A day in a correction may be the one on which it happened (``happened``) or that of the next step (``step``)."""

    def __init__(self, happened: date, step: date) -> None:
        super().__init__(happened, step)
        self.happened = happened
        self.step = step


def apply_correction(line: LogLine, correction: Correction, *, now: datetime, place: DayPlace | None = None) -> LogLine:
    """Return a line as corrected; ``now`` is in the rep's zone, ``place`` is the rep's answer about an unclear day.

    The account of the correction must be clear by now.

    Raises:
        DayUnclear: its day may be either of two, and ``place`` does not tell.
        CountInvalid: its count is zero, or over the maximum.
        ActivityInFuture: its day has not come yet.
        NextStepPassed: its next step has passed.
    """
    new = correction.new
    if new.count is not None and not 1 <= new.count <= MOST_IN_ONE_LINE:
        raise CountInvalid(str(new.count))
    changed = replace(
        line,
        kind=new.kind or line.kind,
        own=line.own if new.kind in (None, line.kind) else None,
        account=new.account or line.account,
        count=line.count if new.count is None else new.count,
        note=_change_note(line.note, correction),
    )
    return _change_day(changed, new, now=now, place=place or new.place)


def fits_day(line: LogLine, values: Values) -> bool:
    """Return whether a day that was typed as the old one is that of this line, or of its next step."""
    day = values.day
    if day is None:
        return True
    step = line.next_step.date if line.next_step else None
    return line.day in (day.past, day.future) or (step is not None and step in (day.past, day.future))


def _change_note(note: str, correction: Correction) -> str:
    if correction.note is None:
        return note
    return f"{note}; {correction.note}" if correction.adds_note and note else correction.note


def _change_day(line: LogLine, new: Values, *, now: datetime, place: DayPlace | None) -> LogLine:
    if new.drops_step:
        return replace(line, next_step=None)
    if new.day is None:
        agreed = line.next_step.date if line.next_step else None
        return line if new.at is None else _move_step(line, agreed, new.at, now)
    place = place or _choose_place(line, new.day, now.date())
    if place is DayPlace.NEXT_STEP:
        at = new.at if new.at is not None else (line.next_step.time if line.next_step else None)
        return _move_step(line, new.day.future or new.day.past, at, now)
    day = new.day.past or new.day.future
    if day is not None and day > now.date():
        raise ActivityInFuture(day)
    return replace(line, day=day or line.day)


def _choose_place(line: LogLine, day: DayMention, today: date) -> DayPlace:
    """Return what an open day ("donderdag") is: what the line has one of."""
    if line.next_step is not None and line.day == today:
        return DayPlace.NEXT_STEP
    if line.next_step is None and line.day != today:
        return DayPlace.HAPPENED
    if day.past is None or day.past > today or today - day.past > _LIKELY:
        return DayPlace.NEXT_STEP
    if day.future is None or day.future < today or day.future - today > _LIKELY:
        return DayPlace.HAPPENED
    raise DayUnclear(day.past, day.future)


def _move_step(line: LogLine, day: date | None, at: dt.time | None, now: datetime) -> LogLine:
    step = NextStep(day or now.date(), at)
    moment = dt.datetime.combine(step.date, at or dt.time.max, tzinfo=now.tzinfo)
    if moment < now:
        raise NextStepPassed(step.date)
    return replace(line, next_step=step)
