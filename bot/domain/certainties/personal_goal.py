"""A rep's personal goal, and the contacts a day it requires at the rep's own conversion rate (O1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.statistics.shares import Share, find_share
from bot.domain.text.money import USUAL_CURRENCY

# With fewer won deals, one more or less changes the requirement by a fifth or more: too uncertain to show.
WON_DEALS_NEEDED = 5
# From this many on, the true figure is within two thirds to one and a half times with 90%; below it is told as rough.
WON_DEALS_CERTAIN = 20


class GoalKind(StrEnum):
    """What a goal counts."""

    MARGIN = "margin"
    CUSTOMERS = "customers"
    # The company's target, in margin, but by an earlier day.
    TARGET_BY = "target_by"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal between local days ``since`` and ``by``: an amount of margin, or a number of new customers.

    ``currency`` is the workspace's. Both days count.
    """

    kind: GoalKind
    amount: Decimal
    by: date
    since: date
    currency: str = USUAL_CURRENCY

    @property
    def year(self) -> int | None:
        """The calendar year that it is for, None for any other period."""
        first, last = date(self.by.year, 1, 1), date(self.by.year, 12, 31)
        return self.by.year if (self.since, self.by) == (first, last) else None


@dataclass(frozen=True, slots=True)
class Pace:
    """A rep's latest contacts with accounts, and the working days in which they were made."""

    contacts: int
    days: float

    @property
    def contacts_a_day(self) -> float | None:
        """The contacts per working day, None without such a day."""
        return self.contacts / self.days if self.days else None


@dataclass(frozen=True, slots=True)
class Funnel:
    """A rep's last twelve months: contacts with accounts, deals won, and those with a margin in the own currency.

    ``priced`` is the number of the last, ``margin`` their total.
    """

    contacts: int
    won: int
    priced: int
    margin: Decimal

    def count_won(self, kind: GoalKind) -> int:
        """Return the won deals from which a goal of this kind can be told."""
        return self.won if kind is GoalKind.CUSTOMERS else self.priced


class GoalGap(StrEnum):
    """What is missing to tell what a goal requires."""

    DAYS = "days"
    WON = "won"
    MARGINS = "margins"
    CONTACTS = "contacts"
    PROFIT = "profit"


@dataclass(frozen=True, slots=True)
class GoalRequirement:
    """What a goal still requires: ``deals`` to win, and contacts with accounts per working day.

    ``left`` is in the goal's unit, ``days_left`` in working days; ``is_certain`` from 20 won deals on.
    """

    left: Decimal
    days_left: float
    deals: float
    contacts_a_day: float
    is_certain: bool


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """The share of a goal reached (above 1 when exceeded), and its working days: passed, and in all."""

    reached: Share | None
    days_gone: float
    days: float


def find_requirement(goal: Goal, *, reached: Decimal, funnel: Funnel, days_left: float) -> GoalRequirement | None:
    """Return what a goal still requires per working day (O1); 0 once it is reached, whatever the funnel.

    ``reached`` is in the goal's unit, ``days_left`` in working days. None when ``find_gap`` says what is missing.
    """
    left = max(Decimal(0), goal.amount - reached)
    is_certain = funnel.count_won(goal.kind) >= WON_DEALS_CERTAIN
    if not left:
        return GoalRequirement(left, days_left, deals=0.0, contacts_a_day=0.0, is_certain=is_certain)
    if find_gap(goal, funnel=funnel, days_left=days_left) is not None:
        return None
    deals = float(left if goal.kind is GoalKind.CUSTOMERS else left * funnel.priced / funnel.margin)
    contacts_a_day = deals * funnel.contacts / funnel.won / days_left
    return GoalRequirement(left, days_left, deals, contacts_a_day, is_certain=is_certain)


def find_gap(goal: Goal, *, funnel: Funnel, days_left: float) -> GoalGap | None:
    """Return what is missing to tell what a goal requires, None when nothing is."""
    if days_left <= 0:
        return GoalGap.DAYS
    if funnel.count_won(goal.kind) < WON_DEALS_NEEDED:
        return GoalGap.WON if goal.kind is GoalKind.CUSTOMERS else GoalGap.MARGINS
    if funnel.contacts <= 0:
        return GoalGap.CONTACTS
    return GoalGap.PROFIT if goal.kind is not GoalKind.CUSTOMERS and funnel.margin <= 0 else None


def measure_progress(goal: Goal, *, reached: Decimal, days_gone: float, days_in_all: float) -> GoalProgress:
    """Return the progress of a goal and of its time (O1), in working days since the start and in total.

    What was lost leaves nothing reached; the days passed are at least 0 and at most all.
    """
    share = find_share(max(Decimal(0), reached), goal.amount)
    return GoalProgress(share, days_gone=min(days_in_all, max(0.0, days_gone)), days=days_in_all)
