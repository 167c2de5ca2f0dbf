"""Queries about accounts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import NamedAccount
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts
from bot.storage.tables.people import reps
from bot.storage.upsert import insert_unless_present


async def list_account_names(
    connection: AsyncConnection, *, workspace_id: int, after_id: int = 0
) -> list[NamedAccount]:
    """Return the names of a workspace's accounts, all or those with an id above ``after_id``, oldest first."""
    query = (
        select(accounts.c.id, accounts.c.name)
        .where(accounts.c.workspace_id == workspace_id, accounts.c.id > after_id)
        .order_by(accounts.c.id)
    )
    return [NamedAccount(id=row.id, name=row.name) for row in await connection.execute(query)]


async def find_account(connection: AsyncConnection, *, workspace_id: int, account_id: int) -> NamedAccount | None:
    """Return one account of this workspace, None when there is none."""
    query = select(accounts.c.id, accounts.c.name).where(
        accounts.c.workspace_id == workspace_id, accounts.c.id == account_id
    )
    row = (await connection.execute(query)).first()
    return NamedAccount(id=row.id, name=row.name) if row else None


async def search_accounts(
    connection: AsyncConnection, *, workspace_id: int, part: str, limit: int
) -> list[NamedAccount]:
    """Return accounts whose normalised name contains ``part``, those that begin with it first."""
    query = (
        select(accounts.c.id, accounts.c.name)
        .where(accounts.c.workspace_id == workspace_id, accounts.c.name_key.contains(part, autoescape=True))
        .order_by(accounts.c.name_key.startswith(part, autoescape=True).desc(), accounts.c.name_key)
        .limit(limit)
    )
    return [NamedAccount(id=row.id, name=row.name) for row in await connection.execute(query)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account that is to be added; ``name_key`` is its normalised name."""

    workspace_id: int
    name: str
    name_key: str
    stage: AccountStage
    created_at: datetime
    owner_id: int | None = None
    segment: str | None = None
    city: str | None = None
    contract_end: date | None = None


async def add_account(connection: AsyncConnection, account: NewAccount) -> NamedAccount:
    """Add an account unless its normalised name is taken, and return the one that has the name now.

    Idempotent without a request key: the normalised name is unique in a workspace.
    """
    await connection.execute(insert_unless_present(connection, accounts).values(to_columns(account)))
    query = select(accounts.c.id, accounts.c.name).where(
        accounts.c.workspace_id == account.workspace_id, accounts.c.name_key == account.name_key
    )
    row = (await connection.execute(query)).one()
    return NamedAccount(id=row.id, name=row.name)


async def list_owned_ids(connection: AsyncConnection, *, rep_id: int) -> list[int]:
    """Return the ids of the accounts that a rep owns."""
    return list((await connection.execute(select(accounts.c.id).where(accounts.c.owner_id == rep_id))).scalars())


async def adopt_accounts(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, names: Collection[str]
) -> None:
    """Set the owner of accounts that were imported with one of these owner names before the rep was known."""
    await connection.execute(
        update(accounts)
        .where(
            accounts.c.workspace_id == workspace_id,
            accounts.c.owner_id.is_(None),
            func.lower(accounts.c.owner_name).in_([name.lower() for name in names]),
        )
        .values(owner_id=rep_id)
    )


async def list_accounts_with_owner(connection: AsyncConnection, *, workspace_id: int) -> Sequence[RowMapping]:
    """Return all columns of a workspace's accounts by name, with the owner's name as ``owner``."""
    owner = func.coalesce(reps.c.name, accounts.c.owner_name).label("owner")
    query = (
        select(accounts, owner)
        .select_from(accounts.outerjoin(reps, reps.c.id == accounts.c.owner_id))
        .where(accounts.c.workspace_id == workspace_id)
        .order_by(accounts.c.name)
    )
    return (await connection.execute(query)).mappings().all()
