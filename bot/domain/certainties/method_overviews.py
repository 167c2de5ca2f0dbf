"""A rep's own goal, and where the contacts go, with all that is shown of them (O1, O3, Z5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.certainties.focus_accounts import AccountMargin, Attention
from bot.domain.certainties.personal_goal import Funnel, Goal, GoalProgress, GoalRequirement
from bot.domain.deals.undersized_deals import UndersizedDeals


@dataclass(frozen=True, slots=True)
class GoalOverview:
    """A goal with how far it is; ``ask`` is None when the own figures cannot tell yet what it asks."""

    goal: Goal
    reached: Decimal
    progress: GoalProgress
    funnel: Funnel
    ask: GoalRequirement | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class AttentionOverview:
    """Contacts of a quarter, the main accounts with margin first, and what small deals took in a year."""

    attention: Attention
    main: Sequence[AccountMargin]
    accounts: int
    small_line: Decimal | None
    small: UndersizedDeals | None
