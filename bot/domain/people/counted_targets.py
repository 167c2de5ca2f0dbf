"""The targets of a period, over the days of each person that count (K4, R1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.log.own_kinds import Period
from bot.domain.people.people import OwnTarget, Rep, Targets
from bot.domain.people.team_targets import TargetChange, find_targets_on

# Sums of halves and fifths are exact to far more digits than this.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class CountedDays:
    """A person's part of a period: the targets of a whole day, and how many days and working weeks count.

    A half day is 0.5; ``weeks`` is 0.6 for three days of a week of five, and 0 for a single day, which has no weekly
    targets.
    """

    targets: Targets
    days: float
    weeks: float = 0.0


def count_day(rep: Rep, calendar: WorkCalendar, day: date, *, changes: Sequence[TargetChange] = ()) -> CountedDays:
    """Return how much one day of a rep counts (K4), with the targets that held on it (K7)."""
    return CountedDays(find_targets_on(rep, changes, day).targets, days=calendar.count_share(day))


def count_period(
    rep: Rep, calendar: WorkCalendar, first: date, last: date, *, changes: Sequence[TargetChange] = ()
) -> Iterator[CountedDays]:
    """Yield how much of a rep's days from ``first`` to ``last`` count (K4), weekly targets included.

    One part for each of the targets that held in it (K7): ``changes`` may be those of several reps.
    """
    begins = sorted({each.from_day for each in changes if each.rep_id == rep.id and first < each.from_day <= last})
    ends = [*(day - timedelta(days=1) for day in begins), last]
    for begin, end in zip([first, *begins], ends, strict=True):
        days = calendar.count_days(begin, end)
        weeks = days / rep.week.days if rep.week.days else 0.0
        yield CountedDays(find_targets_on(rep, changes, begin).targets, days=days, weeks=weeks)


def sum_targets(counted: Iterable[CountedDays]) -> Targets:
    """Return the targets over everybody's days that count: halves are added as halves, and rounded up once at the end.

    Own kinds without a target keep their place, so that what was done of them has a name.
    """
    listed = list(counted)
    return Targets(
        message=_round_up(each.targets.message * each.days for each in listed),
        call=_round_up(each.targets.call * each.days for each in listed),
        visit=_round_up(each.targets.visit * each.days for each in listed),
        own=_sum_own(listed),
    )


def _sum_own(listed: Iterable[CountedDays]) -> tuple[OwnTarget, ...]:
    pairs = [(target, each) for each in listed for target in each.targets.own]
    # The kind as the first person has it, for its name: each may have chosen another target.
    kinds = {target.kind.id: target.kind for target, _ in reversed(pairs)}
    wanted = dict.fromkeys(kinds, 0.0)
    for target, each in pairs:
        wanted[target.kind.id] += target.count * each.days + target.kind.wants(Period.WEEK) * each.weeks
    return tuple(OwnTarget(kind, _round_up([wanted[kind.id]])) for kind in reversed(kinds.values()))


def _round_up(parts: Iterable[float]) -> int:
    return ceil(round(sum(parts), DIGITS))
