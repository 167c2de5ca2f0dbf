"""Keep where accounts stand in step with their deals, in the transaction that changes either (K1)."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.standing import judge_standing
from bot.storage.accounts import standing as standing_rows

# Accounts per query.
AT_A_TIME = 500


async def refresh_standing(connection: AsyncConnection, *, account_ids: Collection[int]) -> None:
    """Find anew whether these accounts are customers, or lost, and save what changed."""
    ordered = sorted(account_ids)
    for start in range(0, len(ordered), AT_A_TIME):
        some = ordered[start : start + AT_A_TIME]
        given = await standing_rows.load_given(connection, account_ids=some)
        ends = await standing_rows.load_ends(connection, account_ids=some)
        found = {
            account_id: (stage, judge_standing(stage, ends.get(account_id, ())))
            for account_id, (stage, _) in given.items()
        }
        await standing_rows.save_standings(
            connection, {each: new for each, new in found.items() if new[1] != given[each][1]}
        )


async def refresh_all_standings(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Find anew where all accounts of a workspace stand, after an import."""
    await refresh_standing(
        connection, account_ids=await standing_rows.list_ids_of_workspace(connection, workspace_id=workspace_id)
    )
