"""A rep's year in working days: total targets, activities so far, and projection (R4, R5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.log.activity import Kind
from bot.domain.people.people import Targets

MARATHON = 42.195  # kilometres: the marathon
# With fewer working days a projection is meaningless.
ENOUGH_DAYS = 5


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of one rep as at a local day.

    ``days`` and ``days_done`` are working days (a half day is 0.5), with today counted as done. ``wanted`` is the total
    of the targets; ``projected`` extrapolates the current pace, None when it is too early.
    """

    year: int
    days: float
    days_done: float
    wanted: Mapping[Kind, int]
    done: Mapping[Kind, int]
    projected: Mapping[Kind, int] | None

    @property
    def kilometres(self) -> float:
        """The distance covered so far if one marathon were spread over the working days of this year (R5)."""
        return MARATHON * self.days_done / self.days if self.days else 0.0

    @property
    def kilometres_a_day(self) -> float:
        """The distance per working day."""
        return MARATHON / self.days if self.days else 0.0


def count_year(*, calendar: WorkCalendar, targets: Targets, done: Mapping[Kind, int], today: date) -> Year:
    """Return the year of ``today`` (R5): 220 days of 5, 2 and 1 are 1,100, 440 and 220."""
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    days, days_done = calendar.count_days(first, last), calendar.count_days(first, today)
    return Year(
        year=today.year,
        days=days,
        days_done=days_done,
        wanted=_add_up(calendar, targets, first, last),
        done={kind: done.get(kind, 0) for kind in Kind},
        projected=_project(done, days=days, days_done=days_done),
    )


def _add_up(calendar: WorkCalendar, targets: Targets, first: date, last: date) -> dict[Kind, int]:
    wanted = dict.fromkeys(Kind, 0)
    for number in range((last - first).days + 1):
        part = calendar.judge(first + timedelta(days=number)).part
        if part is not None:
            of_day = targets.on(part)
            wanted = {kind: wanted[kind] + of_day.of(kind) for kind in Kind}
    return wanted


def _project(done: Mapping[Kind, int], *, days: float, days_done: float) -> dict[Kind, int] | None:
    if days_done < ENOUGH_DAYS:
        return None
    return {kind: round(done.get(kind, 0) / days_done * days) for kind in Kind}
