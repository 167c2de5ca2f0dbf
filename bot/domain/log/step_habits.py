"""Suggest days for a next step from a rep's usual weekdays and hours (V2)."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.domain.log.activity import NextStep

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# Fewer steps than these are no habit; neither is an hour that was agreed only once.
STEPS_NEEDED, TIMES_NEEDED = 5, 2
SUGGESTED = 2
# A habit day is suggested from the day after tomorrow; the search for a workday stops after three weeks.
SOONEST = timedelta(days=2)
FURTHEST = 21


def suggest_steps(past: Sequence[NextStep], *, today: date, is_worked: Callable[[date], bool]) -> tuple[NextStep, ...]:
    """Return next steps to suggest: the usual weekdays with their usual hour, else one and two weeks from today.

    Days are local, and only days that the rep works.
    """
    habits = Counter((step.date.weekday(), step.time) for step in past if step.time is not None)
    usual = [habit for habit, times in habits.most_common() if times >= TIMES_NEEDED]
    if len(past) < STEPS_NEEDED or not usual:
        days = (_find_worked(today + WEEK * number, is_worked) for number in (1, 2))
        return tuple(NextStep(date=day) for day in days if day is not None)
    found = [
        NextStep(date=day, time=hour)
        for weekday, hour in usual[:SUGGESTED]
        if (day := _find_weekday(weekday, today + SOONEST, is_worked)) is not None
    ]
    return tuple(sorted(found, key=lambda step: step.date))


def _find_weekday(weekday: int, since: date, is_worked: Callable[[date], bool]) -> date | None:
    first = since + DAY * ((weekday - since.weekday()) % 7)
    days = (first + WEEK * number for number in range(FURTHEST // 7))
    return next((day for day in days if is_worked(day)), None)


def _find_worked(since: date, is_worked: Callable[[date], bool]) -> date | None:
    return next((day for day in (since + DAY * number for number in range(FURTHEST)) if is_worked(day)), None)
