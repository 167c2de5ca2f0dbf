"""Queries about the customers of a rep as a whole."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import Stage
from bot.domain.certainties.portfolio import ClosedSale, HeldAccount
from bot.domain.deals.deals import DealState
from bot.domain.log.activity import Kind
from bot.storage.tables.accounts import accounts
from bot.storage.tables.certainties import referrals
from bot.storage.tables.deals import deals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.log import activities


async def list_held_accounts(connection: AsyncConnection, *, workspace_id: int, rep_id: int) -> list[HeldAccount]:
    """Return the accounts that a rep owns or has deals with, without those that want to be left in peace."""
    with_deals = select(deals.c.account_id).where(deals.c.owner_id == rep_id)
    last_visit = (
        select(func.max(activities.c.day))
        .where(
            activities.c.account_id == accounts.c.id,
            activities.c.kind == Kind.VISIT,
            activities.c.removed_at.is_(None),
        )
        .scalar_subquery()
    )
    query = select(
        accounts.c.id,
        accounts.c.name,
        accounts.c.stage,
        accounts.c.segment,
        accounts.c.contract_end,
        accounts.c.last_contact,
        last_visit.label("last_visit"),
    ).where(
        accounts.c.workspace_id == workspace_id,
        accounts.c.do_not_contact.is_(False),
        or_(accounts.c.owner_id == rep_id, accounts.c.id.in_(with_deals)),
    )
    return [
        HeldAccount(
            id=row.id,
            name=row.name,
            stage=Stage(row.stage),
            segment=row.segment,
            contract_ends=row.contract_end,
            last_contact=row.last_contact,
            last_visit=row.last_visit,
        )
        for row in await connection.execute(query)
    ]


async def list_closed_sales(connection: AsyncConnection, *, rep_id: int) -> list[ClosedSale]:
    """Return the deals that a rep won and lost, with the reason of a loss where one was given."""
    query = (
        select(deals.c.id, deals.c.account_id, deals.c.name, deals.c.state, deals.c.closed_on, lessons.c.reason)
        .outerjoin(lessons, lessons.c.deal_id == deals.c.id)
        .where(deals.c.owner_id == rep_id, deals.c.state != DealState.OPEN, deals.c.closed_on.is_not(None))
    )
    return [
        ClosedSale(
            id=row.id,
            account_id=row.account_id,
            name=row.name,
            is_won=row.state == DealState.WON,
            closed_on=row.closed_on,
            reason=row.reason or "",
        )
        for row in await connection.execute(query)
    ]


async def list_asked(connection: AsyncConnection, *, rep_id: int) -> dict[int, date]:
    """Return which accounts a rep asked for an introduction, each with the latest local day."""
    days = [referrals.c.asked_on, referrals.c.promised_on, referrals.c.introduced_on]
    query = (
        select(referrals.c.giver_id, func.max(func.coalesce(*days)).label("day"))
        .where(referrals.c.rep_id == rep_id, referrals.c.is_given.is_(False))
        .group_by(referrals.c.giver_id)
    )
    return {row.giver_id: row.day for row in await connection.execute(query) if row.day is not None}
