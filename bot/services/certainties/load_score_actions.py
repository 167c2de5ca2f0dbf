"""The one action for each certainty of reps' scorecards (Z8)."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.portfolio import Portfolio, PortfolioAccount
from bot.domain.certainties.score_actions import choose_actions
from bot.domain.certainties.score_counts import LATELY
from bot.domain.certainties.scorecard import Certainty, ScoreAction
from bot.storage.certainties import customer_scores as score_rows
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.certainties import portfolio as portfolio_rows
from bot.storage.deals import stalls as stall_rows


async def load_score_actions(
    connection: AsyncConnection, *, workspace_ids: Collection[int], rep_ids: Collection[int], today: date
) -> dict[int, Mapping[Certainty, ScoreAction]]:
    """Return the actions of reps on a local day, by rep id, in a handful of statements whatever their number."""
    if not rep_ids:
        return {}
    open_deals, _ = await stall_rows.list_open_of_owners(connection, owner_ids=rep_ids)
    closed = await portfolio_rows.list_closed_sales(connection, rep_ids=rep_ids)
    owned = await portfolio_rows.list_owned_accounts(connection, rep_ids=rep_ids)
    said = await feedback_rows.list_feedback(connection, rep_ids=rep_ids, since=today - LATELY, only_contactable=True)
    asked = await portfolio_rows.list_latest_asks(connection, rep_ids=rep_ids)
    poor = await score_rows.list_recent_poor_scores(connection, workspace_ids=workspace_ids, since=today - LATELY)
    dealt = {
        rep_id: {deal.account_id for deal in open_deals.get(rep_id, ())}
        | {sale.account_id for sale in closed.get(rep_id, ())}
        for rep_id in rep_ids
    }
    known = await portfolio_rows.list_accounts(connection, account_ids=set().union(*dealt.values()))
    found: dict[int, Mapping[Certainty, ScoreAction]] = {}
    for rep_id in rep_ids:
        accounts: dict[int, PortfolioAccount] = {each.id: each for each in owned.get(rep_id, ())}
        accounts |= {each: known[each] for each in dealt[rep_id] if each in known}
        portfolio = Portfolio(
            accounts=list(accounts.values()),
            open_deals=open_deals.get(rep_id, ()),
            closed=closed.get(rep_id, ()),
            feedback=[each for each in said if each.rep_id == rep_id],
            asked=asked.get(rep_id, {}),
            poor=poor,
        )
        found[rep_id] = choose_actions(portfolio, today=today)
    return found
