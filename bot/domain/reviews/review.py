"""A rep's week and month looked back on, and one thought with one act from the own figures (R8, R10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.certainties.method_overviews import GoalOverview
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Kind

DAYS_OF_WEEK = 7
# So many calls in an hour of the day before anything is said about it (V4).
ENOUGH_CALLS = 5


@dataclass(frozen=True, slots=True)
class Steps:
    """Next steps of a span of days: agreed in it, kept or late (also after a move) in it, and missed or still open."""

    made: int = 0
    kept: int = 0
    late: int = 0
    missed: int = 0

    @property
    def share_kept(self) -> float | None:
        """Which share of the steps that came due was kept on its day, None when none came due."""
        due = self.kept + self.late + self.missed
        return self.kept / due if due else None


@dataclass(frozen=True, slots=True)
class RepWeek:
    """A rep's week from Monday on: what was done against what its working days asked, and what moved.

    ``best_hour`` is the local hour at which calls reached people best, None when there are too few to tell.
    """

    monday: date
    days: float
    progress: Progress
    before: Mapping[Kind, int]
    steps: Steps
    streak: int
    best_hour: int | None

    @property
    def talks(self) -> int:
        """How many calls and visits there were."""
        return self.progress.done_of(Kind.CALL) + self.progress.done_of(Kind.VISIT)


@dataclass(frozen=True, slots=True)
class RepMonth:
    """A month against the one before; ``days`` are working days."""

    month: date
    days: float
    done: Mapping[Kind, int]
    steps: Steps
    before: Mapping[Kind, int]
    steps_before: Steps


class ThoughtKind(StrEnum):
    """What there is to think about; each has its thought and its act in the templates."""

    STEPS_MISSED = "steps_missed"
    TALKS_WITHOUT_STEP = "talks_without_step"
    CALLS_BEHIND = "calls_behind"
    VISITS_MISSING = "visits_missing"
    QUIET_WEEK = "quiet_week"
    BEST_HOUR = "best_hour"
    STEPS_KEPT = "steps_kept"
    STRONG_WEEK = "strong_week"
    STREAK = "streak"


@dataclass(frozen=True, slots=True)
class Thought:
    """One thing to think about, with the figure that brought it up."""

    kind: ThoughtKind
    count: int


@dataclass(frozen=True, slots=True)
class MorningExtras:
    """What a morning plan may carry on some days: Friday's thought, the month, and for a quiet rep the week."""

    thought: Thought | None = None
    month: RepMonth | None = None
    week: RepWeek | None = None
    # With the month, and only for the rep: the seven certainties and the own goal.
    scorecard: Scorecard | None = None
    goal: GoalOverview | None = None


def find_thought(week: RepWeek) -> Thought:
    """Return the one thing to think about (R10), chosen from the own figures of the week.

    What applies is ordered by weight: broken promises, talks that led to nothing, calls, visits, then what goes
    well. The number of the week turns among the two weightiest, so that the same one does not come every Friday.
    """
    found = [thought for thought in _list_thoughts(week) if thought.count > 0]
    if not found:
        return Thought(ThoughtKind.QUIET_WEEK, 0)
    return found[week.monday.isocalendar().week % min(2, len(found))]


def _list_thoughts(week: RepWeek) -> list[Thought]:
    done, targets, steps = week.progress.done_of, week.progress.targets, week.steps
    calls_wanted, visits_wanted = targets.of(Kind.CALL), targets.of(Kind.VISIT)
    without = week.talks - steps.made
    kept_well = steps.kept if steps.share_kept == 1 else 0
    return [
        Thought(ThoughtKind.STEPS_MISSED, steps.missed),
        Thought(ThoughtKind.TALKS_WITHOUT_STEP, without if without > steps.made else 0),
        Thought(ThoughtKind.CALLS_BEHIND, _lag(done(Kind.CALL), calls_wanted, done(Kind.MESSAGE))),
        Thought(ThoughtKind.VISITS_MISSING, visits_wanted if not done(Kind.VISIT) and done(Kind.CALL) else 0),
        Thought(ThoughtKind.BEST_HOUR, week.best_hour or 0),
        Thought(ThoughtKind.STEPS_KEPT, kept_well),
        Thought(ThoughtKind.STRONG_WEEK, sum(week.progress.done.values()) if week.progress.is_complete else 0),
        Thought(ThoughtKind.STREAK, week.streak if week.streak >= DAYS_OF_WEEK else 0),
    ]


def _lag(calls: int, wanted: int, messages: int) -> int:
    """Return how many messages there were, when calls stayed under half of what was meant."""
    return messages if calls * 2 < wanted and messages else 0


def find_best_hour(calls: Mapping[int, tuple[int, int]]) -> int | None:
    """Return the hour at which calls reach people best, from (reached, all) by local hour; None with too few."""
    enough = {hour: reached / every for hour, (reached, every) in calls.items() if every >= ENOUGH_CALLS}
    return max(enough, key=lambda hour: (enough[hour], -hour), default=None)


def find_monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def find_month_before(month: date) -> date:
    """Return the first day of the month before the one that begins on ``month``."""
    return (month - timedelta(days=1)).replace(day=1)
