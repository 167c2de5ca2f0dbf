"""Queries about where accounts stand: the stage that was given, and the deals that say more (K1)."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.deals.deals import DealState
from bot.domain.deals.standing import DealEnd, GivenStage, Standing
from bot.storage.accounts.account_changes import AccountColumns
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deals


def give_stage(given: GivenStage) -> AccountColumns:
    """Return the columns of a stage that is given now; what deals make of it follows."""
    return {"stage": given.stage, "given_stage": None, "given_from": given.holds_from}


async def load_given(
    connection: AsyncConnection, *, account_ids: Collection[int]
) -> dict[int, tuple[GivenStage, Standing]]:
    """Return by account id the stage that was given, and where the account stands as stored."""
    names = ("id", "stage", "given_stage", "given_from", "lost_on")
    query = select(*(accounts.c[name] for name in names)).where(accounts.c.id.in_(list(account_ids)))
    return {
        row.id: (
            GivenStage(AccountStage(row.given_stage or row.stage), row.given_from),
            Standing(AccountStage(row.stage), row.lost_on),
        )
        for row in await connection.execute(query)
    }


async def load_ends(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, list[DealEnd]]:
    """Return the deals of accounts as far as they tell where these stand, by account id."""
    query = select(deals.c.account_id, deals.c.state, deals.c.closed_on).where(
        deals.c.account_id.in_(list(account_ids))
    )
    found: dict[int, list[DealEnd]] = {}
    for account_id, state, closed_on in (await connection.execute(query)).all():
        found.setdefault(account_id, []).append(DealEnd(DealState(state), closed_on))
    return found


async def save_standings(connection: AsyncConnection, standings: Mapping[int, tuple[GivenStage, Standing]]) -> None:
    """Save where accounts stand, by account id, beside the stage that was given."""
    rows = [
        {
            "account": account_id,
            "new_stage": standing.stage,
            "new_given": given.stage if standing.stage is not given.stage else None,
            "new_lost_on": standing.lost_on,
        }
        for account_id, (given, standing) in sorted(standings.items())
    ]
    if rows:
        await connection.execute(_SAVE, rows)


async def list_ids_of_workspace(connection: AsyncConnection, *, workspace_id: int) -> list[int]:
    """Return the accounts of a workspace that have deals, or stand as they do because they had."""
    with_deals = select(deals.c.account_id).where(deals.c.workspace_id == workspace_id)
    changed = accounts.c.given_stage.is_not(None) | accounts.c.lost_on.is_not(None)
    query = select(accounts.c.id).where(
        accounts.c.workspace_id == workspace_id, changed | accounts.c.id.in_(with_deals)
    )
    return list((await connection.execute(query.order_by(accounts.c.id))).scalars())


_SAVE = (
    update(accounts)
    .where(accounts.c.id == bindparam("account"))
    .values(stage=bindparam("new_stage"), given_stage=bindparam("new_given"), lost_on=bindparam("new_lost_on"))
)
