"""Queries about accounts that the plan leaves alone: put aside by one rep for a while, or left in peace for good."""

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.set_aside import Resting
from bot.storage.tables.accounts import account_rests, accounts
from bot.storage.upsert import insert_or_change


async def keep_rest(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, account_id: int, until: date
) -> None:
    """Put an account aside for a rep until a local day, whatever was said before; repeated, it changes nothing."""
    values = {"workspace_id": workspace_id, "rep_id": rep_id, "account_id": account_id, "until": until}
    statement = insert_or_change(connection, account_rests, keys=("rep_id", "account_id"), changes=("until",))
    await connection.execute(statement, [values])


async def drop_rest(connection: AsyncConnection, *, rep_id: int, account_id: int) -> None:
    """Let the plan propose an account to a rep again."""
    await connection.execute(
        delete(account_rests).where(account_rests.c.rep_id == rep_id, account_rests.c.account_id == account_id)
    )


async def list_resting(connection: AsyncConnection, *, rep_id: int, after: date, limit: int) -> list[Resting]:
    """Return the accounts that a rep put aside until a day after this one, the latest of them first."""
    query = (
        select(account_rests.c.account_id, accounts.c.name.label("account_name"), account_rests.c.until)
        .join(accounts, accounts.c.id == account_rests.c.account_id)
        .where(account_rests.c.rep_id == rep_id, account_rests.c.until > after)
        .order_by(account_rests.c.until.desc(), accounts.c.name)
        .limit(limit)
    )
    return [Resting(**row) for row in (await connection.execute(query)).mappings()]


async def set_peace(connection: AsyncConnection, *, workspace_id: int, account_id: int, is_left: bool) -> bool:
    """Leave an account of this workspace in peace, or no longer; False when there is no such account."""
    statement = (
        update(accounts)
        .where(accounts.c.workspace_id == workspace_id, accounts.c.id == account_id)
        .values(do_not_contact=is_left)
        .returning(accounts.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def list_left_in_peace(connection: AsyncConnection, *, workspace_id: int, limit: int) -> list[NamedAccount]:
    """Return the accounts of a workspace that are left in peace, by name."""
    query = (
        select(accounts.c.id, accounts.c.name)
        .where(accounts.c.workspace_id == workspace_id, accounts.c.do_not_contact.is_(True))
        .order_by(accounts.c.name)
        .limit(limit)
    )
    return [NamedAccount(id=row.id, name=row.name) for row in await connection.execute(query)]
