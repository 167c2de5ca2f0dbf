"""Overviews of a rep's personal goal and of the distribution of contacts (O1, O3, Z5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.certainties.focus_accounts import AccountMargin, Attention
from bot.domain.certainties.personal_goal import Funnel, Goal, GoalGap, GoalProgress, GoalRequirement, Pace
from bot.domain.deals.undersized_deals import UndersizedDeals
from bot.domain.statistics.shares import Share
from bot.domain.text.money import USUAL_CURRENCY


@dataclass(frozen=True, slots=True)
class GoalOverview:
    """A goal with its progress; ``ask`` is None while the rep has too few deals to estimate what it requires.

    ``gap`` says what is missing then. ``pace`` is that of the last working days, beside what the goal asks.
    """

    goal: Goal
    reached: Decimal
    progress: GoalProgress
    funnel: Funnel
    ask: GoalRequirement | None
    gap: GoalGap | None
    is_over: bool
    pace: Pace

    @property
    def is_reached(self) -> bool:
        """Whether the goal was reached."""
        return self.reached >= self.goal.amount


@dataclass(frozen=True, slots=True)
class AttentionOverview:
    """The contacts of 90 days, the focus accounts by margin, and a year's undersized deals.

    ``main_margin`` is what the focus accounts brought of the margin of a year.
    """

    attention: Attention
    main: Sequence[AccountMargin]
    main_margin: Share | None
    small_line: Decimal | None
    small: UndersizedDeals | None
    currency: str = USUAL_CURRENCY
