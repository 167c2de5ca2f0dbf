"""A rep's own goal: what it still asks of a working day, from that rep's own conversion (O1)."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# With fewer, one deal more or less changes the ask by a fifth at least: nothing is measured yet.
WON_DEALS_NEEDED = 5
# From here on the interval is narrow enough (about two thirds to one and a half times) to be told as a figure.
WON_DEALS_CERTAIN = 20
# What lies outside a 90% interval on either side.
TAIL = 0.05
# Each halving gains a binary digit: after sixty there is nothing left to gain in a float.
HALVINGS = 60
# Terms of a series that add less than this share change no digit of a float.
NEGLIGIBLE = 1e-17


class GoalKind(StrEnum):
    """What a goal counts."""

    MARGIN = "margin"
    CUSTOMERS = "customers"
    # The boss's target, in margin, but by an earlier day.
    TARGET_BY = "target_by"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a rep wants to reach from ``since`` to ``by``, local days: a margin, or a number of new customers."""

    kind: GoalKind
    amount: Decimal
    by: date
    since: date


@dataclass(frozen=True, slots=True)
class Funnel:
    """A rep's last twelve months: contacts logged with accounts, deals opened, deals won and their margin together."""

    contacts: int
    deals: int
    won: int
    margin: Decimal


@dataclass(frozen=True, slots=True)
class GoalRequirement:
    """What a goal still asks: ``deals`` to win, and contacts a working day with a 90% interval ``low`` to ``high``.

    ``left`` is in the goal's own unit, ``days_left`` are working days, ``is_certain`` means from 20 won deals on.
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
    """Which share of a goal is reached (above 1 when passed, never below 0) and which share of its time is gone."""

    reached: float
    gone: float


def find_requirement(goal: Goal, *, reached: Decimal, funnel: Funnel, days_left: float) -> GoalRequirement | None:
    """Return what a goal still asks of a working day (O1); a reached one asks 0, whatever the funnel.

    ``reached`` is in the goal's unit, ``days_left`` in working days. None when it is not measured yet (fewer than 5
    won deals, no contacts or no margin to go by), and when no working day is left.
    """
    left = max(Decimal(0), goal.amount - reached)
    is_certain = funnel.won >= WON_DEALS_CERTAIN
    if not left:
        return GoalRequirement(left, days_left, deals=0.0, contacts_a_day=0.0, low=0.0, high=0.0, is_certain=is_certain)
    deals = _count_deals(goal.kind, left, funnel)
    if deals is None or days_left <= 0:
        return None
    # So many contacts a day would do if every contact won a deal; more as fewer of them do.
    pace = deals * funnel.contacts / days_left
    fewest, most = find_won_bounds(funnel.won)
    return GoalRequirement(
        left, days_left, deals, pace / funnel.won, low=pace / most, high=pace / fewest, is_certain=is_certain
    )


def measure_progress(goal: Goal, *, reached: Decimal, days_gone: float, days_in_all: float) -> GoalProgress:
    """Return how far a goal is and how far its time is (O1), from working days since its beginning and in all.

    A goal that asks nothing is reached, and a span without working days is over.
    """
    share = float(reached / goal.amount) if goal.amount > 0 else 1.0
    gone = days_gone / days_in_all if days_in_all > 0 else 1.0
    return GoalProgress(reached=max(0.0, share), gone=min(1.0, max(0.0, gone)))


def find_won_bounds(won: int) -> tuple[float, float]:
    """Return between which numbers the won deals of such a year lie on average (O1): the exact 90% Poisson interval.

    Deals are won one by one and by chance, so that a count tells its own spread; how much margins differ among deals
    is not in it.
    """
    return _find_quantile(won, TAIL), _find_quantile(won + 1, 1 - TAIL)


def _count_deals(kind: GoalKind, left: Decimal, funnel: Funnel) -> float | None:
    """Return how many deals still have to be won, None when the funnel cannot tell."""
    if funnel.won < WON_DEALS_NEEDED or funnel.contacts <= 0:
        return None
    if kind is GoalKind.CUSTOMERS:
        return float(left)
    return float(left * funnel.won / funnel.margin) if funnel.margin > 0 else None


def _find_quantile(shape: int, share: float) -> float:
    """Return below which value a Gamma variable of this shape (scale 1) stays with this chance."""
    # Ten standard deviations above the mean and ten more are beyond every chance that is asked for here.
    low, high = 0.0, shape + 10 * math.sqrt(shape) + 10
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _find_chance(shape, middle) < share:
            low = middle
        else:
            high = middle
    return high


def _find_chance(shape: int, value: float) -> float:
    """Return the chance that a Gamma variable stays below a value, by the series of the incomplete gamma function."""
    term = total = 1.0
    step = shape
    while term > total * NEGLIGIBLE:
        step += 1
        term *= value / step
        total += term
    # By logarithms, because the factors apart are too large or too small for a float from some hundred deals on.
    return total * math.exp(shape * math.log(value) - value - math.lgamma(shape + 1))
