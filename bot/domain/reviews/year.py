"""A rep's year in working days: total targets, activities so far, and projection (R4, R5)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.log.activity import RHYTHM_KINDS, Counts, Kind, OwnKindId
from bot.domain.log.own_kinds import OwnKind
from bot.domain.people.people import Targets

MARATHON = 42.195  # kilometres: the marathon
# With fewer working days a projection is meaningless.
ENOUGH_DAYS = 5


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of one rep as at a local day.

    ``days`` and ``days_done`` are working days (a half day is 0.5), with today counted as done. ``wanted`` is the total
    of the targets; ``projected`` extrapolates the current pace, None when it is too early. ``own_kinds`` are those with
    a target, or done.
    """

    year: int
    days: float
    days_done: float
    wanted: Counts
    done: Counts
    projected: Counts | None
    own_kinds: tuple[OwnKind, ...] = ()

    @property
    def kilometres(self) -> float:
        """The distance covered so far if one marathon were spread over the working days of this year (R5)."""
        return MARATHON * self.days_done / self.days if self.days else 0.0

    @property
    def kilometres_a_day(self) -> float:
        """The distance per working day."""
        return MARATHON / self.days if self.days else 0.0


def count_year(*, calendar: WorkCalendar, targets: Targets, done: Counts, today: date) -> Year:
    """Return the year of ``today`` (R5): 220 days of 5, 2 and 1 are 1,100, 440 and 220."""
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    days, days_done = calendar.count_days(first, last), calendar.count_days(first, today)
    wanted = _add_up(calendar, targets, first, last)
    own = tuple(each.kind for each in targets.own if wanted[each.kind.id] or done.get(each.kind.id))
    return Year(
        year=today.year,
        days=days,
        days_done=days_done,
        wanted=wanted,
        own_kinds=own,
        done=_fill_up(done, own),
        projected=_project(done, days=days, days_done=days_done),
    )


def _add_up(calendar: WorkCalendar, targets: Targets, first: date, last: date) -> Counts:
    total = targets.cleared()
    for number in range((last - first).days + 1):
        part = calendar.judge(first + timedelta(days=number)).part
        if part is not None:
            total = total.plus(targets.on(part))
    total = total.plus_weeks(calendar.count_days(first, last) / calendar.week.days if calendar.week.days else 0)
    wanted: dict[Kind | OwnKindId, int] = {kind: total.of(kind) for kind in RHYTHM_KINDS}
    wanted.update((each.kind.id, each.count) for each in total.own)
    return wanted


def _fill_up(done: Counts, own_kinds: tuple[OwnKind, ...]) -> Counts:
    """Return the counts with a zero for everything that is shown and was not done."""
    shown: tuple[Kind | OwnKindId, ...] = (*RHYTHM_KINDS, *(kind.id for kind in own_kinds))
    return {**done, **{key: done.get(key, 0) for key in shown}}


def _project(done: Counts, *, days: float, days_done: float) -> Counts | None:
    if days_done < ENOUGH_DAYS:
        return None
    return {key: round(count / days_done * days) for key, count in _fill_up(done, ()).items()}
