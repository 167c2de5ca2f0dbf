"""Queries about accounts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, RowMapping, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import AccountAlias, NamedAccount
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import account_aliases, accounts
from bot.storage.tables.people import reps, workspaces
from bot.storage.upsert import insert_unless_present

# Neither merged into another account nor archived: what plans, coverage and suggestions are about.
IN_USE = accounts.c.archived_at.is_(None)
# Of all others nothing is said unasked: no hint, no stall, no step, no question for a next one.
MAY_BE_CONTACTED = accounts.c.do_not_contact.is_(False)
_NAMED = (accounts.c.id, accounts.c.name, accounts.c.archived_at.is_not(None).label("is_archived"))
_kept = accounts.alias("kept")
_KEPT = (_kept.c.id, _kept.c.name, _kept.c.archived_at.is_not(None).label("is_archived"))
# From an id as a button may carry it to the account that it was merged into, or to the account itself.
_RESOLVE = select(*_KEPT, accounts.c.id.label("asked")).join_from(
    accounts, _kept, _kept.c.id == func.coalesce(accounts.c.merged_into, accounts.c.id)
)


@dataclass(frozen=True, slots=True)
class NamesRead:
    """Names of a workspace's accounts, and the version of all its names when they were read."""

    version: int
    accounts: list[NamedAccount]


async def load_account_names(connection: AsyncConnection, *, workspace_id: int, after_id: int = 0) -> NamesRead:
    """Return the names of a workspace's accounts, all or those with an id above ``after_id``, oldest first."""
    is_wanted = and_(
        accounts.c.workspace_id == workspaces.c.id, accounts.c.id > after_id, accounts.c.merged_into.is_(None)
    )
    query = (
        select(workspaces.c.accounts_version, *_NAMED)
        .select_from(workspaces.outerjoin(accounts, is_wanted))
        .where(workspaces.c.id == workspace_id)
        .order_by(accounts.c.id)
    )
    rows = (await connection.execute(query)).all()
    return NamesRead(
        version=rows[0].accounts_version if rows else 0,
        accounts=[_to_named(row) for row in rows if row.id is not None],
    )


async def list_aliases(connection: AsyncConnection, *, workspace_id: int) -> list[AccountAlias]:
    """Return the other names of a workspace's accounts, oldest first."""
    query = (
        select(account_aliases.c.id, account_aliases.c.name, account_aliases.c.account_id)
        .where(account_aliases.c.workspace_id == workspace_id)
        .order_by(account_aliases.c.id)
    )
    return [AccountAlias(*row) for row in await connection.execute(query)]


async def find_account(connection: AsyncConnection, *, workspace_id: int, account_id: int) -> NamedAccount | None:
    """Return one account of this workspace, or the one that it was merged into; None when there is none."""
    row = (
        await connection.execute(_RESOLVE.where(accounts.c.workspace_id == workspace_id, accounts.c.id == account_id))
    ).first()
    return _to_named(row) if row else None


async def find_merged(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, NamedAccount]:
    """Return those of these accounts that were merged, by their id, each as the account that it is now."""
    query = _RESOLVE.where(accounts.c.id.in_(sorted(account_ids)), accounts.c.merged_into.is_not(None))
    return {row.asked: _to_named(row) for row in await connection.execute(query)}


async def find_owner_id(connection: AsyncConnection, *, account_id: int) -> int | None:
    """Return the owner of an account, a merged one too; None without an owner or an account."""
    found: int | None = await connection.scalar(select(accounts.c.owner_id).where(accounts.c.id == account_id))
    return found


async def find_account_by_key(connection: AsyncConnection, *, workspace_id: int, name_key: str) -> NamedAccount | None:
    """Return the account with this normalised name, its own or another one of it; None when there is none."""
    own = select(*_NAMED).where(accounts.c.workspace_id == workspace_id, accounts.c.name_key == name_key)
    row = (await connection.execute(own)).first()
    if row is None:
        other = (
            select(*_NAMED)
            .join(account_aliases, account_aliases.c.account_id == accounts.c.id)
            .where(account_aliases.c.workspace_id == workspace_id, account_aliases.c.name_key == name_key)
        )
        row = (await connection.execute(other)).first()
    return _to_named(row) if row else None


async def list_names(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, str]:
    """Return the names of accounts by id; who does not exist is absent."""
    if not account_ids:
        return {}
    query = select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(list(account_ids)))
    return {row.id: row.name for row in await connection.execute(query)}


async def search_accounts(
    connection: AsyncConnection, *, workspace_id: int, part: str, limit: int
) -> list[NamedAccount]:
    """Return accounts with a normalised name that contains ``part``, those whose own name begins with it first."""
    alias = select(account_aliases.c.id).where(
        account_aliases.c.account_id == accounts.c.id, account_aliases.c.name_key.contains(part, autoescape=True)
    )
    query = (
        select(*_NAMED)
        .where(
            accounts.c.workspace_id == workspace_id,
            accounts.c.merged_into.is_(None),
            or_(accounts.c.name_key.contains(part, autoescape=True), alias.exists()),
        )
        .order_by(accounts.c.name_key.startswith(part, autoescape=True).desc(), accounts.c.name_key)
        .limit(limit)
    )
    return [_to_named(row) for row in await connection.execute(query)]


def _to_named(row: Row[Any]) -> NamedAccount:
    return NamedAccount(id=row.id, name=row.name, is_archived=bool(row.is_archived))


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

    Idempotent without a request key: the normalised name is unique in a workspace. A name that an account had before,
    or that of one merged into it, leads to that account.
    """
    known = await find_account_by_key(connection, workspace_id=account.workspace_id, name_key=account.name_key)
    if known is not None:
        return known
    await connection.execute(insert_unless_present(connection, accounts).values(to_columns(account)))
    added = await find_account_by_key(connection, workspace_id=account.workspace_id, name_key=account.name_key)
    assert added is not None  # noqa: S101 - added in this transaction, or by another one just before it
    return added


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
            accounts.c.merged_into.is_(None),
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
        .where(accounts.c.workspace_id == workspace_id, accounts.c.merged_into.is_(None))
        .order_by(accounts.c.name)
    )
    return (await connection.execute(query)).mappings().all()
