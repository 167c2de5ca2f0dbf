"""Queries about the portfolio of a rep: accounts, sales and requests for introductions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import STAGES, AccountStage
from bot.domain.certainties.portfolio import ClosedSale, OwnContact, PortfolioAccount
from bot.domain.deals.deals import DealState
from bot.domain.log.activity import Kind
from bot.storage.accounts.accounts import IN_USE
from bot.storage.tables.accounts import accounts
from bot.storage.tables.certainties import referrals
from bot.storage.tables.deals import deals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.log import activities


@dataclass(frozen=True, slots=True)
class HeldState:
    """Where an account that somebody holds stands; ``contract_ends`` is that of the contract with another."""

    account_id: int
    stage: AccountStage
    contract_ends: date | None


async def list_portfolio_accounts(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int
) -> list[PortfolioAccount]:
    """Return the accounts that a rep owns or has deals with, except those marked do not contact."""
    with_deals = select(deals.c.account_id).where(deals.c.owner_id == rep_id)
    query = select(
        accounts.c.id,
        accounts.c.name,
        accounts.c.stage,
        accounts.c.segment,
        accounts.c.contract_end,
        accounts.c.last_contact,
    ).where(
        accounts.c.workspace_id == workspace_id,
        IN_USE,
        accounts.c.do_not_contact.is_(False),
        or_(accounts.c.owner_id == rep_id, accounts.c.id.in_(with_deals)),
    )
    return [
        PortfolioAccount(
            id=row.id,
            name=row.name,
            stage=AccountStage(row.stage),
            segment=row.segment,
            contract_ends=row.contract_end,
            last_contact=row.last_contact,
        )
        for row in await connection.execute(query)
    ]


async def list_held_by(connection: AsyncConnection, *, rep_ids: Collection[int]) -> list[tuple[int, HeldState]]:
    """Return the accounts that reps own or have deals with, each with the rep, maybe twice; as the one above."""
    columns = (accounts.c.id, accounts.c.stage, accounts.c.contract_end)
    owned = select(accounts.c.owner_id, *columns).where(accounts.c.owner_id.in_(list(rep_ids)))
    dealt = (
        select(deals.c.owner_id, *columns)
        .join(accounts, (accounts.c.id == deals.c.account_id) & (accounts.c.workspace_id == deals.c.workspace_id))
        .where(deals.c.owner_id.in_(list(rep_ids)))
        .distinct()
    )
    return [
        (rep_id, HeldState(account_id, STAGES[stage], contract_ends))
        for query in (owned, dealt)
        for rep_id, account_id, stage, contract_ends in (
            await connection.execute(query.where(IN_USE, accounts.c.do_not_contact.is_(False)))
        ).all()
    ]


async def list_owned_accounts(
    connection: AsyncConnection, *, rep_ids: Collection[int]
) -> dict[int, list[PortfolioAccount]]:
    """Return the accounts that reps own, by rep id, except those marked do not contact."""
    query = _select_held().where(accounts.c.owner_id.in_(list(rep_ids)))
    found: dict[int, list[PortfolioAccount]] = {}
    for owner_id, *values in (await connection.execute(query)).all():
        found.setdefault(owner_id, []).append(_to_portfolio_account(values))
    return found


async def list_accounts(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, PortfolioAccount]:
    """Return these accounts by id, except those marked do not contact."""
    query = _select_held().where(accounts.c.id.in_(sorted(account_ids)))
    held = (_to_portfolio_account(values) for _, *values in (await connection.execute(query)).all())
    return {account.id: account for account in held}


async def list_own_contacts(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, dict[int, OwnContact]]:
    """Return by rep id the accounts with which each rep had contact on or after a local day, and when (K3)."""
    visited = case((activities.c.kind == Kind.VISIT, activities.c.day))
    query = (
        select(activities.c.rep_id, activities.c.account_id, func.max(activities.c.day), func.max(visited))
        .where(
            activities.c.rep_id.in_(list(rep_ids)),
            activities.c.day >= since,
            activities.c.account_id.is_not(None),
            activities.c.removed_at.is_(None),
        )
        .group_by(activities.c.rep_id, activities.c.account_id)
    )
    found: dict[int, dict[int, OwnContact]] = {}
    for rep_id, account_id, last, last_visit in (await connection.execute(query)).all():
        found.setdefault(rep_id, {})[account_id] = OwnContact(last, last_visit)
    return found


async def list_closed_sales(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, list[ClosedSale]]:
    """Return the won and lost deals of reps, by rep id, with the reason for a loss where known."""
    query = (
        select(*_SALE, lessons.c.reason)
        .outerjoin(lessons, (lessons.c.deal_id == deals.c.id) & (deals.c.state == DealState.LOST))
        .where(deals.c.owner_id.in_(list(rep_ids)), deals.c.state.in_((DealState.WON, DealState.LOST)))
    )
    found: dict[int, list[ClosedSale]] = {}
    for rep_id, deal_id, account_id, state, closed_on, reason in (await connection.execute(query)).all():
        sale = ClosedSale(deal_id, account_id, state == DealState.WON, closed_on, reason or "")
        found.setdefault(rep_id, []).append(sale)
    return found


async def list_asks(connection: AsyncConnection, *, rep_ids: Collection[int]) -> list[tuple[int, int, date]]:
    """Return the requests for an introduction of reps that have a local day: rep, account and day."""
    day = func.coalesce(*_ASK_DAYS, type_=Date())
    query = select(referrals.c.rep_id, referrals.c.giver_id, day).where(
        referrals.c.rep_id.in_(list(rep_ids)), referrals.c.is_given.is_(False), day.is_not(None)
    )
    return [(rep_id, giver_id, asked_on) for rep_id, giver_id, asked_on in (await connection.execute(query)).all()]


async def list_latest_asks(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, dict[int, date]]:
    """Return by rep id the accounts that were asked for an introduction, each with the latest local day."""
    day = func.max(func.coalesce(*_ASK_DAYS), type_=Date())
    query = (
        select(referrals.c.rep_id, referrals.c.giver_id, day)
        .where(referrals.c.rep_id.in_(list(rep_ids)), referrals.c.is_given.is_(False))
        .group_by(referrals.c.rep_id, referrals.c.giver_id)
    )
    found: dict[int, dict[int, date]] = {}
    for rep_id, giver_id, asked_on in (await connection.execute(query)).all():
        if asked_on is not None:
            found.setdefault(rep_id, {})[giver_id] = asked_on
    return found


_ASK_DAYS = (referrals.c.asked_on, referrals.c.promised_on, referrals.c.introduced_on)
_SALE = (deals.c.owner_id, deals.c.id, deals.c.account_id, deals.c.state, deals.c.closed_on)
_HELD = tuple(accounts.c[name] for name in ("id", "name", "stage", "segment", "contract_end", "last_contact"))


def _select_held() -> Select[Any]:
    return select(accounts.c.owner_id, *_HELD).where(IN_USE, accounts.c.do_not_contact.is_(False))


def _to_portfolio_account(values: Sequence[Any]) -> PortfolioAccount:
    account_id, name, stage, *others = values
    return PortfolioAccount(account_id, name, STAGES[stage], *others)
