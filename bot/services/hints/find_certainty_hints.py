"""Hints about a rep's customers: ask, thank, follow up or call again (Z1-Z6, O5)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.customer_score import GOOD_NEWS_RESTS
from bot.domain.certainties.feedback import Feedback
from bot.domain.certainties.portfolio import ClosedSale, Portfolio, PortfolioAccount, find_certainties
from bot.domain.hints.hint_kinds import CertaintyHint, IntroductionHint
from bot.services.deals.day_memo import DayMemo
from bot.services.hints.hint_context import HintContext
from bot.storage.certainties import customer_scores as score_rows
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.certainties import portfolio as portfolio_rows

FEEDBACK_LOOKED_AT = timedelta(days=365)
# Customers whom the rep spoke within this period can be introduced to each other.
SPOKEN_LATELY = timedelta(days=30)
COUPLE = 2


async def load_portfolios(connection: AsyncConnection, looks: Sequence[HintContext]) -> dict[int, Portfolio]:
    """Return the portfolios of reps, by rep id, in a fixed number of queries."""
    rep_ids = [look.rep.id for look in looks]
    first = min(look.today for look in looks)
    closed = await portfolio_rows.list_closed_sales(connection, rep_ids=rep_ids)
    accounts = await _load_accounts(connection, looks, closed)
    said = await feedback_rows.list_feedback(
        connection, rep_ids=rep_ids, since=first - FEEDBACK_LOOKED_AT, only_contactable=True
    )
    feedback = _group_feedback(said)
    asked = await portfolio_rows.list_latest_asks(connection, rep_ids=rep_ids)
    own = await portfolio_rows.list_own_contacts(connection, rep_ids=rep_ids, since=first - SPOKEN_LATELY)
    poor = await score_rows.list_recent_poor_scores(
        connection, workspace_ids={look.rep.workspace_id for look in looks}, since=first - GOOD_NEWS_RESTS
    )
    return {
        look.rep.id: Portfolio(
            accounts=accounts[look.rep.id],
            open_deals=look.open_deals,
            closed=closed.get(look.rep.id, ()),
            feedback=[each for each in feedback.get(look.rep.id, ()) if each.day >= look.today - FEEDBACK_LOOKED_AT],
            asked=asked.get(look.rep.id, {}),
            after_sale=look.person.workspace.after_sale_moments,
            poor=poor,
            own=own.get(look.rep.id, {}),
        )
        for look in looks
    }


async def find_certainty_hints(
    connection: AsyncConnection, looks: Sequence[HintContext], _memo: DayMemo
) -> dict[int, list[CertaintyHint]]:
    """Return by rep id every contact that the certainties ask for, and once a week an introduction."""
    portfolios = await load_portfolios(connection, looks)
    found: dict[int, list[CertaintyHint]] = {}
    for look in looks:
        portfolio = portfolios[look.rep.id]
        hints = find_certainties(portfolio, today=look.today)
        if look.calendar.is_last_of_week(look.today):
            hints += _propose_introduction(portfolio, look)
        found[look.rep.id] = hints
    return found


async def _load_accounts(
    connection: AsyncConnection, looks: Sequence[HintContext], closed: Mapping[int, Sequence[ClosedSale]]
) -> dict[int, list[PortfolioAccount]]:
    """Return the accounts that each rep owns or has deals with."""
    owned = await portfolio_rows.list_owned_accounts(connection, rep_ids=[look.rep.id for look in looks])
    others = {
        look.rep.id: _list_dealt_with(look, closed.get(look.rep.id, ()))
        - {account.id for account in owned.get(look.rep.id, ())}
        for look in looks
    }
    ids = set().union(*others.values())
    known = await portfolio_rows.list_accounts(connection, account_ids=ids) if ids else {}
    return {
        rep_id: [*owned.get(rep_id, ()), *(known[each] for each in sorted(account_ids) if each in known)]
        for rep_id, account_ids in others.items()
    }


def _list_dealt_with(look: HintContext, closed: Sequence[ClosedSale]) -> set[int]:
    return {deal.account_id for deal in look.open_deals} | {sale.account_id for sale in closed}


def _group_feedback(said: Iterable[Feedback]) -> Mapping[int, Sequence[Feedback]]:
    found: dict[int, list[Feedback]] = {}
    for each in said:
        found.setdefault(each.rep_id, []).append(each)
    return found


def _propose_introduction(portfolio: Portfolio, look: HintContext) -> list[IntroductionHint]:
    """Propose two recently contacted customers to introduce to each other (O5)."""
    known = [each for each in portfolio.accounts if _is_fresh(portfolio, each, look)]
    known.sort(key=lambda each: (portfolio.own[each.id].last, each.id), reverse=True)
    if len(known) < COUPLE:
        return []
    first, second = known[:COUPLE]
    year, week, _ = look.today.isocalendar()
    return [IntroductionHint(f"{year}W{week}", first.id, first.name, other=second.name)]


def _is_fresh(portfolio: Portfolio, account: PortfolioAccount, look: HintContext) -> bool:
    if not portfolio.may_ask(account.id, today=look.today):
        return False
    is_customer = account.stage is AccountStage.CUSTOMER or bool(portfolio.list_orders(account.id))
    spoken = portfolio.own.get(account.id)
    return is_customer and spoken is not None and look.today - spoken.last <= SPOKEN_LATELY
