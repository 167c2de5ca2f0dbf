"""The agenda of a team's weekly meeting: five points at most, and the decisions of the weeks before (R8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.stalls import Stall
from bot.domain.log.activity import RHYTHM_KINDS
from bot.domain.people.people import Team
from bot.domain.reviews.team_review import Decision, DecisionKind

MOST_POINTS = 5
# Of the figures' own choice; more deals than this make no agenda.
MOST_DEALS = 2
# A decision comes back on this many Mondays; after that it rests (K5).
ROUNDS = 3
WEEK = timedelta(days=7)


class PointKind(StrEnum):
    """What a point of the agenda is about; ``subject`` says which one."""

    DEAL = "deal"
    LESSON = "lesson"
    STEPS = "steps"
    CUSTOMERS = "customers"
    # The subject is the place of the kind in ``RHYTHM_KINDS``, from 1.
    BEHIND = "behind"
    # The subject is the id of a kind of the workspace.
    OWN_BEHIND = "own_behind"
    QUIET = "quiet"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class AskedPoint:
    """A point that somebody put on the agenda; ``note`` is what was typed for it."""

    kind: PointKind
    subject: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class SharedLesson:
    """A lesson that somebody shared with the team, and the account it is about, if any."""

    id: int
    account_name: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedDeal:
    """A deal, and why it is stalled, if it is."""

    deal: Deal
    stalls: tuple[Stall, ...]


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point to talk about, with the deal, lesson or figure that it is about."""

    kind: PointKind
    subject: int = 0
    note: str = ""
    deal: JudgedDeal | None = None
    lesson: SharedLesson | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """What a meeting decided, on a local day of its team."""

    id: int
    text: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A team's weekly meeting on or after a local day."""

    team: Team
    day: date
    points: tuple[AgendaPoint, ...]
    decided: tuple[MeetingDecision, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to talk about."""
        return not self.points and not self.decided


@dataclass(frozen=True, slots=True)
class Proposals:
    """What can be talked about: points that people asked for, then stalled deals, figures and shared lessons."""

    asked: Sequence[AskedPoint]
    deals: Sequence[JudgedDeal]
    lessons: Sequence[SharedLesson]
    decisions: Sequence[Decision]
    # The stalled deals that may be named of the bot's own accord, most valuable first (K10).
    stalled: Sequence[JudgedDeal] = ()


def choose_points(found: Proposals) -> tuple[AgendaPoint, ...]:
    """Return the agenda: what people asked for first, then a deal, a figure and a lesson in turn.

    A deal that was closed, or a lesson that was taken back, is no point any more (K1).
    """
    asked = [point for each in found.asked if (point := _find_asked(each, found)) is not None]
    stalled = [AgendaPoint(PointKind.DEAL, each.deal.id, deal=each) for each in found.stalled[:MOST_DEALS]]
    figures = _list_figures(found.decisions)
    lessons = [AgendaPoint(PointKind.LESSON, each.id, lesson=each) for each in found.lessons[:1]]
    unique: dict[tuple[PointKind, int, str], AgendaPoint] = {}
    for point in (*asked, *stalled[:1], *figures[:1], *lessons, *figures[1:], *stalled[1:]):
        unique.setdefault((point.kind, point.subject, point.note), point)
    return tuple(unique.values())[:MOST_POINTS]


def list_returning(decisions: Iterable[MeetingDecision], *, day: date) -> tuple[MeetingDecision, ...]:
    """Return the open decisions that come back on a local day: made before it, at most ``ROUNDS`` weeks ago (K5)."""
    return tuple(each for each in decisions if each.made_on < day and each.made_on >= day - WEEK * ROUNDS)


def find_figure(decision: Decision) -> tuple[PointKind, int]:
    """Return which point of the agenda a figure that asks for a decision is, and its subject."""
    if decision.kind is DecisionKind.KIND_BEHIND:
        if decision.own is not None:
            return PointKind.OWN_BEHIND, decision.own.id
        return PointKind.BEHIND, [str(each) for each in RHYTHM_KINDS].index(decision.subject) + 1
    return {
        DecisionKind.STEPS_OPEN: PointKind.STEPS,
        DecisionKind.CUSTOMERS_FORGOTTEN: PointKind.CUSTOMERS,
        DecisionKind.NOBODY_LOGGED: PointKind.QUIET,
    }[decision.kind], 0


def _list_figures(decisions: Iterable[Decision]) -> list[AgendaPoint]:
    """Return the figures that ask for a decision; of the targets that were missed only the first, it is one talk."""
    points: dict[DecisionKind, AgendaPoint] = {}
    for decision in decisions:
        kind, subject = find_figure(decision)
        points.setdefault(decision.kind, AgendaPoint(kind, subject, decision=decision))
    return list(points.values())


def _find_asked(asked: AskedPoint, found: Proposals) -> AgendaPoint | None:
    if asked.kind is PointKind.DEAL:
        judged = next((each for each in found.deals if each.deal.id == asked.subject), None)
        is_open = judged is not None and judged.deal.state is DealState.OPEN
        return AgendaPoint(asked.kind, asked.subject, deal=judged) if is_open else None
    if asked.kind is PointKind.LESSON:
        lesson = next((each for each in found.lessons if each.id == asked.subject), None)
        return AgendaPoint(asked.kind, asked.subject, lesson=lesson) if lesson else None
    figures = {find_figure(each): each for each in found.decisions}
    decision = figures.get((asked.kind, asked.subject))
    return AgendaPoint(asked.kind, asked.subject, asked.note, decision=decision)
