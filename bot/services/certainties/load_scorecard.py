"""The scorecard of the seven certainties: of a rep for that rep, of a team in totals (Z8)."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.score_counts import QUARTER, YEAR, ScoredDeal, ScoreFacts, count_certainties
from bot.domain.certainties.scorecard import Scorecard, make_scorecard
from bot.services.deals.load_history import load_history
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.certainties import portfolio as portfolio_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import history as history_rows


async def load_scorecard(
    connection: AsyncConnection, *, workspace_id: int, rep_ids: Collection[int], month: date, until: date
) -> Scorecard:
    """Return the scorecard of reps for the month that begins on ``month``, at a local day in it, against the last."""
    facts = await load_score_facts(connection, workspace_id=workspace_id, rep_ids=rep_ids, today=until)
    before = month - timedelta(days=1)
    return make_scorecard(
        month=month, now=count_certainties(facts, until=until), before=count_certainties(facts, until=before)
    )


async def load_score_facts(
    connection: AsyncConnection, *, workspace_id: int, rep_ids: Collection[int], today: date
) -> ScoreFacts:
    """Return all that reps did with their customers, as far as the scorecard looks back."""
    held = [
        account
        for rep_id in rep_ids
        for account in await portfolio_rows.list_portfolio_accounts(
            connection, workspace_id=workspace_id, rep_id=rep_id
        )
    ]
    since = today - YEAR - QUARTER
    history = await load_history(connection, workspace_id=workspace_id)
    found = await deal_rows.list_deals_of_owners(connection, workspace_id=workspace_id, owner_ids=rep_ids)
    return ScoreFacts(
        stages={account.id: account.stage for account in held},
        contract_ends={account.id: account.contract_ends for account in held if account.contract_ends is not None},
        deals=[
            ScoredDeal(
                account_id=deal.account_id,
                state=deal.state,
                value=deal.value,
                margin=deal.margin,
                opened_on=deal.opened_on,
                closed_on=deal.closed_on,
                level=deal.level,
            )
            for deal in found
        ],
        scores=[
            (each.account_id, each.score, each.day)
            for each in await feedback_rows.list_feedback(connection, rep_ids=rep_ids, since=since)
        ],
        asked=[
            pair for rep_id in rep_ids for pair in (await portfolio_rows.list_asked(connection, rep_id=rep_id)).items()
        ],
        contact_days=await history_rows.list_contact_days(
            connection, workspace_id=workspace_id, rep_ids=list(rep_ids), since=since
        ),
        margins=await history_rows.list_won_margins(connection, workspace_id=workspace_id),
        patterns=len(history.find_patterns()),
    )
