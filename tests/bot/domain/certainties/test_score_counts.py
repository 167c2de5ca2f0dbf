"""The counts behind the scorecard at the end of a day (Z8)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.accounts.account import AccountStage
from bot.domain.certainties.repeat_rhythm import list_moments
from bot.domain.certainties.score_counts import ScoredDeal, ScoreFacts, count_certainties
from bot.domain.certainties.scorecard import Counts
from bot.domain.deals.deals import DealState, Level
from bot.domain.deals.undersized_deals import find_size_limit

UNTIL = date(2026, 6, 30)
BEFORE, FIRST = date(2026, 4, 1), date(2026, 4, 2)  # 90 days before, which is too early, and the first that counts
NOTHING = ScoreFacts(stages={}, contract_ends={}, deals=())


def deal(
    state: DealState = DealState.OPEN,
    *,
    account: int = 1,
    value: int | None = None,
    margin: int | None = None,
    closed: date | None = None,
    level: Level | None = None,
) -> ScoredDeal:
    return ScoredDeal(
        account_id=account,
        state=state,
        value=None if value is None else Decimal(value),
        margin=None if margin is None else Decimal(margin),
        opened_on=date(2026, 1, 5),
        closed_on=closed,
        level=level,
    )


def count(facts: ScoreFacts) -> Counts:
    return count_certainties(facts, until=UNTIL)


def test_nothing_is_counted_of_nothing() -> None:
    assert count(NOTHING) == Counts()


def test_a_deal_is_large_from_ten_thousand_on_and_above_the_user_with_a_manager_or_higher() -> None:
    deals = (
        deal(value=10_000, level=Level.USER),
        deal(value=10_000, level=Level.MANAGER),
        deal(value=50_000, level=Level.EXECUTIVE),
        deal(value=50_000),
        deal(value=9_999, level=Level.EXECUTIVE),
        deal(level=Level.EXECUTIVE),
    )
    found = count(replace(NOTHING, deals=deals))
    assert (found.large_deals, found.large_deals_above_user) == (4, 2)


@pytest.mark.parametrize(("closed", "is_open"), [(UNTIL, 0), (UNTIL + timedelta(days=1), 1)])
def test_a_deal_that_was_closed_that_day_was_not_open_at_its_end(closed: date, is_open: int) -> None:
    facts = replace(NOTHING, deals=(deal(DealState.LOST, value=20_000, closed=closed),))
    assert (count(facts).large_deals, count(facts).closed_deals) == (is_open, 1 - is_open)


def test_a_deal_that_was_opened_later_is_not_there_yet() -> None:
    later = replace(deal(value=20_000), opened_on=UNTIL + timedelta(days=1))
    assert count(replace(NOTHING, deals=(later,))).large_deals == 0


def test_customers_are_who_bought_by_then_and_who_is_called_one() -> None:
    deals = (
        deal(DealState.WON, account=2, closed=UNTIL),
        deal(DealState.WON, account=3, closed=UNTIL + timedelta(days=1)),
        deal(DealState.LOST, account=4, closed=UNTIL),
    )
    stages = {1: AccountStage.CUSTOMER, 2: AccountStage.PROSPECT, 3: AccountStage.PROSPECT, 4: AccountStage.PROSPECT}
    scores = ((1, 5, UNTIL), (1, 9, UNTIL), (4, 9, UNTIL))
    found = count(replace(NOTHING, deals=deals, stages=stages, scores=scores))
    # A customer who was asked twice counts once; an account that bought nothing is no customer.
    assert (found.customers, found.customers_asked) == (2, 1)


def test_k7_who_bought_only_later_was_no_customer_then_whatever_the_account_is_called_now() -> None:
    later = deal(DealState.WON, account=1, closed=UNTIL + timedelta(days=1))
    assert count(replace(NOTHING, deals=(later,), stages={1: AccountStage.CUSTOMER})).customers == 0


def test_feedback_counts_for_ninety_days_and_is_good_from_eight_on() -> None:
    scores = ((1, 8, FIRST), (2, 10, UNTIL), (3, 7, UNTIL), (4, 9, BEFORE), (5, 9, UNTIL + timedelta(days=1)))
    found = count(replace(NOTHING, scores=scores, patterns=2))
    assert (found.customers_glad, found.patterns) == (2, 2)


def test_k7_who_was_asked_for_a_referral_is_counted_among_those_with_good_news() -> None:
    scores = ((1, 8, FIRST), (2, 10, UNTIL), (3, 9, UNTIL))
    asked = ((1, FIRST), (1, UNTIL), (2, BEFORE), (3, UNTIL + timedelta(days=1)), (9, UNTIL))
    found = count(replace(NOTHING, scores=scores, asked=asked))
    assert (found.glad_asked, found.customers_glad) == (1, 3)


def test_k2_good_news_of_an_unhappy_customer_is_no_occasion_for_a_referral() -> None:
    scores = ((1, 9, UNTIL), (1, 3, UNTIL))
    deals = (deal(DealState.WON, account=1, closed=UNTIL), deal(DealState.WON, account=2, closed=UNTIL))
    found = count(replace(NOTHING, scores=scores, deals=deals, asked=((1, UNTIL),)))
    assert (found.glad_asked, found.customers_glad) == (0, 1)


def test_a_deal_won_in_ninety_days_is_good_news_of_its_account_once() -> None:
    days = {1: BEFORE, 2: FIRST, 3: UNTIL, 4: UNTIL + timedelta(days=1)}
    deals = tuple(deal(DealState.WON, account=account, closed=day) for account, day in days.items())
    assert count(replace(NOTHING, deals=(*deals, deal(DealState.WON, account=3, closed=FIRST)))).customers_glad == 2


@pytest.mark.parametrize(
    ("contact", "kept"),
    [
        (None, 0),
        (date(2026, 4, 28), 0),
        (date(2026, 4, 29), 1),
        (date(2026, 5, 12), 1),
        (date(2026, 5, 13), 0),
    ],
)
def test_a_moment_after_a_sale_is_kept_from_three_days_before_to_ten_days_after(
    contact: date | None, kept: int
) -> None:
    # Week 2 is 2 May; in week 6 (27 May to 9 June) there was no contact; the later moments are still to come.
    sold = deal(DealState.WON, closed=date(2026, 4, 18))
    found = count(replace(NOTHING, deals=(sold,), contact_days={1: [contact] if contact else []}))
    assert (found.after_sale_due, found.after_sale_contacted) == (2, kept)


def test_who_left_is_come_back_to_nine_months_later_by_the_latest_deal_of_the_account() -> None:
    lost = deal(DealState.LOST, closed=date(2025, 8, 1))  # nine months later is 1 May, until 12 June
    facts = replace(NOTHING, deals=(lost,), stages={1: AccountStage.PROSPECT}, contact_days={1: (date(2026, 5, 20),)})
    assert (count(facts).rebounds_due, count(facts).rebounds_contacted) == (1, 1)
    won_since = replace(facts, deals=(lost, deal(DealState.WON, closed=date(2025, 9, 1))))
    assert count(won_since).rebounds_due == 0
    won_before = replace(facts, deals=(lost, deal(DealState.WON, closed=date(2025, 7, 1))))
    assert count(won_before).rebounds_due == 1


def test_a_former_customer_without_deals_is_come_back_to_before_the_contract_ends() -> None:
    # Three months before 15 August is 15 May; six months before is in an earlier quarter.
    facts = replace(NOTHING, stages={1: AccountStage.FORMER}, contract_ends={1: date(2026, 8, 15)})
    assert (count(facts).rebounds_due, count(facts).rebounds_contacted) == (1, 0)
    assert count(replace(facts, stages={1: AccountStage.SUSPECT})).rebounds_due == 0


def test_margin_is_that_of_a_year_and_unknown_while_small_cannot_be_told() -> None:
    deals = (
        deal(DealState.WON, margin=100, closed=UNTIL),
        deal(DealState.WON, margin=5_000, closed=UNTIL - timedelta(days=365)),
        deal(DealState.WON, margin=7_000, closed=UNTIL - timedelta(days=366)),
        deal(DealState.WON, margin=-800, closed=UNTIL),
        deal(DealState.WON, closed=UNTIL),
    )
    # With twenty deals of 3,000 the limit for undersized is a third of the median: 1,000.
    told = count(replace(NOTHING, deals=deals, small_line=find_size_limit([Decimal(3_000)] * 20)))
    assert (told.won_margin, told.won_margin_not_small) == (Decimal(5_100), Decimal(5_000))
    untold = count(replace(NOTHING, deals=deals, small_line=find_size_limit([Decimal(3_000)] * 19)))
    assert (untold.won_margin, untold.won_margin_not_small) == (Decimal(0), Decimal(0))


def test_k4_no_moment_is_due_that_began_before_somebody_was_here() -> None:
    sold = UNTIL - timedelta(weeks=5)
    [first] = [first for first, last in list_moments(sold) if last <= UNTIL]
    for began, due in ((first, 1), (first + timedelta(days=1), 0)):
        facts = replace(NOTHING, deals=(replace(deal(DealState.WON, closed=sold), measured_from=began),))
        assert count(facts).after_sale_due == due


@pytest.mark.parametrize(("began", "due"), [(date.min, 1), (UNTIL, 0)])
def test_k4_no_rebound_and_no_good_news_of_before_somebody_was_here_was_missed(began: date, due: int) -> None:
    lost = replace(deal(DealState.LOST, account=1, closed=date(2025, 8, 1)), measured_from=began)
    won = replace(deal(DealState.WON, account=2, closed=UNTIL - timedelta(days=1)), measured_from=began)
    facts = replace(
        NOTHING,
        stages={1: AccountStage.PROSPECT, 2: AccountStage.CUSTOMER, 3: AccountStage.CUSTOMER},
        deals=(lost, won),
        scores=((3, 9, UNTIL - timedelta(days=1)),),
        measured_from=dict.fromkeys((1, 2, 3), began),
    )
    found = count(facts)
    assert (found.rebounds_due, found.customers_glad) == (due, 2 * due)
