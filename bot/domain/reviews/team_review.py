"""A team's weekly and monthly totals: activities, advances, and points to decide (R7, R8, R9); no names (K10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.accounts.coverage import TeamCoverage
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.deals.deals import DealState
from bot.domain.home.progress import Progress
from bot.domain.log.activity import RHYTHM_KINDS, Counts, Kind, NamedKind, OwnKindId
from bot.domain.log.own_kinds import OwnKind
from bot.domain.people.people import Team
from bot.domain.statistics.team_totals import FEWEST_PEOPLE, RepDay, Tally, TotalsRule
from bot.domain.text.money import Worth, add_up

WEEKS_SHOWN = 8
# Of a workspace's own kinds, besides the usual three: a chart has room for so many bars a week.
OWN_KINDS_DRAWN = 2


class DecisionKind(StrEnum):
    """The points that may need a decision; each has its sentence in the templates."""

    STEPS_OPEN = "steps_open"
    CUSTOMERS_FORGOTTEN = "customers_forgotten"
    KIND_BEHIND = "kind_behind"
    NOBODY_LOGGED = "nobody_logged"


@dataclass(frozen=True, slots=True)
class Decision:
    """A point to decide, with its figure and the kind concerned; ``own`` is a kind of the workspace."""

    kind: DecisionKind
    count: int
    subject: str = ""
    own: NamedKind | None = None


@dataclass(frozen=True, slots=True)
class StepTallies:
    """The next steps of a team's reps by rep and local day: agreed, kept on their day, and missed or still open."""

    made: Tally
    kept: Tally
    missed: Tally

    def add_up(self, rule: TotalsRule, first: date, last: date) -> "TeamSteps":
        """Return the totals of a period that may be shown."""
        made, kept, missed = (rule.add_up(each, first, last) for each in (self.made, self.kept, self.missed))
        return TeamSteps(made, kept, missed)


@dataclass(frozen=True, slots=True)
class TeamSteps:
    """A team's next steps in a period: agreed, kept, and missed or still open; None for what may not be shown (K10)."""

    made: int | None = None
    kept: int | None = None
    missed: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no figure may be shown."""
        return self.made is None and self.kept is None and self.missed is None


@dataclass(frozen=True, slots=True)
class WeekTotal:
    """One week of the trend: activities of the kinds that may be shown (K10), and next steps agreed (V1).

    ``days`` are those of all members that count (K4): a short week is measured by its own days.
    """

    monday: date
    done: Counts
    advances: int | None
    days: float = 0.0

    def per_day(self, kind: Kind | OwnKindId) -> float | None:
        """Return what one person did on a working day; None where no total may be shown."""
        done = self.done.get(kind)
        return done / self.days if done is not None and self.days else None

    @property
    def is_empty(self) -> bool:
        """Whether the week has no figures."""
        return not self.done and self.advances is None


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """A team's week from Monday; ``trend`` ends with it, ``active`` is how many people logged something.

    ``progress`` has what was done of the kinds that may be shown (K10). ``members`` are all who are in the team,
    ``people`` those of whom a day of that week counts (K4).
    """

    team: Team
    monday: date
    people: int
    active: int
    progress: Progress
    steps: TeamSteps
    trend: Sequence[WeekTotal]
    coverage: TeamCoverage
    members: int = 0

    @property
    def is_off(self) -> bool:
        """Whether there are members, and the week counts for none of them."""
        return self.members > 0 and not self.people

    @property
    def drawn_kinds(self) -> tuple[OwnKind, ...]:
        """The own kinds of the trend: those that were done most often in it."""
        kinds = [each.kind for each in self.progress.targets.own]
        totals = {kind: sum(week.done.get(kind.id, 0) for week in self.trend) for kind in kinds}
        done = [kind for kind, total in totals.items() if total]
        return tuple(sorted(done, key=lambda kind: -totals[kind])[:OWN_KINDS_DRAWN])


@dataclass(frozen=True, slots=True)
class ClosedDeal:
    """A deal that an owner of the team won or lost."""

    owner_id: int
    state: DealState
    value: Worth | None
    margin: Worth | None
    closed_on: date


@dataclass(frozen=True, slots=True)
class ClosedDeals:
    """The deals closed in a period; ``are_known`` is True when the team has any deals."""

    are_known: bool
    closed: tuple[ClosedDeal, ...]

    def add_up(self, rule: TotalsRule) -> "DealsClosed":
        """Return the totals that may be shown."""
        won = [deal for deal in self.closed if deal.state is DealState.WON]
        lost = [deal for deal in self.closed if deal.state is DealState.LOST]
        return DealsClosed(
            won=rule.keep(len(won), [deal.owner_id for deal in won]),
            lost=rule.keep(len(lost), [deal.owner_id for deal in lost]),
            value=_add_up_shown(rule, [(deal.owner_id, deal.value) for deal in won]),
            margin=_add_up_shown(rule, [(deal.owner_id, deal.margin) for deal in won]),
            are_known=self.are_known,
        )


def _add_up_shown(rule: TotalsRule, amounts: Sequence[tuple[int, Worth | None]]) -> tuple[Worth, ...]:
    """Return a total per currency in which enough people have an amount."""
    owners: dict[str, set[int]] = {}
    for owner_id, worth in amounts:
        if worth is not None:
            owners.setdefault(worth.currency, set()).add(owner_id)
    totals = add_up(worth for _, worth in amounts)
    return tuple(each for each in totals if rule.may_show(owners[each.currency]))


@dataclass(frozen=True, slots=True)
class DealsClosed:
    """The deals that a team won and lost in a period; None for a number that may not be shown (K10)."""

    won: int | None = None
    lost: int | None = None
    value: tuple[Worth, ...] = ()
    margin: tuple[Worth, ...] = ()
    are_known: bool = False


NO_DEALS = DealsClosed()


@dataclass(frozen=True, slots=True)
class TeamMonth:
    """A team's month compared with the previous one, from activities to deals and margin (R9).

    ``done`` and ``before`` have the kinds that may be shown (K10); ``contacts`` is the sum of all kinds when it may be.
    ``days`` and ``days_before`` are the days of all members that count (K4), what each total was counted over (K7).
    """

    team: Team
    month: date
    done: Counts
    contacts: int | None
    contacts_before: int | None
    steps: TeamSteps
    steps_before: TeamSteps
    deals: DealsClosed = NO_DEALS
    # The team's seven certainties (Z8); None without deals.
    scorecard: Scorecard | None = None
    own_kinds: tuple[OwnKind, ...] = ()
    days: float = 0.0
    days_before: float = 0.0


def split_by_kind(done: Mapping[RepDay, Counts]) -> dict[Kind | OwnKindId, dict[RepDay, int]]:
    """Return what reps did on local days as a tally of each kind."""
    found: dict[Kind | OwnKindId, dict[RepDay, int]] = {}
    for rep_day, counts in done.items():
        for kind, count in counts.items():
            if count:
                found.setdefault(kind, {})[rep_day] = count
    return found


def list_decisions(week: TeamWeek) -> list[Decision]:
    """Return the points to decide from a team's week, in order of weight."""
    if not week.active:
        return [Decision(DecisionKind.NOBODY_LOGGED, 0)] if week.people >= FEWEST_PEOPLE else []
    found = []
    if week.steps.missed:
        found.append(Decision(DecisionKind.STEPS_OPEN, week.steps.missed))
    if week.coverage.unseen_customers:
        found.append(Decision(DecisionKind.CUSTOMERS_FORGOTTEN, week.coverage.unseen_customers))
    for kind in RHYTHM_KINDS:
        wanted = week.progress.targets.of(kind)
        if kind in week.progress.done and wanted and week.progress.done_of(kind) * 2 < wanted:
            found.append(Decision(DecisionKind.KIND_BEHIND, week.progress.done_of(kind), kind))
    return found + [
        Decision(DecisionKind.KIND_BEHIND, own.done, own=own.kind.named)
        for own in week.progress.own
        if own.kind.id in week.progress.done and own.done * 2 < own.target
    ]
