"""A rep's weekly and monthly review, with one thought and one action from the rep's figures (R8, R10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.certainties.feedback import Feedback
from bot.domain.certainties.method_overviews import GoalOverview
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts, Kind
from bot.domain.log.own_kinds import OwnKind

DAYS_OF_WEEK = 7
# The minimum calls in an hour of the day before it is compared (V4).
ENOUGH_CALLS = 5
# Fewer messages than this are no heap of mail; nor are they where there is a call for every other message.
MANY_MESSAGES, PER_CALL = 5, 2


@dataclass(frozen=True, slots=True)
class Steps:
    """Counts of next steps in a period: agreed, kept or late (also after a move), and missed or still open."""

    made: int = 0
    kept: int = 0
    late: int = 0
    missed: int = 0

    @property
    def due(self) -> int:
        """The number of steps that were due: kept, late, and missed or still open."""
        return self.kept + self.late + self.missed

    @property
    def share_kept(self) -> float | None:
        """The share of the steps due that were kept on their day, None when none were due."""
        return self.kept / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class RepWeek:
    """A rep's week from Monday: activities against the targets of its working days, and advances.

    ``before_until`` is the last day that is counted of the week before, None for all of it. ``best_hour`` is the local
    hour with the highest answer rate, None with too few calls. ``won`` is the number of deals that were won in it,
    looked up when nothing was logged. ``open_ends`` is how many conversations ended without a next step, ``owed``
    the poor score of late because of which nothing was promised yet (K2). ``goes_on`` is whether days that count are
    still to come in it, ``leads_only`` whether the rep does not sell (K4).
    """

    monday: date
    days: float
    progress: Progress
    before: Counts
    steps: Steps
    streak: int
    best_hour: int | None
    open_ends: int = 0
    owed: Feedback | None = None
    before_until: date | None = None
    won: int = 0
    goes_on: bool = False
    leads_only: bool = False


@dataclass(frozen=True, slots=True)
class RepMonth:
    """A month compared with the previous one; ``days`` are those that count (K4).

    ``before_until`` is the last day that is counted of the month before, None for all of it.
    """

    month: date
    days: float
    done: Counts
    steps: Steps
    before: Counts
    steps_before: Steps
    own_kinds: tuple[OwnKind, ...] = ()
    before_until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was logged in it, so that there is nothing to tell of its own accord (K11)."""
        return not any(self.done.values())


class ThoughtKind(StrEnum):
    """The topics of a thought; each has a thought and an action in the templates."""

    PROMISE = "promise"
    STEPS_MISSED = "steps_missed"
    TALKS_WITHOUT_STEP = "talks_without_step"
    CALLS_BEHIND = "calls_behind"
    VISITS_MISSING = "visits_missing"
    QUIET_WEEK = "quiet_week"
    BEST_HOUR = "best_hour"
    STEPS_KEPT = "steps_kept"
    STRONG_WEEK = "strong_week"
    STREAK = "streak"
    STEADY_WEEK = "steady_week"


@dataclass(frozen=True, slots=True)
class Thought:
    """A thought with the figure behind it, or the account that it is about."""

    kind: ThoughtKind
    count: int
    account: str = ""
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class MorningExtras:
    """Optional parts of a morning plan: Friday's thought, the monthly review, and the week for a rep on quiet."""

    thought: Thought | None = None
    month: RepMonth | None = None
    week: RepWeek | None = None
    # With the monthly review, and for the rep only: the seven certainties and the personal goal.
    scorecard: Scorecard | None = None
    goal: GoalOverview | None = None


def find_thought(week: RepWeek) -> Thought:
    """Return the thought of the week (R10), chosen from the rep's own figures.

    Candidates are ordered by weight: missed steps, talks without a next step, calls, visits, then successes. Weeks
    alternate between the first two, so that the same one does not appear every Friday (K5); where there is one, the
    other is what there is to say of any week: that it was quiet only where it was. What is owed to a customer after a
    poor score comes before all of them (K2).
    """
    if week.owed:
        return Thought(ThoughtKind.PROMISE, 1, week.owed.account_name, week.owed.account_id)
    found = [thought for thought in _list_thoughts(week) if thought.count > 0]
    contacts = sum(week.progress.done.values())
    found.append(Thought(ThoughtKind.STEADY_WEEK if contacts else ThoughtKind.QUIET_WEEK, contacts))
    return found[week.monday.toordinal() // DAYS_OF_WEEK % 2 % len(found)]


def _list_thoughts(week: RepWeek) -> list[Thought]:
    done, targets, steps = week.progress.done_of, week.progress.targets, week.steps
    calls_wanted, visits_wanted = targets.of(Kind.CALL), targets.of(Kind.VISIT)
    kept_well = steps.kept if steps.share_kept == 1 else 0
    return [
        Thought(ThoughtKind.STEPS_MISSED, steps.missed),
        Thought(ThoughtKind.TALKS_WITHOUT_STEP, week.open_ends if week.open_ends > steps.made else 0),
        Thought(ThoughtKind.CALLS_BEHIND, _lag(done(Kind.CALL), calls_wanted, done(Kind.MESSAGE))),
        Thought(ThoughtKind.VISITS_MISSING, visits_wanted if not done(Kind.VISIT) and done(Kind.CALL) else 0),
        Thought(ThoughtKind.BEST_HOUR, week.best_hour or 0),
        Thought(ThoughtKind.STEPS_KEPT, kept_well),
        Thought(ThoughtKind.STRONG_WEEK, sum(week.progress.done.values()) if week.progress.is_complete else 0),
        Thought(ThoughtKind.STREAK, week.streak if week.streak >= DAYS_OF_WEEK else 0),
    ]


def _lag(calls: int, wanted: int, messages: int) -> int:
    """Return the number of messages if they were many, and calls few beside them and half of their target, else 0."""
    is_many = messages >= MANY_MESSAGES and messages > calls * PER_CALL
    return messages if calls * 2 < wanted and is_many else 0


def find_best_hour(calls: Mapping[int, tuple[int, int]]) -> int | None:
    """Return the hour with the highest answer rate, from (answered, all) by local hour; None with too few calls."""
    enough = {hour: reached / every for hour, (reached, every) in calls.items() if every >= ENOUGH_CALLS}
    return max(enough, key=lambda hour: (enough[hour], -hour), default=None)


def find_monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def find_month_before(month: date) -> date:
    """Return the first day of the previous month; ``month`` is the first day of a month."""
    return (month - timedelta(days=1)).replace(day=1)


def find_month_end(month: date) -> date:
    """Return the last day of the month that starts on ``month``."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def find_same_days(calendar: WorkCalendar, *, monday: date, day: date) -> date | None:
    """Return until which day the week before is compared with a week up to a day, None for all of it.

    As with a month (K4): the days that counted in the one are as many as in the other.
    """
    sunday = monday + timedelta(days=DAYS_OF_WEEK - 1)
    if not calendar.list_counted(day + timedelta(days=1), sunday):
        return None
    return _find_as_far(calendar, (monday, day), (monday - timedelta(days=DAYS_OF_WEEK), monday - timedelta(days=1)))


def find_same_part(calendar: WorkCalendar, *, month: date, today: date) -> date | None:
    """Return until which day the month before is compared with the part of a month up to today, None for all of it.

    It is the day on which as many days had counted there (K4): half a month is set beside half a month.
    """
    if today >= find_month_end(month):
        return None
    return _find_as_far(calendar, (month, today), (find_month_before(month), month - timedelta(days=1)))


def _find_as_far(calendar: WorkCalendar, span: tuple[date, date], before: tuple[date, date]) -> date | None:
    """Return the day of a period on which as many days had counted as do in another, None for all of it."""
    counted = calendar.list_counted(*before)
    number = max(1, len(calendar.list_counted(*span)))
    return counted[number - 1] if number < len(counted) else None
