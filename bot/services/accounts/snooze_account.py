"""Snooze an account for one rep, or mark it do not contact for the whole workspace."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.people.people import Rep
from bot.services.accounts.check_account import check_account
from bot.storage.accounts import snoozes as snooze_rows
from bot.storage.database import Database


async def snooze_account(database: Database, *, rep: Rep, account_id: int, until: date) -> NamedAccount:
    """Exclude an account from this rep's plan until a local day, and return the account.

    Raises:
        AccountGone: the rep's workspace has no such account.
    """

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=account_id)
        await snooze_rows.save_snooze(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, account_id=account.id, until=until
        )
        return account

    return await database.write(work)


async def unsnooze_account(database: Database, *, rep: Rep, account_id: int) -> NamedAccount:
    """End the rep's snooze of an account, and return the account.

    Raises:
        AccountGone: the rep's workspace has no such account.
    """

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=account_id)
        await snooze_rows.drop_snooze(connection, rep_id=rep.id, account_id=account.id)
        return account

    return await database.write(work)


async def set_do_not_contact(database: Database, *, rep: Rep, account_id: int, is_left: bool) -> NamedAccount:
    """Set or remove an account's do-not-contact mark for all reps, and return the account.

    Raises:
        AccountGone: the rep's workspace has no such account.
    """

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=account_id)
        await snooze_rows.set_do_not_contact(
            connection, workspace_id=rep.workspace_id, account_id=account.id, is_left=is_left
        )
        return account

    return await database.write(work)


async def list_do_not_contact(database: Database, *, rep: Rep, limit: int) -> list[NamedAccount]:
    """Return the workspace's accounts marked do not contact, by name."""
    async with database.reading() as connection:
        return await snooze_rows.list_do_not_contact(connection, workspace_id=rep.workspace_id, limit=limit)
