"""The seven certainties as shares, each compared with the previous month (Z8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.statistics.shares import Share, find_share

# A difference counts from two percentage points on; below that it is the noise of a single deal.
TREND_FROM = 0.02
# Round before comparing: 0.30 - 0.28 is slightly less than 0.02 in floating point.
DIGITS = 9
# With fewer closed deals no pattern can be distinguished from chance.
CLOSED_DEALS_NEEDED = 20


class Certainty(StrEnum):
    """The certainties, in the order in which they are shown."""

    RELATIONS = "relations"
    REPUTATION = "reputation"
    REFERRAL = "referral"
    REPEATING = "repeating"
    REVENUE = "revenue"
    REBOUND = "rebound"
    REPETITION = "repetition"


class Trend(StrEnum):
    """The direction of a share since the previous month."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A certainty with its current and previous share and their counts (K7); None when it cannot be measured yet."""

    certainty: Certainty
    value: Share | None
    before: Share | None

    @property
    def trend(self) -> Trend | None:
        """Up or down from two percentage points on, None when either share is missing."""
        if self.value is None or self.before is None:
            return None
        difference = round(self.value.value - self.before.value, DIGITS)
        if abs(difference) < TREND_FROM:
            return Trend.SAME
        return Trend.UP if difference > 0 else Trend.DOWN


class ActionKind(StrEnum):
    """What can be done about a certainty in the bot: something at an account, or looking at a view."""

    DECIDER = "decider"
    SCORE = "score"
    INTRODUCTION = "introduction"
    CONTACT = "contact"
    CONTRACT = "contract"
    DEALS = "deals"
    SCORES = "scores"
    REFERRALS = "referrals"
    FOCUS = "focus"
    PATTERNS = "patterns"


@dataclass(frozen=True, slots=True)
class ScoreAction:
    """The action that improves a certainty; without an account it is a view."""

    kind: ActionKind
    account_id: int | None = None
    account_name: str = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The lines of one month in display order; ``month`` is its first day.

    ``is_owed``: something is owed to a customer after a poor score, which comes first (K2). For a rep only, as a team's
    card names no account (K10): ``owed`` is that customer, ``actions`` has the one action of each certainty.
    """

    month: date
    lines: tuple[ScoreLine, ...]
    is_owed: bool = False
    owed: str = ""
    actions: Mapping[Certainty, ScoreAction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts behind the shares of one month.

    Large deals are the open ones above the workspace's value limit. Feedback and good news are counted over 90 days:
    ``customers_glad`` are the accounts that bought or gave an 8 or more, ``glad_asked`` those of them that were asked
    for a referral. ``won_margin`` is that of the won deals with a profit; ``patterns`` are those that hold.
    """

    large_deals: int = 0
    large_deals_above_user: int = 0
    customers: int = 0
    customers_asked: int = 0
    customers_glad: int = 0
    glad_asked: int = 0
    after_sale_due: int = 0
    after_sale_contacted: int = 0
    won_margin: Decimal = Decimal(0)
    won_margin_not_small: Decimal = Decimal(0)
    rebounds_due: int = 0
    rebounds_contacted: int = 0
    closed_deals: int = 0
    patterns: int = 0


def make_scorecard(*, month: date, now: Counts, before: Counts) -> Scorecard:
    """Return the scorecard of a month compared with the previous one (Z8); ``month`` is its first day."""
    shares, shares_before = _measure_shares(now), _measure_shares(before)
    lines = (ScoreLine(each, value=shares[each], before=shares_before[each]) for each in Certainty)
    return Scorecard(month=month, lines=tuple(lines))


def find_weakest(card: Scorecard) -> Certainty | None:
    """Return the certainty with the lowest share (Z8), the first on a tie; None when none was measured."""
    measured = [(line.value.value, line.certainty) for line in card.lines if line.value is not None]
    return min(measured, key=lambda pair: pair[0])[1] if measured else None


def _measure_shares(counts: Counts) -> dict[Certainty, Share | None]:
    enough = counts.closed_deals >= CLOSED_DEALS_NEEDED
    return {
        Certainty.RELATIONS: find_share(counts.large_deals_above_user, counts.large_deals),
        Certainty.REPUTATION: find_share(counts.customers_asked, counts.customers),
        Certainty.REFERRAL: find_share(counts.glad_asked, counts.customers_glad),
        Certainty.REPEATING: find_share(counts.after_sale_contacted, counts.after_sale_due),
        Certainty.REVENUE: find_share(counts.won_margin_not_small, counts.won_margin),
        Certainty.REBOUND: find_share(counts.rebounds_contacted, counts.rebounds_due),
        Certainty.REPETITION: find_share(int(counts.patterns > 0), 1) if enough else None,
    }
