"""The one action for each certainty of a rep's scorecard: something that can be done in the bot (Z8)."""

from collections.abc import Iterable
from datetime import date

from bot.domain.accounts.account import AccountStage
from bot.domain.certainties.feedback import GOOD
from bot.domain.certainties.portfolio import WORTH_A_DECIDER, Portfolio, PortfolioAccount
from bot.domain.certainties.score_counts import LATELY
from bot.domain.certainties.scorecard import ActionKind, Certainty, ScoreAction
from bot.domain.deals.deals import Level

NEVER = date.min


def choose_actions(portfolio: Portfolio, *, today: date) -> dict[Certainty, ScoreAction]:
    """Return the action of each certainty on a local day: at the account that needs it most, else a view (Z8)."""
    customers = [account for account in portfolio.accounts if _is_customer(portfolio, account)]
    glad = [account for account in customers if portfolio.may_ask(account.id, today=today)]
    since = today - LATELY
    return {
        Certainty.RELATIONS: _find_decider(portfolio) or ScoreAction(ActionKind.DEALS),
        Certainty.REPUTATION: _ask(ActionKind.SCORE, (each for each in glad if not _was_scored(portfolio, each, since)))
        or ScoreAction(ActionKind.SCORES),
        Certainty.REFERRAL: _ask(ActionKind.INTRODUCTION, (each for each in glad if _may_refer(portfolio, each, today)))
        or ScoreAction(ActionKind.REFERRALS),
        Certainty.REPEATING: _find_longest_unseen(portfolio, customers) or ScoreAction(ActionKind.DEALS),
        Certainty.REVENUE: ScoreAction(ActionKind.FOCUS),
        Certainty.REBOUND: _find_lost(portfolio) or ScoreAction(ActionKind.DEALS),
        Certainty.REPETITION: ScoreAction(ActionKind.PATTERNS),
    }


def _is_customer(portfolio: Portfolio, account: PortfolioAccount) -> bool:
    return account.stage is AccountStage.CUSTOMER or bool(portfolio.list_orders(account.id))


def _find_decider(portfolio: Portfolio) -> ScoreAction | None:
    """Return the largest deal in which nobody above the user is known (Z1)."""
    lacking = [
        deal
        for deal in portfolio.open_deals
        if (deal.value or 0) >= WORTH_A_DECIDER and deal.level in {None, Level.USER}
    ]
    largest = max(lacking, key=lambda deal: (deal.value or 0, -deal.id), default=None)
    return ScoreAction(ActionKind.DECIDER, largest.account_id, largest.account_name) if largest else None


def _was_scored(portfolio: Portfolio, account: PortfolioAccount, since: date) -> bool:
    said = portfolio.find_feedback(account.id)
    return said is not None and said.day > since


def _may_refer(portfolio: Portfolio, account: PortfolioAccount, today: date) -> bool:
    """Return whether there is good news of a customer who was not asked for a referral since (Z3, K2)."""
    since, asked = today - LATELY, portfolio.asked.get(account.id)
    if asked is not None and asked > since:
        return False
    said = portfolio.find_feedback(account.id)
    is_pleased = said is not None and said.score >= GOOD and said.day > since
    return is_pleased or any(day > since for day in portfolio.list_orders(account.id))


def _ask(kind: ActionKind, candidates: Iterable[PortfolioAccount]) -> ScoreAction | None:
    """Return an action at the account that was contacted last: there it is easiest to ask."""
    latest = max(candidates, key=lambda each: (each.last_contact or NEVER, -each.id), default=None)
    return ScoreAction(kind, latest.id, latest.name) if latest else None


def _find_longest_unseen(portfolio: Portfolio, customers: Iterable[PortfolioAccount]) -> ScoreAction | None:
    bought = [each for each in customers if portfolio.list_orders(each.id)]
    longest = min(bought, key=lambda each: (each.last_contact or NEVER, each.id), default=None)
    return ScoreAction(ActionKind.CONTACT, longest.id, longest.name) if longest else None


def _find_lost(portfolio: Portfolio) -> ScoreAction | None:
    """Return a lost account of which the end of the contract is to be noted, else the one whose contract ends first."""
    lost = [
        each
        for each in portfolio.accounts
        if portfolio.find_loss(each.id) is not None or each.stage is AccountStage.FORMER
    ]
    first = min(lost, key=lambda each: (each.contract_ends or NEVER, each.id), default=None)
    if first is None:
        return None
    kind = ActionKind.CONTRACT if first.contract_ends is None else ActionKind.CONTACT
    return ScoreAction(kind, first.id, first.name)
