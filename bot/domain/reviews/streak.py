"""Streaks of working days with activity (R3)."""

from collections.abc import Collection
from datetime import date, timedelta

from bot.domain.calendar.workdays import WorkCalendar

# The length of the search; no streak is shown beyond it.
LONGEST = timedelta(days=400)


def count_streak(calendar: WorkCalendar, *, active: Collection[date], today: date) -> int:
    """Return the number of working days with activity in a row, with one miss a week forgiven.

    Days that do not count (K4) are skipped, whatever was done on them, and so is one missed day a week: it neither
    counts nor breaks the streak.
    Today counts once there is activity, and does not break the streak before.
    """
    streak, forgiven = 0, set()
    day, first = today, min(active, default=today)
    while today - day < LONGEST:
        if not calendar.count_share(day):
            pass
        elif day in active:
            streak += 1
        elif day != today:
            week = day.isocalendar()[:2]
            if week in forgiven:
                break
            forgiven.add(week)
        day -= timedelta(days=1)
        if day < first:
            break
    return streak
