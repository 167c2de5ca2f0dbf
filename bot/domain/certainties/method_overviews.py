"""Overviews of a rep's personal goal and of the distribution of contacts (O1, O3, Z5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.certainties.focus_accounts import AccountMargin, Attention
from bot.domain.certainties.personal_goal import Funnel, Goal, GoalProgress, GoalRequirement
from bot.domain.deals.undersized_deals import UndersizedDeals
from bot.domain.text.money import USUAL_CURRENCY


@dataclass(frozen=True, slots=True)
class GoalOverview:
    """A goal with its progress; ``ask`` is None while the rep has too few deals to estimate what it requires."""

    goal: Goal
    reached: Decimal
    progress: GoalProgress
    funnel: Funnel
    ask: GoalRequirement | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class AttentionOverview:
    """The contacts of a quarter, the focus accounts by margin, and a year's undersized deals."""

    attention: Attention
    main: Sequence[AccountMargin]
    accounts: int
    small_line: Decimal | None
    small: UndersizedDeals | None
    currency: str = USUAL_CURRENCY
