"""Queries about phone calls: when they were made, and whether they were answered (V4)."""

from dataclasses import dataclass
from datetime import time

from sqlalchemy import RowMapping, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation
from bot.storage.tables.accounts import contacts
from bot.storage.tables.log import activities

CALLS_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A phone call: its local hour as far as it was said, its note and the note's situation."""

    called_at: time | None
    note: str
    situation: Situation | None


async def list_latest_contacts(
    connection: AsyncConnection, *, rep_id: int, account_id: int, limit: int
) -> list[tuple[Kind, Situation | None]]:
    """Return kind and situation of a rep's latest contacts with an account, newest first."""
    query = (
        select(activities.c.kind, activities.c.situation)
        .where(activities.c.account_id == account_id, activities.c.rep_id == rep_id, activities.c.removed_at.is_(None))
        .order_by(activities.c.day.desc(), activities.c.id.desc())
        .limit(limit)
    )
    return [(Kind(row.kind), _to_situation(row.situation)) for row in await connection.execute(query)]


async def list_calls(connection: AsyncConnection, *, rep_id: int, account_id: int) -> list[PhoneCall]:
    """Return a rep's latest phone calls with an account, newest first."""
    query = _SELECT_CALLS.where(activities.c.rep_id == rep_id, activities.c.account_id == account_id)
    return [_to_call(row) for row in (await connection.execute(query)).mappings()]


async def count_calls(connection: AsyncConnection, *, rep_id: int, account_id: int) -> int:
    """Return how many of a rep's entries with an account are phone calls."""
    return int((await connection.execute(_COUNT_CALLS, {"rep": rep_id, "account": account_id})).scalar_one())


async def list_calls_of_role(connection: AsyncConnection, *, rep_id: int, account_id: int) -> list[PhoneCall]:
    """Return a rep's latest phone calls with accounts that have a contact person of the same level, newest first."""
    levels = select(contacts.c.level).where(contacts.c.account_id == account_id, contacts.c.level.is_not(None))
    alike = select(contacts.c.account_id).where(contacts.c.level.in_(levels))
    query = _SELECT_CALLS.where(activities.c.rep_id == rep_id, activities.c.account_id.in_(alike))
    return [_to_call(row) for row in (await connection.execute(query)).mappings()]


async def list_contact_names(connection: AsyncConnection, *, account_id: int) -> list[str]:
    """Return the names of an account's contact persons."""
    query = select(contacts.c.name).where(contacts.c.account_id == account_id).order_by(contacts.c.id)
    return list((await connection.execute(query)).scalars())


# Asked with every call that is logged: putting it together takes longer than the database does.
_COUNT_CALLS = select(func.count()).where(
    activities.c.rep_id == bindparam("rep"),
    activities.c.account_id == bindparam("account"),
    activities.c.kind == Kind.CALL,
    activities.c.removed_at.is_(None),
)
_SELECT_CALLS = (
    select(activities.c.called_at, activities.c.note, activities.c.situation)
    .where(activities.c.kind == Kind.CALL, activities.c.removed_at.is_(None))
    .order_by(activities.c.day.desc(), activities.c.id.desc())
    .limit(CALLS_LOOKED_AT)
)


def _to_call(row: RowMapping) -> PhoneCall:
    return PhoneCall(**{**row, "situation": _to_situation(row["situation"])})


def _to_situation(code: str | None) -> Situation | None:
    return Situation(code) if code else None
