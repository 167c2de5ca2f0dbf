"""A rep's own goal, and where the contacts go, with all that is shown of them (O1, O3, Z5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.certainties.main_things import AccountMargin, Attention
from bot.domain.certainties.own_goal import Ask, Funnel, Goal, GoalProgress
from bot.domain.deals.small_deals import SmallDeals


@dataclass(frozen=True, slots=True)
class GoalPicture:
    """A goal with how far it is; ``ask`` is None when the own figures cannot tell yet what it asks."""

    goal: Goal
    reached: Decimal
    progress: GoalProgress
    funnel: Funnel
    ask: Ask | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class AttentionPicture:
    """Contacts of a quarter, the main accounts with margin first, and what small deals took in a year."""

    attention: Attention
    main: Sequence[AccountMargin]
    accounts: int
    small_line: Decimal | None
    small: SmallDeals | None
