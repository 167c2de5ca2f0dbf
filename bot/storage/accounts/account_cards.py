"""Queries about one account and what hangs on it, for its card and for a merge."""

from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Table, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.deals.deals import DealState, Level
from bot.domain.home.account_card import (
    AccountContact,
    AccountDeal,
    AccountDetails,
    HangingCounts,
    PeopleAt,
    PersonThere,
)
from bot.domain.log.activity import Kind
from bot.domain.log.next_steps import StepState
from bot.domain.text.money import Worth, add_up
from bot.storage.log.own_kinds import NAMED_COLUMNS, to_named_kind
from bot.storage.tables.accounts import account_aliases, accounts, contacts
from bot.storage.tables.certainties import feedback, referrals
from bot.storage.tables.deals import deals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.log import activities, next_steps, own_kinds
from bot.storage.tables.people import reps, workspaces
from bot.storage.tables.questions import question_uses

_OWNER = func.coalesce(reps.c.name, accounts.c.owner_name, "").label("owner")
_LEVEL_PLACE = case({str(level): place for place, level in enumerate(Level)}, value=contacts.c.level, else_=len(Level))


async def find_details(
    connection: AsyncConnection, *, workspace_id: int, account_id: int
) -> tuple[AccountDetails, int | None] | None:
    """Return an account of this workspace and the team of its owner; None when there is none, or it was merged."""
    query = (
        select(accounts, _OWNER, reps.c.team_id.label("owner_team_id"), workspaces.c.currency)
        .select_from(
            accounts.join(workspaces, workspaces.c.id == accounts.c.workspace_id).outerjoin(
                reps, reps.c.id == accounts.c.owner_id
            )
        )
        .where(accounts.c.workspace_id == workspace_id, accounts.c.id == account_id, accounts.c.merged_into.is_(None))
    )
    row = (await connection.execute(query)).first()
    return (_to_details(row), row.owner_team_id) if row else None


async def list_alias_names(connection: AsyncConnection, *, account_id: int) -> list[str]:
    """Return the other names of an account, oldest first."""
    query = (
        select(account_aliases.c.name).where(account_aliases.c.account_id == account_id).order_by(account_aliases.c.id)
    )
    return list((await connection.execute(query)).scalars())


async def list_people(connection: AsyncConnection, *, account_id: int) -> list[PersonThere]:
    """Return the people at an account, the highest level first."""
    query = select(contacts).where(contacts.c.account_id == account_id).order_by(_LEVEL_PLACE, contacts.c.name_key)
    return [_to_person(row) for row in await connection.execute(query)]


async def list_own_people(connection: AsyncConnection, *, rep_id: int) -> list[PeopleAt]:
    """Return the people at each account of a rep that has any, by the name of the account."""
    query = (
        select(contacts, accounts.c.name.label("account_name"))
        .select_from(contacts.join(accounts, accounts.c.id == contacts.c.account_id))
        .where(accounts.c.owner_id == rep_id, accounts.c.archived_at.is_(None), accounts.c.merged_into.is_(None))
        .order_by(accounts.c.name_key, accounts.c.id, _LEVEL_PLACE, contacts.c.name_key)
    )
    rows = groupby(await connection.execute(query), key=lambda row: (row.account_id, row.account_name))
    return [PeopleAt(*account, tuple(_to_person(row) for row in each)) for account, each in rows]


async def find_person(connection: AsyncConnection, *, workspace_id: int, person_id: int) -> PersonThere | None:
    """Return one person at an account of this workspace, None when there is none."""
    query = select(contacts).where(contacts.c.workspace_id == workspace_id, contacts.c.id == person_id)
    row = (await connection.execute(query)).first()
    return _to_person(row) if row else None


async def list_deals(connection: AsyncConnection, *, account_id: int, limit: int) -> list[AccountDeal]:
    """Return the deals of an account, open ones first, then the latest closed."""
    names = ("id", "name", "stage", "state", "value", "currency", "closed_on")
    query = (
        select(*(deals.c[name] for name in names))
        .where(deals.c.account_id == account_id)
        .order_by((deals.c.state != DealState.OPEN).asc(), deals.c.closed_on.desc(), deals.c.id.desc())
        .limit(limit)
    )
    return [
        AccountDeal(row.id, row.name, row.stage, DealState(row.state), _worth(row.value, row.currency), row.closed_on)
        for row in await connection.execute(query)
    ]


async def list_latest(
    connection: AsyncConnection, *, account_id: int, reader_id: int, limit: int
) -> list[AccountContact]:
    """Return the latest contacts with an account, newest first; of a colleague's neither the note nor whose it is."""
    query = (
        select(
            activities.c.kind,
            activities.c.count,
            activities.c.day,
            activities.c.note,
            activities.c.rep_id,
            *NAMED_COLUMNS,
        )
        .select_from(activities.outerjoin(own_kinds, own_kinds.c.id == activities.c.own_kind_id))
        .where(activities.c.account_id == account_id, activities.c.removed_at.is_(None))
        .order_by(activities.c.day.desc(), activities.c.id.desc())
        .limit(limit)
    )
    return [
        AccountContact(
            kind=Kind(row["kind"]),
            count=row["count"],
            day=row["day"],
            note=row["note"] if row["rep_id"] == reader_id else "",
            is_own=row["rep_id"] == reader_id,
            own=to_named_kind(row),
        )
        for row in (await connection.execute(query)).mappings()
    ]


async def find_next_step(connection: AsyncConnection, *, rep_id: int, account_id: int) -> date | None:
    """Return the local day of a rep's earliest open step with an account, None without any."""
    query = select(func.min(next_steps.c.due_on)).where(
        next_steps.c.rep_id == rep_id,
        next_steps.c.account_id == account_id,
        next_steps.c.state == StepState.OPEN,
    )
    found: date | None = (await connection.execute(query)).scalar_one()
    return found


async def count_hanging(connection: AsyncConnection, *, account_id: int) -> HangingCounts:
    """Return what hangs on an account; entries taken out of the log hang no more."""
    is_logged = activities.c.removed_at.is_(None)
    is_either = (referrals.c.giver_id == account_id) | (referrals.c.account_id == account_id)
    parts = {
        "contacts": select(func.count()).where(activities.c.account_id == account_id, is_logged),
        "steps": _count(next_steps, account_id),
        "deals": _count(deals, account_id),
        "people": _count(contacts, account_id),
        "feedback": _count(feedback, account_id),
        "referrals": select(func.count()).select_from(referrals).where(is_either),
        "lessons": _count(lessons, account_id),
        "questions": _count(question_uses, account_id),
    }
    query = select(*(part.scalar_subquery().label(name) for name, part in parts.items()))
    row = (await connection.execute(query)).mappings().one()
    return HangingCounts(**row, worth=await _add_up_deals(connection, account_id) if row["deals"] else ())


async def _add_up_deals(connection: AsyncConnection, account_id: int) -> tuple[Worth, ...]:
    """Return what the deals of an account are worth together, by currency."""
    query = select(deals.c.value, deals.c.currency).where(deals.c.account_id == account_id)
    return add_up(_worth(value, currency) for value, currency in await connection.execute(query))


def _worth(value: Decimal | None, currency: str) -> Worth | None:
    return None if value is None else Worth(value, currency)


def _count(table: Table, account_id: int) -> Any:
    return select(func.count()).select_from(table).where(table.c.account_id == account_id)


def _to_details(row: Any) -> AccountDetails:
    return AccountDetails(
        id=row.id,
        name=row.name,
        owner_id=row.owner_id,
        owner_name=row.owner,
        stage=AccountStage(row.stage),
        segment=row.segment or "",
        city=row.city or "",
        value=row.value,
        currency=row.currency,
        contract_end=row.contract_end,
        do_not_contact=row.do_not_contact,
        quiet_until=row.quiet_until,
        is_archived=row.archived_at is not None,
        contacts=row.contacts,
        last_contact=row.last_contact,
    )


def _to_person(row: Any) -> PersonThere:
    return PersonThere(row.id, row.account_id, row.name, row.role, Level(row.level) if row.level else None)
