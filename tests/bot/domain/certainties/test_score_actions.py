"""Each certainty of a rep's scorecard has one action, which can be done in the bot (Z8)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.certainties.feedback import Feedback
from bot.domain.certainties.portfolio import ClosedSale, Portfolio, PortfolioAccount
from bot.domain.certainties.score_actions import choose_actions
from bot.domain.certainties.scorecard import ActionKind, Certainty, ScoreAction
from bot.domain.deals.deals import ActivityRollup, Deal, DealState, Level

TODAY = date(2026, 3, 18)
EMPTY = Portfolio(accounts=(), open_deals=(), closed=(), feedback=(), asked={})


def account(
    account_id: int, stage: AccountStage = AccountStage.CUSTOMER, *, seen: int | None = None, ends: date | None = None
) -> PortfolioAccount:
    last = None if seen is None else TODAY - timedelta(days=seen)
    return PortfolioAccount(account_id, f"Klant {account_id}", stage, None, ends, last)


def open_deal(account_id: int, value: int, level: Level | None = None) -> Deal:
    return Deal(
        id=account_id,
        workspace_id=1,
        account_id=account_id,
        account_name=f"Klant {account_id}",
        owner_id=1,
        name="Kas",
        stage="intake",
        state=DealState.OPEN,
        value=Decimal(value),
        margin=None,
        opened_on=TODAY,
        stage_since=TODAY,
        close_on=None,
        close_moves=0,
        closed_on=None,
        level=level,
        activity_rollup=ActivityRollup(),
    )


def sale(account_id: int, *, is_won: bool, days_ago: int = 10) -> ClosedSale:
    return ClosedSale(account_id, account_id, is_won=is_won, closed_on=TODAY - timedelta(days=days_ago))


def scored(account_id: int, *, days_ago: int) -> Feedback:
    day = TODAY - timedelta(days=days_ago)
    return Feedback(account_id, 1, account_id, f"Klant {account_id}", 7, "", day, None, None, None)


def choose(portfolio: Portfolio, certainty: Certainty) -> ScoreAction:
    return choose_actions(portfolio, today=TODAY)[certainty]


def at(kind: ActionKind, account_id: int) -> ScoreAction:
    return ScoreAction(kind, account_id, f"Klant {account_id}")


def test_z8_every_certainty_has_an_action_whatever_is_known() -> None:
    assert choose_actions(EMPTY, today=TODAY) == {
        Certainty.RELATIONS: ScoreAction(ActionKind.DEALS),
        Certainty.REPUTATION: ScoreAction(ActionKind.SCORES),
        Certainty.REFERRAL: ScoreAction(ActionKind.REFERRALS),
        Certainty.REPEATING: ScoreAction(ActionKind.DEALS),
        Certainty.REVENUE: ScoreAction(ActionKind.FOCUS),
        Certainty.REBOUND: ScoreAction(ActionKind.DEALS),
        Certainty.REPETITION: ScoreAction(ActionKind.PATTERNS),
    }


def test_z1_who_decides_is_asked_in_the_largest_deal_without_somebody_above_the_user() -> None:
    deals = (open_deal(1, 90_000, Level.MANAGER), open_deal(2, 10_000), open_deal(3, 20_000, Level.USER))
    assert choose(replace(EMPTY, open_deals=deals), Certainty.RELATIONS) == at(ActionKind.DECIDER, 3)
    assert choose(replace(EMPTY, open_deals=(open_deal(1, 9_999),)), Certainty.RELATIONS).kind is ActionKind.DEALS


def test_z2_a_score_is_asked_of_the_customer_seen_last_who_gave_none_in_ninety_days() -> None:
    said = [scored(1, days_ago=89), scored(2, days_ago=90)]
    accounts = (account(1, seen=1), account(2, seen=5), account(3, seen=9), account(4, AccountStage.SUSPECT, seen=0))
    assert choose(replace(EMPTY, accounts=accounts, feedback=said), Certainty.REPUTATION) == at(ActionKind.SCORE, 2)


def test_z3_an_introduction_is_asked_after_good_news_once_in_ninety_days() -> None:
    accounts, closed = (account(1, seen=1), account(2, seen=5)), (sale(1, is_won=True), sale(2, is_won=True))
    found = replace(EMPTY, accounts=accounts, closed=closed, asked={1: TODAY - timedelta(days=89)})
    assert choose(found, Certainty.REFERRAL) == at(ActionKind.INTRODUCTION, 2)
    assert choose(replace(found, asked={}), Certainty.REFERRAL) == at(ActionKind.INTRODUCTION, 1)
    old = replace(found, closed=(sale(2, is_won=True, days_ago=90),))
    assert choose(old, Certainty.REFERRAL).kind is ActionKind.REFERRALS


def test_k2_an_unhappy_customer_is_asked_for_no_score_and_no_introduction() -> None:
    poor = {1: CustomerScore(3, TODAY - timedelta(days=30))}
    found = replace(EMPTY, accounts=(account(1, seen=1),), closed=(sale(1, is_won=True),), poor=poor)
    assert choose(found, Certainty.REFERRAL).kind is ActionKind.REFERRALS
    assert choose(found, Certainty.REPUTATION).kind is ActionKind.SCORES


def test_z4_the_buyer_seen_longest_ago_is_called() -> None:
    accounts, closed = (account(1, seen=1), account(2, seen=50)), (sale(1, is_won=True), sale(2, is_won=True))
    assert choose(replace(EMPTY, accounts=accounts, closed=closed), Certainty.REPEATING) == at(ActionKind.CONTACT, 2)


@pytest.mark.parametrize(
    ("ends", "action"),
    [
        ((None, date(2026, 5, 1)), at(ActionKind.CONTRACT, 1)),
        ((date(2026, 9, 1), date(2026, 5, 1)), at(ActionKind.CONTACT, 2)),
    ],
)
def test_z6_the_end_of_a_contract_is_noted_before_the_first_to_end_is_called(
    ends: tuple[date | None, date], action: ScoreAction
) -> None:
    accounts = tuple(account(number, AccountStage.PROSPECT, ends=day) for number, day in enumerate(ends, 1))
    lost = (sale(1, is_won=False), sale(2, is_won=False))
    assert choose(replace(EMPTY, accounts=accounts, closed=lost), Certainty.REBOUND) == action
