"""Streaks of working days on which something was done: a little every day (R3)."""

from collections.abc import Collection
from datetime import date, timedelta

from bot.domain.calendar.workdays import WorkCalendar

# Longer than this nobody looks back.
LONGEST = timedelta(days=400)


def count_streak(calendar: WorkCalendar, *, active: Collection[date], today: date) -> int:
    """Return how many working days in a row somebody did something, one miss a week forgiven.

    Days that are not worked are passed over, and so is the one missed day of a week: it neither counts nor breaks.
    Today counts when something was done on it, and breaks nothing while it lasts.
    """
    streak, forgiven = 0, set()
    day, first = today, min(active, default=today)
    while today - day < LONGEST:
        if day in active:
            streak += 1
        elif day != today and calendar.is_worked(day):
            week = day.isocalendar()[:2]
            if week in forgiven:
                break
            forgiven.add(week)
        day -= timedelta(days=1)
        if day < first:
            break
    return streak
