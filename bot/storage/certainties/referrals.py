"""Queries about referrals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from sqlalchemy import Row, Select, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.referrals import NO_DEALS, Conversion, Referral, ReferralState
from bot.domain.deals.deals import DealState
from bot.domain.statistics.patterns import WinRate
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts
from bot.storage.tables.certainties import referrals
from bot.storage.tables.deals import deals
from bot.storage.upsert import insert_once

# The origins of a deal that are compared; others are "inbound", or unknown.
REFERRED, COLD = "referral", "cold"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReferral:
    """An introduction by, or (``is_given``) to, a customer; ``name`` is empty while nobody was named."""

    workspace_id: int
    rep_id: int
    giver_id: int
    state: ReferralState
    request_key: str | None = None
    name: str = ""
    account_id: int | None = None
    is_given: bool = False


class ReferralChanges(TypedDict, total=False):
    """What a line says of a referral besides its state: to whom, and which request said so."""

    name: str
    account_id: int | None
    moved_by: str


async def insert_referral(connection: AsyncConnection, referral: NewReferral, *, day: date) -> int:
    """Add a referral that reached a state on a local day, and return its id; idempotent by request key."""
    return await insert_once(connection, referrals, {**to_columns(referral), f"{referral.state}_on": day})


async def find_referral(connection: AsyncConnection, *, rep_id: int, referral_id: int) -> Referral | None:
    """Return a rep's referral, None when there is none."""
    query = _select().where(referrals.c.id == referral_id, referrals.c.rep_id == rep_id)
    row = (await connection.execute(query)).first()
    return _to_referral(row) if row else None


async def find_referral_by_request(connection: AsyncConnection, *, rep_id: int, request_key: str) -> Referral | None:
    """Return the rep's referral that a request added, or was the last to change; None when there is none."""
    is_of_request = or_(referrals.c.request_key == request_key, referrals.c.moved_by == request_key)
    query = _select().where(referrals.c.rep_id == rep_id, is_of_request).order_by(referrals.c.id).limit(1)
    row = (await connection.execute(query)).first()
    return _to_referral(row) if row else None


async def list_referrals(
    connection: AsyncConnection, *, rep_ids: Collection[int], giver_id: int | None = None
) -> list[Referral]:
    """Return the referrals of reps, optionally of one giver, the latest first."""
    query = _select().where(referrals.c.rep_id.in_(list(rep_ids)))
    if giver_id is not None:
        query = query.where(referrals.c.giver_id == giver_id)
    return [_to_referral(row) for row in await connection.execute(query.order_by(referrals.c.id.desc()))]


async def move_referral(
    connection: AsyncConnection,
    *,
    referral_id: int,
    state: ReferralState,
    day: date,
    **changes: Unpack[ReferralChanges],
) -> None:
    """Set a referral's state, reached on a local day."""
    values = {"state": state, f"{state}_on": day, **changes}
    await connection.execute(update(referrals).where(referrals.c.id == referral_id).values(**values))


async def remove_referral(connection: AsyncConnection, *, referral_id: int) -> None:
    """Delete a referral."""
    await connection.execute(delete(referrals).where(referrals.c.id == referral_id))


async def is_referred(connection: AsyncConnection, *, account_id: int) -> bool:
    """Return whether any referral led to this account."""
    query = select(referrals.c.id).where(
        referrals.c.account_id == account_id,
        referrals.c.is_given.is_(False),
        referrals.c.state != ReferralState.DECLINED,
    )
    return (await connection.execute(query.limit(1))).first() is not None


async def win_referrals(connection: AsyncConnection, *, account_id: int, day: date) -> None:
    """Mark the referrals that led to an account as won on a local day."""
    await connection.execute(
        update(referrals)
        .where(
            referrals.c.account_id == account_id,
            referrals.c.is_given.is_(False),
            referrals.c.state.not_in((ReferralState.WON, ReferralState.DECLINED)),
        )
        .values(state=ReferralState.WON, won_on=day)
    )


async def count_conversion(connection: AsyncConnection, *, workspace_id: int) -> Conversion:
    """Return how many closed deals of a workspace were won, by their origin (Z3)."""
    query = (
        select(deals.c.source, func.count(), func.count(case((deals.c.state == DealState.WON, 1))))
        .where(deals.c.workspace_id == workspace_id, deals.c.state != DealState.OPEN)
        .group_by(deals.c.source)
    )
    found = {source: WinRate(won=won, deals=count) for source, count, won in (await connection.execute(query)).all()}
    referred, cold = found.pop(REFERRED, NO_DEALS), found.pop(COLD, NO_DEALS)
    others = WinRate(won=sum(each.won for each in found.values()), deals=sum(each.deals for each in found.values()))
    return Conversion(referred, cold, others)


def _select() -> Select[Any]:
    since = func.coalesce(
        *(referrals.c[f"{state}_on"] for state in ("declined", "won", "met", "introduced", "promised", "asked"))
    )
    return select(referrals, accounts.c.name.label("giver_name"), since.label("since")).join(
        accounts, accounts.c.id == referrals.c.giver_id
    )


def _to_referral(row: Row[Any]) -> Referral:
    return Referral(
        **{name: getattr(row, name) for name in Referral.__dataclass_fields__ if name != "state"},
        state=ReferralState(row.state),
    )
