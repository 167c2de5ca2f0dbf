"""A rep's personal goal, and the contacts a day it requires at the rep's own conversion rate (O1)."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.text.money import USUAL_CURRENCY

# With fewer won deals, one more or less changes the requirement by a fifth or more: too uncertain to show.
WON_DEALS_NEEDED = 5
# From this many on, the interval (about two thirds to one and a half times) is narrow enough for a single figure.
WON_DEALS_CERTAIN = 20
# The probability outside a 90% interval on either side.
TAIL = 0.05
# Each bisection step gains one binary digit; a float has 53.
HALVINGS = 60
# Terms of a series below this share of the sum do not change a float.
NEGLIGIBLE = 1e-17


class GoalKind(StrEnum):
    """What a goal counts."""

    MARGIN = "margin"
    CUSTOMERS = "customers"
    # The company's target, in margin, but by an earlier day.
    TARGET_BY = "target_by"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal between local days ``since`` and ``by``: an amount of margin, or a number of new customers.

    ``currency`` is the workspace's.
    """

    kind: GoalKind
    amount: Decimal
    by: date
    since: date
    currency: str = USUAL_CURRENCY


@dataclass(frozen=True, slots=True)
class Funnel:
    """A rep's last twelve months: contacts with accounts, deals opened, deals won, and their total margin."""

    contacts: int
    deals: int
    won: int
    margin: Decimal


@dataclass(frozen=True, slots=True)
class GoalRequirement:
    """What a goal still requires: ``deals`` to win, and contacts per working day with a 90% interval ``low``-``high``.

    ``left`` is in the goal's unit, ``days_left`` in working days; ``is_certain`` from 20 won deals on.
    """

    left: Decimal
    days_left: float
    deals: float
    contacts_a_day: float
    low: float
    high: float
    is_certain: bool


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """The share of a goal reached (0 or more, above 1 when exceeded), and the share of its time passed."""

    reached: float
    gone: float


def find_requirement(goal: Goal, *, reached: Decimal, funnel: Funnel, days_left: float) -> GoalRequirement | None:
    """Return what a goal still requires per working day (O1); 0 once it is reached, whatever the funnel.

    ``reached`` is in the goal's unit, ``days_left`` in working days. None when it cannot be estimated (fewer than 5 won
    deals, no contacts or no margin), and when no working day is left.
    """
    left = max(Decimal(0), goal.amount - reached)
    is_certain = funnel.won >= WON_DEALS_CERTAIN
    if not left:
        return GoalRequirement(left, days_left, deals=0.0, contacts_a_day=0.0, low=0.0, high=0.0, is_certain=is_certain)
    deals = _count_deals(goal.kind, left, funnel)
    if deals is None or days_left <= 0:
        return None
    # The shared numerator: divided by the number of won deals, or by its bounds, it gives the contacts a day.
    pace = deals * funnel.contacts / days_left
    fewest, most = find_won_bounds(funnel.won)
    return GoalRequirement(
        left, days_left, deals, pace / funnel.won, low=pace / most, high=pace / fewest, is_certain=is_certain
    )


def measure_progress(goal: Goal, *, reached: Decimal, days_gone: float, days_in_all: float) -> GoalProgress:
    """Return the progress of a goal and of its time (O1), in working days since the start and in total.

    A goal of zero counts as reached, and a period without working days as over.
    """
    share = float(reached / goal.amount) if goal.amount > 0 else 1.0
    gone = days_gone / days_in_all if days_in_all > 0 else 1.0
    return GoalProgress(reached=max(0.0, share), gone=min(1.0, max(0.0, gone)))


def find_won_bounds(won: int) -> tuple[float, float]:
    """Return the exact 90% Poisson interval for the mean number of won deals in such a year (O1).

    Wins are treated as independent events, so the count determines the spread; variation in margin is not included.
    """
    return _find_quantile(won, TAIL), _find_quantile(won + 1, 1 - TAIL)


def _count_deals(kind: GoalKind, left: Decimal, funnel: Funnel) -> float | None:
    """Return the number of deals still to win, None when the funnel is too small to estimate it."""
    if funnel.won < WON_DEALS_NEEDED or funnel.contacts <= 0:
        return None
    if kind is GoalKind.CUSTOMERS:
        return float(left)
    return float(left * funnel.won / funnel.margin) if funnel.margin > 0 else None


def _find_quantile(shape: int, share: float) -> float:
    """Return the quantile of a Gamma distribution with this shape and scale 1."""
    # Ten standard deviations above the mean, plus ten, exceeds every quantile needed here.
    low, high = 0.0, shape + 10 * math.sqrt(shape) + 10
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _find_chance(shape, middle) < share:
            low = middle
        else:
            high = middle
    return high


def _find_chance(shape: int, value: float) -> float:
    """Return the cumulative probability of a Gamma distribution, by the series of the incomplete gamma function."""
    term = total = 1.0
    step = shape
    while term > total * NEGLIGIBLE:
        step += 1
        term *= value / step
        total += term
    # In logarithms, because from a few hundred deals on the separate factors overflow or underflow a float.
    return total * math.exp(shape * math.log(value) - value - math.lgamma(shape + 1))
