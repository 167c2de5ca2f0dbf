"""Bulk queries about deals and contact persons, for imports and exports."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.referrals import ReferralState
from bot.domain.lessons.lessons import LessonState
from bot.storage.deals.deal_events import NewEvent
from bot.storage.deals.deals import AT_ONCE, NOT_TOLD
from bot.storage.exchange.imports import insert_rows
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts, contacts
from bot.storage.tables.certainties import referrals
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.log import activities

BATCH = 1_000
_FIGURES = ("name", "owner_id", "stage", "state", "value", "margin", "close_on", "closed_on", "stage_since")
CHANGEABLE = (*_FIGURES, "currency")
# What is not in the file: these follow from the change of the close date and of the currency.
SET = (*CHANGEABLE, "close_moves", "currency_chosen")
# Of those, what only users and imports change; the currency may follow that of the company.
DECIDED = (*_FIGURES, "close_moves")


async def load_deals(
    connection: AsyncConnection, *, account_ids: Collection[int]
) -> dict[tuple[int, str], dict[str, Any]]:
    """Return all deals of these accounts by account id and normalised name."""
    rows = await connection.execute(select(deals).where(deals.c.account_id.in_(set(account_ids))))
    return {(row["account_id"], row["name_key"]): dict(row) for row in rows.mappings()}


async def insert_deals(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add deals."""
    await insert_rows(connection, deals, rows)


async def change_deals(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set the imported and derived columns of deals, each named by ``id``; open ones are reviewed in the next scan."""
    statement = (
        update(deals)
        .where(deals.c.id == bindparam("deal_id"))
        .values({field: bindparam(f"new_{field}") for field in (*SET, "next_review_on")})
    )
    values = [
        {"deal_id": row["id"], "new_next_review_on": AT_ONCE if row["state"] == "open" else None}
        | {f"new_{field}": row[field] for field in SET}
        for row in rows
    ]
    if values:
        await connection.execute(statement, values)


async def forget_told(connection: AsyncConnection, *, deal_ids: Collection[int]) -> None:
    """Reset the stall notices of deals, whose new owner has not been notified yet."""
    for some in chunk(deal_ids, BATCH):
        await connection.execute(update(deals).where(deals.c.id.in_(some)).values(NOT_TOLD))


async def link_contacts(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Link each contact without a deal to the only deal that its account had on that day, if there is exactly one."""
    of_account = and_(
        deals.c.account_id == activities.c.account_id,
        deals.c.opened_on <= activities.c.day,
        or_(deals.c.closed_on.is_(None), deals.c.closed_on >= activities.c.day),
    )
    only = select(func.min(deals.c.id)).where(of_account).having(func.count() == 1).scalar_subquery()
    with_deals = select(deals.c.account_id).where(deals.c.workspace_id == workspace_id)
    await connection.execute(
        update(activities)
        .where(
            activities.c.workspace_id == workspace_id,
            activities.c.deal_id.is_(None),
            activities.c.account_id.in_(with_deals),
            activities.c.removed_at.is_(None),
        )
        .values(deal_id=only)
    )


async def list_deal_ids(connection: AsyncConnection, *, workspace_id: int) -> list[int]:
    """Return the ids of all deals of a workspace."""
    query = select(deals.c.id).where(deals.c.workspace_id == workspace_id).order_by(deals.c.id)
    return list((await connection.execute(query)).scalars())


async def load_contacts(
    connection: AsyncConnection, *, account_ids: Collection[int]
) -> dict[tuple[int, str], dict[str, Any]]:
    """Return the contact persons of these accounts by account id and normalised name."""
    rows = await connection.execute(select(contacts).where(contacts.c.account_id.in_(set(account_ids))))
    return {(row["account_id"], row["name_key"]): dict(row) for row in rows.mappings()}


async def insert_contacts(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add contact persons."""
    await insert_rows(connection, contacts, rows)


async def change_contacts(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set name, role and level of contact persons, each named by ``id``."""
    fields = ("name", "role", "level")
    statement = (
        update(contacts)
        .where(contacts.c.id == bindparam("contact_id"))
        .values({field: bindparam(f"new_{field}") for field in fields})
    )
    values = [{"contact_id": row["id"], **{f"new_{field}": row[field] for field in fields}} for row in rows]
    if values:
        await connection.execute(statement, values)


async def find_referred(connection: AsyncConnection, *, workspace_id: int) -> set[int]:
    """Return the ids of a workspace's accounts to which a referral led."""
    query = select(referrals.c.account_id).where(
        referrals.c.workspace_id == workspace_id,
        referrals.c.account_id.is_not(None),
        referrals.c.is_given.is_(False),
        referrals.c.state != ReferralState.DECLINED,
    )
    return set((await connection.execute(query)).scalars())


async def insert_events(connection: AsyncConnection, events: Sequence[NewEvent]) -> list[int]:
    """Add events of deals, and return their ids."""
    deal_ids = {event.deal_id for event in events}
    of_deals = deal_events.c.deal_id.in_(deal_ids)
    last = await connection.scalar(select(func.max(deal_events.c.id)).where(of_deals)) or 0
    await insert_rows(connection, deal_events, [to_columns(event) for event in events])
    return list((await connection.execute(select(deal_events.c.id).where(of_deals, deal_events.c.id > last))).scalars())


async def list_asked_lessons(connection: AsyncConnection, *, deal_id: int) -> list[dict[str, Any]]:
    """Return the lessons of a deal that were asked for and not written: those that reopening it drops."""
    query = select(lessons).where(lessons.c.deal_id == deal_id, lessons.c.state != LessonState.KEPT)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def list_pending_referrals(connection: AsyncConnection, *, account_id: int) -> list[dict[str, Any]]:
    """Return the referrals that led to an account and have no end yet: those that winning a deal there wins."""
    query = select(referrals).where(
        referrals.c.account_id == account_id,
        referrals.c.is_given.is_(False),
        referrals.c.state.not_in((ReferralState.WON, ReferralState.DECLINED)),
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def list_deals_with_owner(connection: AsyncConnection, *, workspace_id: int) -> Sequence[Mapping[str, Any]]:
    """Return a workspace's deals with account and owner id, oldest first."""
    query = (
        select(
            accounts.c.name.label("account"),
            deals.c.name.label("deal"),
            deals.c.owner_id,
            *(deals.c[name] for name in ("stage", "state", "value", "margin", "currency", "opened_on")),
            *(deals.c[name] for name in ("stage_since", "close_on", "closed_on")),
        )
        .select_from(deals.join(accounts, accounts.c.id == deals.c.account_id))
        .where(deals.c.workspace_id == workspace_id)
        .order_by(deals.c.id)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def list_contacts_with_account(connection: AsyncConnection, *, workspace_id: int) -> Sequence[Mapping[str, Any]]:
    """Return a workspace's contact persons, by account and name."""
    query = (
        select(accounts.c.name.label("account"), contacts.c.name.label("contact"), contacts.c.role, contacts.c.level)
        .select_from(contacts.join(accounts, accounts.c.id == contacts.c.account_id))
        .where(contacts.c.workspace_id == workspace_id)
        .order_by(accounts.c.name, contacts.c.name)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def chunk(ids: Collection[int], size: int) -> list[list[int]]:
    """Split ids into batches that fit in one query."""
    ordered = list(ids)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]
