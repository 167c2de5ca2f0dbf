"""What follows from opening, closing, reopening, moving or removing a deal, whichever way it happens (K1)."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.services.accounts.refresh_standing import refresh_all_standings, refresh_standing
from bot.services.deals.deal_rollups import refresh_rollups
from bot.storage.deals import deal_steps as step_rows
from bot.storage.deals import deals as deal_rows


async def follow_deal(connection: AsyncConnection, *, deal_id: int, account_ids: Collection[int]) -> None:
    """Bring all that is kept of a deal and of its accounts in step with it; ``account_ids`` has former ones too.

    Its rollup, its stall, the questions asked at it, whether the accounts are customers or lost, and the rollups of the
    other deals there, for which a step may count now that counted for this one.
    """
    open_deals = await deal_rows.list_open_of_accounts(connection, account_ids=account_ids)
    others = {deal.id for deals in open_deals.values() for deal in deals}
    await refresh_rollups(connection, deal_ids={deal_id, *others}, account_ids=account_ids)
    await deal_rows.settle_closed(connection, deal_id=deal_id)
    await refresh_standing(connection, account_ids=account_ids)


async def follow_removed_deal(connection: AsyncConnection, *, deal_id: int, account_id: int) -> None:
    """Bring the account of a deal that is gone in step; what had ended with the deal is open again."""
    await step_rows.reopen_steps(connection, deal_id=deal_id)
    open_deals = await deal_rows.list_open_of_accounts(connection, account_ids=[account_id])
    others = {deal.id for deals in open_deals.values() for deal in deals}
    await refresh_rollups(connection, deal_ids=others, account_ids=[account_id])
    await refresh_standing(connection, account_ids=[account_id])


async def follow_state(connection: AsyncConnection, *, deal_id: int, state: DealState) -> None:
    """End the open steps of a deal that was just won or lost, or open them again with the deal."""
    if state is DealState.OPEN:
        await step_rows.reopen_steps(connection, deal_id=deal_id)
    else:
        await step_rows.end_steps(connection, deal_ids=[deal_id])


async def follow_all_deals(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Settle what closed deals leave behind in a whole workspace, after an import."""
    await deal_rows.settle_all_closed(connection, workspace_id=workspace_id)
    await refresh_all_standings(connection, workspace_id=workspace_id)
