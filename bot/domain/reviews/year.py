"""A rep's year in working days: total targets, activities so far, pace and projection (R4, R5, K4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.calendar.status_words import is_sick_status
from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.log.activity import RHYTHM_KINDS, Counts, Kind, OwnKindId
from bot.domain.log.own_kinds import OwnKind
from bot.domain.people.counted_targets import CountedDays, sum_targets
from bot.domain.people.people import Targets

MARATHON = 42.195  # kilometres: the marathon
# With fewer working days a pace is meaningless.
ENOUGH_DAYS = 5
# The pace of lately is that of the last four weeks of five days.
LATELY = 20
# The sources of free days that are no leave: of who had left or only led for a while.
NOT_HERE = frozenset({"left", "led"})


@dataclass(frozen=True, slots=True)
class Pace:
    """What was done since a local day, over ``days`` that count (K4), and what the year comes to at that pace.

    ``projected`` is what was done so far with the pace over the days that are left.
    """

    since: date
    days: float
    projected: Counts


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of one rep as at a local day.

    ``days`` and ``days_done`` are days that count (a half day is 0.5), from the first day here on, with today as done
    and without the leave that is still to be taken. ``wanted`` is the total of the targets. ``pace`` is that from the
    first day on, ``lately`` that of the last 20 days; None when it is too early, or the same. ``asks_leave`` is True
    while the days of leave in a year are unknown. ``own_kinds`` are those with a target, or done.
    """

    year: int
    days: float
    days_done: float
    wanted: Counts
    done: Counts
    pace: Pace | None
    lately: Pace | None = None
    since: date | None = None
    leave_left: float = 0.0
    asks_leave: bool = False
    own_kinds: tuple[OwnKind, ...] = ()

    @property
    def kilometres(self) -> float:
        """The distance covered so far if one marathon were spread over the working days of this year (R5)."""
        return MARATHON * self.days_done / self.days if self.days else 0.0

    @property
    def kilometres_a_day(self) -> float:
        """The distance per working day."""
        return MARATHON / self.days if self.days else 0.0


@dataclass(frozen=True, slots=True)
class YearSpans:
    """From which local day on a year and its pace of lately are counted, up to and including today."""

    first: date
    lately: date


@dataclass(frozen=True, slots=True)
class YearDone:
    """What was done: in the whole calendar year, from the first day that counts on, and in the last 20 days."""

    year: Counts
    since_first: Counts
    lately: Counts


def find_year_spans(calendar: WorkCalendar, *, today: date) -> YearSpans:
    """Return the days from which on to count, on a local day."""
    first = max(date(today.year, 1, 1), calendar.counts_from or date.min)
    counted = calendar.list_counted(first, today)
    return YearSpans(first=first, lately=counted[-LATELY] if len(counted) > LATELY else first)


def count_year(
    *, calendar: WorkCalendar, targets: Targets, done: YearDone, today: date, leave_days: int | None = None
) -> Year:
    """Return the year of ``today`` (R5): 220 days of 5, 2 and 1 are 1,100, 440 and 220."""
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    spans, days_done = find_year_spans(calendar, today=today), calendar.count_days(first, today)
    ahead = calendar.count_days(first, last) - days_done
    leave_left = min(ahead, _find_leave_left(calendar, leave_days, first, last))
    days = days_done + ahead - leave_left
    weeks = days / calendar.week.days if calendar.week.days else 0.0
    total = sum_targets([CountedDays(targets, days=days, weeks=weeks)])
    wanted: dict[Kind | OwnKindId, int] = {kind: total.of(kind) for kind in RHYTHM_KINDS}
    wanted.update((each.kind.id, each.count) for each in total.own)
    own = tuple(each.kind for each in targets.own if wanted[each.kind.id] or done.year.get(each.kind.id))

    def measure(since: date, counts: Counts) -> Pace | None:
        span = calendar.count_days(since, today)
        if span < ENOUGH_DAYS:
            return None
        keys = _list_keys(own)
        return Pace(
            since,
            span,
            {key: round(done.year.get(key, 0) + counts.get(key, 0) / span * (days - days_done)) for key in keys},
        )

    return Year(
        year=today.year,
        days=days,
        days_done=days_done,
        wanted=wanted,
        own_kinds=own,
        done={**done.year, **{key: done.year.get(key, 0) for key in _list_keys(own)}},
        pace=measure(spans.first, done.since_first),
        lately=measure(spans.lately, done.lately) if spans.lately > spans.first else None,
        since=spans.first if spans.first > first else None,
        leave_left=leave_left,
        asks_leave=leave_days is None,
    )


def _list_keys(own_kinds: Iterable[OwnKind]) -> tuple[Kind | OwnKindId, ...]:
    """Return everything that is shown, done or not."""
    return (*RHYTHM_KINDS, *(kind.id for kind in own_kinds))


def _find_leave_left(calendar: WorkCalendar, leave_days: int | None, first: date, last: date) -> float:
    """Return how many days of this year's leave are not in the calendar yet, 0 while the number a year is unknown.

    Who is here for part of the year has that part of the leave; being ill is no leave.
    """
    if leave_days is None:
        return 0.0
    kept = (each for each in calendar.absences if is_sick_status(each.reason) or each.source in NOT_HERE)
    without = replace(calendar, absences=tuple(kept))
    sick_only, whole = without.count_days(first, last), replace(without, counts_from=None, counts_until=None)
    in_all = whole.count_days(first, last)
    due = leave_days * sick_only / in_all if in_all else 0.0
    # Leave is planned in halves of days.
    return max(0.0, round(2 * (due - (sick_only - calendar.count_days(first, last)))) / 2)
