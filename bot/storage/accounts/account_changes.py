"""Queries about changes of accounts that can be undone, and the columns that such a change sets."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_changes import ChangeKind
from bot.domain.deals.deals import Level
from bot.storage.accounts.row_changes import RowChange, read_changes, write_changes
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import account_changes, accounts, contacts


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """A change that is to be stored; ``other_id`` is the account that was merged, or to which a person moved."""

    workspace_id: int
    account_id: int
    other_id: int | None
    rep_id: int
    kind: ChangeKind
    rows: tuple[RowChange, ...]
    at: datetime
    request_key: str


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A stored change, with the rows that it touched; ``is_undone`` once it was taken back."""

    id: int
    account_id: int
    other_id: int | None
    rep_id: int
    kind: ChangeKind
    rows: tuple[RowChange, ...]
    at: datetime
    is_undone: bool


class AccountColumns(TypedDict, total=False):
    """What of an account may be set."""

    name: str
    name_key: str
    owner_id: int | None
    owner_name: str | None
    stage: AccountStage
    given_stage: AccountStage | None
    given_from: date | None
    segment: str | None
    city: str | None
    value: Decimal | None
    contract_end: date | None
    do_not_contact: bool
    quiet_until: date | None
    archived_at: datetime | None


class PersonColumns(TypedDict, total=False):
    """What of a person at a customer may be set."""

    account_id: int
    name: str
    name_key: str
    role: str
    level: Level | None


async def save_change(connection: AsyncConnection, new: NewChange) -> int:
    """Store a change with the rows that it touched, and return its id."""
    values = {**to_columns(new), "rows": write_changes(new.rows)}
    statement = insert(account_changes).values(values).returning(account_changes.c.id)
    return int((await connection.execute(statement)).scalar_one())


async def find_change(connection: AsyncConnection, *, workspace_id: int, change_id: int) -> StoredChange | None:
    """Return a change of this workspace, None when there is none."""
    query = select(account_changes).where(
        account_changes.c.workspace_id == workspace_id, account_changes.c.id == change_id
    )
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    return StoredChange(
        id=row.id,
        account_id=row.account_id,
        other_id=row.other_id,
        rep_id=row.rep_id,
        kind=ChangeKind(row.kind),
        rows=tuple(read_changes(row.rows)),
        at=row.at,
        is_undone=row.undone_at is not None,
    )


async def find_change_of_request(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, request_key: str
) -> int | None:
    """Return the id of the change that a rep's request made, None when it made none."""
    query = select(account_changes.c.id).where(
        account_changes.c.workspace_id == workspace_id,
        account_changes.c.rep_id == rep_id,
        account_changes.c.request_key == request_key,
    )
    found: int | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def mark_undone(connection: AsyncConnection, *, change_id: int, now: datetime) -> None:
    """Store that a change was taken back."""
    await connection.execute(update(account_changes).where(account_changes.c.id == change_id).values(undone_at=now))


async def forget_old_changes(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete changes from before a time (UTC), which can no longer be undone, and return how many."""
    return int((await connection.execute(delete(account_changes).where(account_changes.c.at < before))).rowcount)


async def set_account(connection: AsyncConnection, *, account_id: int, **columns: Unpack[AccountColumns]) -> None:
    """Set columns of an account."""
    await connection.execute(update(accounts).where(accounts.c.id == account_id).values(**columns))


async def remove_account(connection: AsyncConnection, *, account_id: int) -> None:
    """Delete an account, on which nothing hangs."""
    await connection.execute(delete(accounts).where(accounts.c.id == account_id))


async def set_person(connection: AsyncConnection, *, person_id: int, **columns: Unpack[PersonColumns]) -> None:
    """Set columns of a person at a customer."""
    await connection.execute(update(contacts).where(contacts.c.id == person_id).values(**columns))


async def remove_person(connection: AsyncConnection, *, person_id: int) -> None:
    """Delete a person at a customer."""
    await connection.execute(delete(contacts).where(contacts.c.id == person_id))


async def find_person_named(connection: AsyncConnection, *, account_id: int, name_key: str) -> int | None:
    """Return the id of the person with this normalised name at an account, None when there is none."""
    query = select(contacts.c.id).where(contacts.c.account_id == account_id, contacts.c.name_key == name_key)
    found: int | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def end_quiet(connection: AsyncConnection, *, today: date) -> int:
    """Let accounts be contacted again whose end day has come, and return how many."""
    statement = (
        update(accounts)
        .where(accounts.c.do_not_contact.is_(True), accounts.c.quiet_until <= today)
        .values(do_not_contact=False, quiet_until=None)
    )
    return int((await connection.execute(statement)).rowcount)
