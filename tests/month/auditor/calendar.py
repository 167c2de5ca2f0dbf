"""When somebody works, by its own arithmetic (METHOD R4, K4): the week, public holidays, leave, sickness."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from tests.month.auditor.rows import Rep, Rows

# The shops are open and the people work, whatever the calendar of the churches says.
WORKED_IN = {"NL": ("Goede Vrijdag", "Good Friday", "Bevrijdingsdag", "Liberation Day")}


@dataclass(frozen=True)
class Days:
    """The days of one person: ``week``, the free days of the country and the company, and from when to when."""

    week: str
    public: frozenset[date]
    company: dict[date, bool]
    away: tuple[tuple[date, date, str], ...]
    first: date
    last: date | None = None

    def share(self, day: date) -> float:
        """Return how much of a day is worked: 0, a half or 1."""
        if day < self.first or (self.last is not None and day >= self.last):
            return 0.0
        if self.company.get(day) is False or (day in self.public and self.company.get(day) is not True):
            return 0.0
        parts = {"1": {"morning", "afternoon"}, "a": {"morning"}, "p": {"afternoon"}}.get(
            self.week[day.weekday()], set()
        )
        for first, last, part in self.away:
            if first <= day <= last:
                parts -= {"morning", "afternoon"} if part == "whole" else {part}
        return len(parts) / 2

    def works(self, day: date) -> bool:
        return self.share(day) > 0

    def before(self, day: date) -> date | None:
        """Return the last working day before a day."""
        for back in range(1, 60):
            if self.works(day - timedelta(days=back)):
                return day - timedelta(days=back)
        return None

    def between(self, first: date, last: date) -> Iterator[date]:
        """Return the working days from ``first`` to ``last``, both counted."""
        for ahead in range((last - first).days + 1):
            if self.works(first + timedelta(days=ahead)):
                yield first + timedelta(days=ahead)


def days_of(rep: Rep, rows: Rows) -> Days:
    """Return the days of a person as the rows have them."""
    country, region = rows.country
    zone = ZoneInfo(rep.zone)
    return Days(
        week=rep.week,
        public=public_holidays(rep.country or country, rep.region if rep.country else region),
        company=rows.company_days,
        away=tuple((each.first_day, each.last_day, each.part) for each in rows.absences if each.rep_id == rep.id),
        first=_find_first(rep, rows, rep.created_at.astimezone(zone).date()),
        last=rep.left_at.astimezone(zone).date() if rep.left_at else None,
    )


def _find_first(rep: Rep, rows: Rows, met: date) -> date:
    """Return the first day of somebody: the one on which we met, or that of a history from before."""
    before = min((each.day for each in rows.activities_of.get(rep.id, [])), default=met)
    return before if met - before > timedelta(days=7) else met


def local_day(rep: Rep, moment: datetime) -> date:
    """Return the day that it is for somebody."""
    return moment.astimezone(ZoneInfo(rep.zone)).date()


@lru_cache
def public_holidays(country: str, region: str | None) -> frozenset[date]:
    """Return the days on which a country is closed."""
    worked = WORKED_IN.get(country, ())
    found = holidays.country_holidays(country, subdiv=region, years=range(2023, 2029))
    return frozenset(day for day, name in found.items() if not any(each in name for each in worked))
