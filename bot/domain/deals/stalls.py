"""Detect stalled deals: the reasons, each with its figure, and the day of the next review (V1, N5).

All figures in days are working days of the owner (K4), or of the company where nobody owns the deal. The norms are
learned from the workspace once it has won 20 deals; until then the constants below apply.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.calendar.workday_index import WorkdayIndex
from bot.domain.deals.deals import ActivityRollup, Level

DAY = timedelta(days=1)
NEVER = date(9999, 12, 31)
# With fewer won deals a quantile rests on a handful of deals; the default norms apply.
WON_DEALS_NEEDED = 20
# A norm is the smallest figure that covers 4 of 5 won deals.
COVERED, OF = 4, 5
# The default norms: contacts between two advances, and working days per stage.
USUAL_CONTACTS = 3
USUAL_STAGE_DAYS = {"intake": 10, "behoefte": 20, "offerte": 20, "onderhandeling": 15}
OTHER_STAGE_DAYS = 20
# The working days after a contact that a deal may be without a next step.
DAYS_WITHOUT_STEP = 5
# The working days that a step may be late: one day is no stall, it is a morning's reminder.
DAYS_LATE = 1
# A deal stalls at the second postponement of its closing day, or the third time in a row in one situation.
CLOSE_MOVES, SAME_SITUATION = 2, 3


class StallReason(StrEnum):
    """Why a deal is stalled, in order of weight."""

    STEP_OVERDUE = "step_overdue"
    NO_STEP = "no_step"
    MANY_CONTACTS = "many_contacts"
    SAME_SITUATION = "same_situation"
    LONG_IN_STAGE = "long_in_stage"
    CLOSE_MOVED = "close_moved"
    NOBODY_ABOVE = "nobody_above"


class DealFacts(Protocol):
    """The fields of a deal that decide whether it is stalled."""

    @property
    def stage(self) -> str:
        """The current stage."""

    @property
    def stage_since(self) -> date:
        """The local day on which the deal entered its stage."""

    @property
    def opened_on(self) -> date:
        """The local day on which the deal was opened."""

    @property
    def close_moves(self) -> int:
        """How often the closing day was postponed."""

    @property
    def level(self) -> Level | None:
        """The highest level of the known contacts at the customer."""

    @property
    def activity_rollup(self) -> ActivityRollup:
        """The rollup of the deal's contacts."""


@dataclass(frozen=True, slots=True)
class Stall:
    """A reason with its figure (working days, contacts or moves) and the norm that it exceeds."""

    reason: StallReason
    figure: int
    norm: int


@dataclass(frozen=True, slots=True)
class Norms:
    """The norms for contacts between advances and working days per stage, and the number of won deals behind them."""

    contacts: int = USUAL_CONTACTS
    stage_days: Mapping[str, int] = field(default_factory=lambda: USUAL_STAGE_DAYS)
    won_deals: int = 0

    def days_in(self, stage: str) -> int:
        """Return the norm for a stage, in working days."""
        return self.stage_days.get(stage, OTHER_STAGE_DAYS)


def judge_deal(deal: DealFacts, *, today: date, workdays: WorkdayIndex, norms: Norms) -> tuple[Stall, ...]:
    """Return why a deal is stalled on a local day, in order of weight; empty when it is not.

    A deal with a next step is not stalled, unless the step is late, if an earlier step was kept.
    """
    if _is_trusted(deal, today, workdays):
        return ()
    return tuple(Stall(*measured) for measured in _measure(deal, today, workdays, norms) if measured[1] > measured[2])


def find_next_review(deal: DealFacts, *, today: date, workdays: WorkdayIndex, norms: Norms) -> date:
    """Return the first day after today on which ``judge_deal`` may change its verdict without a new event."""
    step_on = deal.activity_rollup.step_on
    if step_on is None:
        step_day = workdays.find_after(_last_touch(deal), DAYS_WITHOUT_STEP)
    else:
        step_day = workdays.find_after(workdays.find_from(step_on), DAYS_LATE + 1)
    days = [step_day, workdays.find_after(deal.stage_since, norms.days_in(deal.stage) + 1)]
    return min((day for day in days if day > today), default=NEVER)


def learn_norms(*, won_deals: int, contacts: Sequence[int], stage_days: Mapping[str, Sequence[int]]) -> Norms:
    """Return norms that cover four in five of the won deals; the defaults where there are too few.

    ``contacts`` are the longest runs of contacts between two advances, ``stage_days`` the working days per stage.
    """
    if won_deals < WON_DEALS_NEEDED:
        return Norms(won_deals=won_deals)
    learned = {stage: _cover(days) for stage, days in stage_days.items() if len(days) >= WON_DEALS_NEEDED}
    return Norms(
        contacts=_cover(contacts) if len(contacts) >= WON_DEALS_NEEDED else USUAL_CONTACTS,
        stage_days={**USUAL_STAGE_DAYS, **learned},
        won_deals=won_deals,
    )


def _cover(figures: Sequence[int]) -> int:
    """Return the smallest figure that at least four in five do not exceed."""
    ordered = sorted(figures)
    return ordered[-(-len(ordered) * COVERED // OF) - 1]


def _last_touch(deal: DealFacts) -> date:
    return max(deal.opened_on, deal.activity_rollup.last_contact or deal.opened_on)


def _is_trusted(deal: DealFacts, today: date, workdays: WorkdayIndex) -> bool:
    """Return whether the deal has a next step that is not late, and an earlier step was kept."""
    step_on = deal.activity_rollup.step_on
    return deal.activity_rollup.has_kept and step_on is not None and _count_late(step_on, today, workdays) <= DAYS_LATE


def _count_late(step_on: date, today: date, workdays: WorkdayIndex) -> int:
    """Return how many working days late a step is; one on a day off is of the first working day after it (K4)."""
    return workdays.count_since(workdays.find_from(step_on), today)


def _measure(
    deal: DealFacts, today: date, workdays: WorkdayIndex, norms: Norms
) -> tuple[tuple[StallReason, int, int], ...]:
    """Return the figure and the norm of every reason, in order of weight."""
    activity_rollup = deal.activity_rollup
    step_on = activity_rollup.step_on
    overdue = _count_late(step_on, today, workdays) if step_on is not None else 0
    without = workdays.count_since(_last_touch(deal), today) if step_on is None else 0
    is_low = deal.level is Level.USER
    return (
        (StallReason.STEP_OVERDUE, overdue, DAYS_LATE),
        (StallReason.NO_STEP, without, DAYS_WITHOUT_STEP - 1),
        (StallReason.MANY_CONTACTS, activity_rollup.contacts_since, norms.contacts),
        (StallReason.SAME_SITUATION, activity_rollup.situation_run, SAME_SITUATION - 1),
        (StallReason.LONG_IN_STAGE, workdays.count_since(deal.stage_since, today), norms.days_in(deal.stage)),
        (StallReason.CLOSE_MOVED, deal.close_moves, CLOSE_MOVES - 1),
        (StallReason.NOBODY_ABOVE, activity_rollup.contacts if is_low else 0, norms.contacts - 1),
    )
