"""Queries about accounts excluded from the plan: snoozed by one rep, or marked do not contact."""

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.snoozed_accounts import SnoozedAccount
from bot.storage.accounts.accounts import IN_USE
from bot.storage.tables.accounts import account_snoozes, accounts
from bot.storage.upsert import insert_or_change


async def save_snooze(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, account_id: int, until: date
) -> None:
    """Snooze an account for a rep until a local day, replacing an earlier snooze; idempotent."""
    values = {"workspace_id": workspace_id, "rep_id": rep_id, "account_id": account_id, "until": until}
    statement = insert_or_change(connection, account_snoozes, keys=("rep_id", "account_id"), changes=("until",))
    await connection.execute(statement, [values])


async def drop_snooze(connection: AsyncConnection, *, rep_id: int, account_id: int) -> None:
    """End a rep's snooze of an account."""
    await connection.execute(
        delete(account_snoozes).where(account_snoozes.c.rep_id == rep_id, account_snoozes.c.account_id == account_id)
    )


async def list_snoozed(connection: AsyncConnection, *, rep_id: int, after: date, limit: int) -> list[SnoozedAccount]:
    """Return the accounts that a rep snoozed until a local day later than ``after``, the latest end first."""
    query = (
        select(account_snoozes.c.account_id, accounts.c.name.label("account_name"), account_snoozes.c.until)
        .join(accounts, accounts.c.id == account_snoozes.c.account_id)
        .where(account_snoozes.c.rep_id == rep_id, account_snoozes.c.until > after)
        .order_by(account_snoozes.c.until.desc(), accounts.c.name)
        .limit(limit)
    )
    return [SnoozedAccount(**row) for row in (await connection.execute(query)).mappings()]


async def set_do_not_contact(connection: AsyncConnection, *, workspace_id: int, account_id: int, is_left: bool) -> bool:
    """Set or remove an account's do-not-contact mark; False when the workspace has no such account."""
    statement = (
        update(accounts)
        .where(accounts.c.workspace_id == workspace_id, accounts.c.id == account_id)
        .values(do_not_contact=is_left, quiet_until=None)
        .returning(accounts.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def list_do_not_contact(connection: AsyncConnection, *, workspace_id: int, limit: int) -> list[NamedAccount]:
    """Return a workspace's accounts marked do not contact, by name."""
    query = (
        select(accounts.c.id, accounts.c.name)
        .where(accounts.c.workspace_id == workspace_id, accounts.c.do_not_contact.is_(True), IN_USE)
        .order_by(accounts.c.name)
        .limit(limit)
    )
    return [NamedAccount(id=row.id, name=row.name) for row in await connection.execute(query)]
