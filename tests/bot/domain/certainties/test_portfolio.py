"""The actions due for a rep's customers: feedback, referral, after-sale contact, rebound, higher contact (Z1-Z6)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.after_sale import AfterSale, parse_after_sale
from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.accounts.rebound import ReboundReason
from bot.domain.certainties.feedback import Feedback
from bot.domain.certainties.portfolio import ClosedSale, OwnContact, Portfolio, PortfolioAccount, find_certainties
from bot.domain.deals.deals import ActivityRollup, Level
from bot.domain.hints.hint_kinds import (
    AfterSaleHint,
    CertaintyHint,
    IntroductionHint,
    PromiseHint,
    ReboundHint,
    RepeatHint,
)
from bot.domain.hints.hints import MethodPart
from tests.bot.domain.deals.test_stalls import QUIET

TODAY = date(2026, 3, 18)
ACME = PortfolioAccount(
    id=1,
    name="Acme",
    stage=AccountStage.PROSPECT,
    segment=None,
    contract_ends=None,
    last_contact=TODAY,
)
NOTHING = Portfolio(accounts=[ACME], open_deals=[], closed=[], feedback=[], asked={})
SAID = Feedback(
    id=7,
    rep_id=1,
    account_id=1,
    account_name="Acme",
    score=8,
    words="facturen",
    day=TODAY,
    step_id=None,
    kept_on=None,
    told_on=None,
)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def sale(days: int, *, is_won: bool = True, number: int = 1) -> ClosedSale:
    return ClosedSale(id=number, account_id=1, is_won=is_won, closed_on=ago(days))


def parts(portfolio: Portfolio) -> list[MethodPart]:
    return [hint.part for hint in find_certainties(portfolio, today=TODAY)]


def test_an_account_about_which_nothing_is_known_asks_for_nothing() -> None:
    assert parts(NOTHING) == []


@pytest.mark.parametrize(("value", "level", "contacts", "asks"), [
    (10_000, Level.USER, 2, True),
    (10_000, None, 2, True),
    (9_999, Level.USER, 2, False),
    (10_000, Level.MANAGER, 2, False),
    (10_000, Level.USER, 1, False),
])  # fmt: skip
def test_z1_a_deal_of_worth_with_nobody_above_the_user_asks_for_one(
    value: int, level: Level | None, contacts: int, *, asks: bool
) -> None:
    deal = replace(QUIET, value=Decimal(value), level=level, activity_rollup=ActivityRollup(contacts=contacts))
    assert (parts(replace(NOTHING, open_deals=[deal])) == [MethodPart.RELATIONS]) is asks


@pytest.mark.parametrize(("days", "asks"), [(13, False), (14, True), (60, True), (61, False)])
def test_z2_after_a_delivery_the_customer_is_asked_what_they_think(days: int, *, asks: bool) -> None:
    found = parts(replace(NOTHING, closed=[sale(days)], asked={1: TODAY}))
    assert (MethodPart.REPUTATION in found) is asks


def test_z2_who_said_something_this_half_year_is_not_asked_again() -> None:
    delivered = replace(NOTHING, closed=[sale(30)], asked={1: TODAY})
    assert MethodPart.REPUTATION not in parts(replace(delivered, feedback=[replace(SAID, day=ago(181))]))
    assert MethodPart.REPUTATION in parts(replace(delivered, feedback=[replace(SAID, day=ago(182))]))


def test_z2_what_was_improved_is_told_to_who_asked_for_it() -> None:
    kept = replace(SAID, score=6, day=ago(20), kept_on=ago(1))
    assert parts(replace(NOTHING, feedback=[kept])) == [MethodPart.PROMISE]
    assert MethodPart.PROMISE not in parts(replace(NOTHING, feedback=[replace(kept, told_on=TODAY)]))


def test_z3_good_news_is_the_moment_to_ask_for_an_introduction_once_a_quarter() -> None:
    for good in (
        replace(NOTHING, feedback=[SAID]),
        replace(NOTHING, feedback=[replace(SAID, score=6, day=ago(40), kept_on=ago(9), told_on=ago(2))]),
        replace(NOTHING, closed=[sale(7)]),
    ):
        assert MethodPart.REFERRAL in parts(good)
        assert MethodPart.REFERRAL not in parts(replace(good, asked={1: ago(91)}))
        assert MethodPart.REFERRAL in parts(replace(good, asked={1: ago(92)}))
    assert MethodPart.REFERRAL not in parts(replace(NOTHING, feedback=[replace(SAID, score=7)]))


def test_z4_after_the_sale_the_contact_goes_on() -> None:
    sold = replace(NOTHING, accounts=[ACME._replace(last_contact=ago(42))], closed=[sale(42)], asked={1: TODAY})
    assert [hint.weeks for hint in find_certainties(sold, today=TODAY) if isinstance(hint, AfterSaleHint)] == [6]
    under_way = replace(sold, open_deals=[replace(QUIET, account_id=1)])
    assert MethodPart.REPEATING not in parts(under_way)


def test_z4_a_segment_may_have_moments_of_its_own() -> None:
    glass = ACME._replace(segment="Tuinbouw", last_contact=ago(28))
    sold = replace(NOTHING, accounts=[glass], closed=[sale(28)], asked={1: TODAY})
    assert MethodPart.REPEATING not in parts(sold)
    own = AfterSale().change("tuinbouw", (4, 26))
    assert MethodPart.REPEATING in parts(replace(sold, after_sale=own))
    assert parse_after_sale(own.code) == own


def test_z4_a_regular_buyer_is_called_before_the_next_order() -> None:
    orders = [sale(day, number=day) for day in (20, 202, 384)]
    regular = replace(NOTHING, accounts=[ACME._replace(last_contact=ago(5))], closed=orders, asked={1: TODAY})
    assert MethodPart.REPEATING not in parts(regular)
    later = TODAY + timedelta(days=182 - 20 - 28)
    found = [hint for hint in find_certainties(regular, today=later) if isinstance(hint, RepeatHint)]
    assert [hint.expected for hint in found] == [ago(20) + timedelta(days=182)]


def test_z6_who_said_no_is_called_well_before_the_end_of_the_contract() -> None:
    silent = ACME._replace(last_contact=ago(200), contract_ends=date(2026, 9, 18))
    lost = replace(NOTHING, accounts=[silent], closed=[sale(200, is_won=False)])
    [hint] = find_certainties(lost, today=TODAY)
    assert isinstance(hint, ReboundHint)
    assert hint.why is ReboundReason.CONTRACT_SIX_MONTHS


def test_z6_who_bought_since_or_has_a_deal_under_way_is_not_called_back() -> None:
    silent = ACME._replace(last_contact=ago(300))
    lost = replace(NOTHING, accounts=[silent], closed=[sale(280, is_won=False)])
    assert parts(lost) == [MethodPart.REBOUND]
    assert MethodPart.REBOUND not in parts(replace(lost, open_deals=[replace(QUIET, account_id=1)]))
    assert MethodPart.REBOUND not in parts(replace(lost, closed=[*lost.closed, sale(100, number=2)]))


def test_k3_only_who_was_there_is_told_so() -> None:
    visited = replace(NOTHING, accounts=[ACME._replace(stage=AccountStage.CUSTOMER, last_contact=ago(1))])
    assert parts(visited) == []
    there = replace(visited, own={1: OwnContact(last=ago(1), last_visit=ago(1))})
    assert parts(there) == [MethodPart.REPUTATION]
    assert parts(replace(there, own={1: OwnContact(last=ago(1), last_visit=ago(4))})) == []


# Each of these proposes something to an account; a new kind of hint is here or in the other list.
GOOD_NEWS = (
    replace(NOTHING, closed=[sale(30)], asked={1: TODAY}),
    replace(
        NOTHING,
        accounts=[ACME._replace(stage=AccountStage.CUSTOMER)],
        own={1: OwnContact(last=ago(1), last_visit=ago(1))},
    ),
    replace(NOTHING, closed=[sale(7)]),
    replace(NOTHING, feedback=[replace(SAID, score=8)]),
    replace(NOTHING, accounts=[ACME._replace(last_contact=ago(42))], closed=[sale(42)], asked={1: TODAY}),
    replace(NOTHING, closed=[sale(day, number=day) for day in (170, 352, 534)], asked={1: TODAY}),
    replace(
        NOTHING,
        open_deals=[
            replace(QUIET, account_id=1, value=Decimal(20_000), level=None, activity_rollup=ActivityRollup(contacts=2))
        ],
    ),
)


@pytest.mark.parametrize("portfolio", GOOD_NEWS)
def test_k2_nothing_but_the_promise_is_proposed_after_a_poor_score(portfolio: Portfolio) -> None:
    assert parts(portfolio)
    for days, is_asked in ((0, False), (90, False), (91, True)):
        unhappy = replace(portfolio, poor={1: CustomerScore(6, ago(days))})
        assert parts(unhappy) == (parts(portfolio) if is_asked else [])
    owed = replace(SAID, score=6, day=ago(3))
    unhappy = replace(portfolio, poor={1: CustomerScore(6, ago(3))}, feedback=[owed])
    assert parts(unhappy) == [MethodPart.PROMISE]


def test_k2_the_proposals_held_against_a_poor_score_are_all_that_there_are() -> None:
    walked = {hint for portfolio in GOOD_NEWS for hint in map(type, find_certainties(portfolio, today=TODAY))}
    # A promise comes first, a rebound asks for no good news, and pairs are chosen where the contacts are known.
    apart = {PromiseHint, ReboundHint, IntroductionHint}
    assert walked | apart == set(get_args(CertaintyHint))
