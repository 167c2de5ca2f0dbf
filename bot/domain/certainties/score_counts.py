"""Count the inputs of the scorecard as at the end of a day (Z8)."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.customer_score import CustomerScore, may_ask_good_news
from bot.domain.accounts.rebound import list_rebounds
from bot.domain.certainties.feedback import GOOD
from bot.domain.certainties.portfolio import WORTH_A_DECIDER
from bot.domain.certainties.repeat_rhythm import list_moments
from bot.domain.certainties.scorecard import Counts
from bot.domain.deals.deals import DealState, Level

# Feedback, good news and the moments to contact somebody are counted over 90 days ("in 90 dagen", K7).
LATELY = timedelta(days=90)
YEAR, DAY = timedelta(days=365), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ScoredDeal:
    """A deal with the fields that the scorecard needs; its level is the current one.

    ``measured_from`` is the first local day of its owner here, or in the team: nothing was to be done before it (K4).
    """

    account_id: int
    state: DealState
    value: Decimal | None
    margin: Decimal | None
    opened_on: date
    closed_on: date | None
    level: Level | None
    measured_from: date = date.min

    def was_open(self, day: date) -> bool:
        """Return whether the deal was open at the end of a day."""
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)

    def was_closed(self, day: date, *, since: date = date.min) -> bool:
        """Return whether the deal was closed by the end of ``day``, and after ``since``."""
        return self.closed_on is not None and since <= self.closed_on <= day


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """The activities and deals of the scored reps.

    ``contact_days`` are sorted, by account; ``measured_from`` is from when on an account is measured, by its id.
    """

    stages: Mapping[int, AccountStage]
    contract_ends: Mapping[int, date]
    deals: Sequence[ScoredDeal]
    # Scores with account and day, and the days on which accounts were asked for a referral.
    scores: Sequence[tuple[int, int, date]] = ()
    asked: Sequence[tuple[int, date]] = ()
    contact_days: Mapping[int, Sequence[date]] = field(default_factory=dict)
    measured_from: Mapping[int, date] = field(default_factory=dict)
    # The margin below which a deal is undersized in this workspace, and the patterns that hold in it.
    small_line: Decimal | None = None
    patterns: int = 0

    def find_first(self, account_id: int) -> date:
        """Return the first local day on which an account is measured."""
        return self.measured_from.get(account_id, date.min)


def count_certainties(facts: ScoreFacts, *, until: date) -> Counts:
    """Return the counts behind each share at the end of a local day."""
    since = until - LATELY
    large = [deal for deal in facts.deals if deal.was_open(until) and (deal.value or 0) >= WORTH_A_DECIDER]
    won = [deal for deal in facts.deals if deal.state is DealState.WON]
    vetoed = _list_unhappy(facts, until)
    sold = [
        (deal.account_id, _keep_from(list_moments(deal.closed_on), deal.measured_from))
        for deal in won
        if deal.closed_on is not None
    ]
    after_sale = _count_kept(facts, sold, until)
    rebounds = _count_kept(facts, _list_rebounds(facts, until), until)
    customers = _list_customers(facts, until)
    glad = _list_glad(facts, since, until) - vetoed
    return Counts(
        large_deals=len(large),
        large_deals_above_user=sum(deal.level in {Level.EXECUTIVE, Level.MANAGER} for deal in large),
        customers=len(customers),
        customers_asked=len({account for account, _, day in facts.scores if since < day <= until} & customers),
        customers_glad=len(glad),
        glad_asked=len({account for account, day in facts.asked if since < day <= until} & glad),
        after_sale_due=after_sale[0],
        after_sale_contacted=after_sale[1],
        rebounds_due=rebounds[0],
        rebounds_contacted=rebounds[1],
        closed_deals=sum(deal.was_closed(until) for deal in facts.deals),
        patterns=facts.patterns,
        **_add_margins(facts, won, until),
    )


def _list_unhappy(facts: ScoreFacts, until: date) -> set[int]:
    """Return the accounts that may not be asked for good news, so that no occasion to ask them was missed (K2)."""
    return {
        account
        for account, score, day in facts.scores
        if day <= until and not may_ask_good_news(CustomerScore(score, day), day=until)
    }


def _add_margins(facts: ScoreFacts, won: Iterable[ScoredDeal], until: date) -> dict[str, Decimal]:
    """Return a year's profit on won deals, and the part from deals that were not small; empty without a size limit."""
    line = facts.small_line
    if line is None:
        return {}
    margins = [
        deal.margin
        for deal in won
        if deal.margin is not None and deal.margin > 0 and deal.was_closed(until, since=until - YEAR)
    ]
    return {
        "won_margin": sum(margins, Decimal(0)),
        "won_margin_not_small": sum((margin for margin in margins if margin >= line), Decimal(0)),
    }


def _list_glad(facts: ScoreFacts, since: date, until: date) -> set[int]:
    """Return the accounts with good news after ``since``: they bought, or gave a good score (Z3)."""
    pleased = {
        account
        for account, score, day in facts.scores
        if score >= GOOD and since < day <= until and day >= facts.find_first(account)
    }
    bought = (deal for deal in facts.deals if deal.state is DealState.WON)
    return pleased | {
        deal.account_id for deal in bought if deal.was_closed(until, since=max(since + DAY, deal.measured_from))
    }


def _list_customers(facts: ScoreFacts, until: date) -> set[int]:
    """Return who had bought by the end of a day, and who is called a customer, but not who bought only later."""
    won = [deal for deal in facts.deals if deal.state is DealState.WON]
    bought = {deal.account_id for deal in won if deal.was_closed(until)}
    later = {deal.account_id for deal in won} - bought
    return bought | {account for account, stage in facts.stages.items() if stage is AccountStage.CUSTOMER} - later


def _list_rebounds(facts: ScoreFacts, until: date) -> Iterable[tuple[int, list[tuple[date, date]]]]:
    latest: dict[int, ScoredDeal] = {}
    for deal in facts.deals:
        if deal.was_closed(until) and deal.closed_on is not None:
            known = latest.get(deal.account_id)
            if known is None or known.closed_on is None or known.closed_on <= deal.closed_on:
                latest[deal.account_id] = deal
    for account_id in facts.stages:
        last = latest.get(account_id)
        has_left = last is not None and last.state is DealState.LOST
        if has_left or (last is None and facts.stages[account_id] is AccountStage.FORMER):
            left_on = last.closed_on if last is not None else None
            ends = facts.contract_ends.get(account_id)
            moments = list_rebounds(contract_ends=ends, left_on=left_on)
            yield account_id, _keep_from(moments, facts.find_first(account_id))


def _keep_from(moments: Iterable[tuple[date, date]], first_day: date) -> list[tuple[date, date]]:
    """Return the moments that did not begin before somebody was there to use them (K4)."""
    return [(first, last) for first, last in moments if first >= first_day]


def _count_kept(
    facts: ScoreFacts, moments: Iterable[tuple[int, list[tuple[date, date]]]], until: date
) -> tuple[int, int]:
    """Return the number of moments in 90 days that have ended, and the number of these with a contact."""
    over = [
        (account_id, first, last)
        for account_id, spans in moments
        for first, last in spans
        if until - LATELY < last <= until
    ]
    kept = sum(_had_contact(facts.contact_days.get(account_id, ()), first, last) for account_id, first, last in over)
    return len(over), kept


def _had_contact(days: Sequence[date], first: date, last: date) -> bool:
    place = bisect_left(days, first)
    return place < len(days) and days[place] <= last
