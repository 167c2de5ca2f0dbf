"""A team's weekly and monthly totals: activities, advances, and points to decide (R7, R8, R9); no names (K10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.accounts.coverage import Coverage
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.home.progress import Progress
from bot.domain.log.activity import RHYTHM_KINDS, Counts, NamedKind
from bot.domain.log.own_kinds import OwnKind
from bot.domain.people.people import Team
from bot.domain.reviews.review import Steps
from bot.domain.text.money import Worth

WEEKS_SHOWN = 8


class DecisionKind(StrEnum):
    """The points that may need a decision; each has its sentence in the templates."""

    STEPS_OPEN = "steps_open"
    CUSTOMERS_FORGOTTEN = "customers_forgotten"
    KIND_BEHIND = "kind_behind"
    NOBODY_LOGGED = "nobody_logged"


@dataclass(frozen=True, slots=True)
class Decision:
    """A point to decide, with its figure and the account or kind concerned; ``own`` is a kind of the workspace."""

    kind: DecisionKind
    count: int
    subject: str = ""
    own: NamedKind | None = None


@dataclass(frozen=True, slots=True)
class WeekTotal:
    """One week of the trend: activities by kind, and next steps agreed (advances, V1)."""

    monday: date
    done: Counts
    advances: int

    @property
    def is_empty(self) -> bool:
        """Whether the week has no data."""
        return not any(self.done.values()) and not self.advances


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """A team's week from Monday; ``trend`` ends with it."""

    team: Team
    monday: date
    people: int
    progress: Progress
    steps: Steps
    trend: Sequence[WeekTotal]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class DealsClosed:
    """The deals that a team won and lost in a period; ``are_known`` is True when the team has any deals."""

    won: int = 0
    lost: int = 0
    value: tuple[Worth, ...] = ()
    margin: tuple[Worth, ...] = ()
    are_known: bool = False


NO_DEALS = DealsClosed()


@dataclass(frozen=True, slots=True)
class TeamMonth:
    """A team's month compared with the previous one, from activities to deals and margin (R9)."""

    team: Team
    month: date
    done: Counts
    steps: Steps
    before: Counts
    steps_before: Steps
    deals: DealsClosed = NO_DEALS
    # The team's seven certainties (Z8); None without deals.
    scorecard: Scorecard | None = None
    own_kinds: tuple[OwnKind, ...] = ()

    @property
    def contacts(self) -> int:
        """The total of all activities."""
        return sum(self.done.values())

    @property
    def contacts_before(self) -> int:
        """The total of all activities in the previous month."""
        return sum(self.before.values())


def list_decisions(week: TeamWeek) -> list[Decision]:
    """Return the points to decide from a team's week, in order of weight."""
    if week.progress.is_empty:
        return [Decision(DecisionKind.NOBODY_LOGGED, 0)]
    found = []
    if week.steps.missed:
        found.append(Decision(DecisionKind.STEPS_OPEN, week.steps.missed))
    unseen = week.coverage.customers.size - week.coverage.customers.this_quarter
    if unseen and week.coverage.forgotten:
        found.append(Decision(DecisionKind.CUSTOMERS_FORGOTTEN, unseen, week.coverage.forgotten[0].name))
    for kind in RHYTHM_KINDS:
        wanted = week.progress.targets.of(kind)
        if wanted and week.progress.done_of(kind) * 2 < wanted:
            found.append(Decision(DecisionKind.KIND_BEHIND, week.progress.done_of(kind), kind))
    return found + [
        Decision(DecisionKind.KIND_BEHIND, own.done, own=own.kind.named)
        for own in week.progress.own
        if own.done * 2 < own.target
    ]
