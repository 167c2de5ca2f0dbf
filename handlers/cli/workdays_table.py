"""Render a year's working days as a table that can be checked by hand (R4)."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.people.people import Targets

COLUMNS = ("date", "weekday", "counts", "reason")


def list_year(calendar: WorkCalendar, year: int) -> Iterator[tuple[date, float, str]]:
    """Yield each day of a year with its share of a working day (1, 0.5 or 0) and the reason if it is off."""
    day = date(year, 1, 1)
    while day.year == year:
        judged = calendar.judge(day)
        yield day, judged.part.share if judged.part else 0.0, judged.off.reason if judged.off else ""
        day += timedelta(days=1)


def write_days(calendar: WorkCalendar, year: int) -> str:
    """Return every day of a year as CSV, with the total in the last row."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    total = 0.0
    for day, counts, reason in list_year(calendar, year):
        table.writerow((day.isoformat(), day.strftime("%A"), f"{counts:g}", reason))
        total += counts
    table.writerow(("total", "", f"{total:g}", ""))
    return text.getvalue()


def draw_months(calendar: WorkCalendar, year: int) -> str:
    """Return each month's working days and holidays, and what the default targets (R1) add up to in the year (R5)."""
    days = list(list_year(calendar, year))
    lines = []
    for month, of_month in groupby(days, key=lambda each: each[0].month):
        kept = list(of_month)
        names = ", ".join(reason.partition(": ")[2] for _, _, reason in kept if reason.startswith("holiday"))
        lines.append(f"{date(year, month, 1):%B}".ljust(12) + f"{sum(each[1] for each in kept):>5g}  {names}".rstrip())
    total, usual = sum(each[1] for each in days), Targets()
    lines.append("total".ljust(12) + f"{total:>5g}")
    sums = (f"{round(total * each):,} {name}" for name, each in _name_targets(usual))
    return "\n".join([*lines, f"at {usual.message}, {usual.call} and {usual.visit} a day: {', '.join(sums)}"])


def _name_targets(targets: Targets) -> tuple[tuple[str, int], ...]:
    return (("messages", targets.message), ("calls", targets.call), ("visits", targets.visit))
