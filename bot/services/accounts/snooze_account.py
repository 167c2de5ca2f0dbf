"""Snooze an account for one rep, or mark it do not contact for everybody."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.people.people import Rep
from bot.services.accounts.check_account import check_account
from bot.storage.accounts import snoozes as snooze_rows
from bot.storage.database import Database


async def snooze_account(database: Database, *, rep: Rep, account_id: int, until: date) -> NamedAccount:
    """Propose an account to this rep no more before ``until``, the rep's local day, and return the account.

    Raises:
        AccountGone: it is not an account of the rep's workspace.
    """

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=account_id)
        await snooze_rows.save_snooze(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, account_id=account.id, until=until
        )
        return account

    return await database.write(work)


async def unsnooze_account(database: Database, *, rep: Rep, account_id: int) -> NamedAccount:
    """Let an account that was put aside be proposed to this rep again, and return the account.

    Raises:
        AccountGone: it is not an account of the rep's workspace.
    """

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=account_id)
        await snooze_rows.drop_snooze(connection, rep_id=rep.id, account_id=account.id)
        return account

    return await database.write(work)


async def set_do_not_contact(database: Database, *, rep: Rep, account_id: int, is_left: bool) -> NamedAccount:
    """Propose an account to nobody any more (they asked for that), or to everybody again, and return the account.

    Raises:
        AccountGone: it is not an account of the rep's workspace.
    """

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=account_id)
        await snooze_rows.set_do_not_contact(
            connection, workspace_id=rep.workspace_id, account_id=account.id, is_left=is_left
        )
        return account

    return await database.write(work)


async def list_do_not_contact(database: Database, *, rep: Rep, limit: int) -> list[NamedAccount]:
    """Return the accounts of the rep's workspace that are proposed to nobody, by name."""
    async with database.reading() as connection:
        return await snooze_rows.list_do_not_contact(connection, workspace_id=rep.workspace_id, limit=limit)
