"""Queries about people who leave: what they have, and to whom it was handed over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Deal, DealState
from bot.domain.log.next_steps import StepState
from bot.domain.people.handover import Holding
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from bot.storage.tables.removals import handovers
from bot.storage.upsert import insert_once
from bot.storage.versions import bump_steps

# For each receiver the rep id, and the ids of the accounts, deals and steps.
Content = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandover:
    """A hand-over of a leaver's work; idempotent by request key."""

    workspace_id: int
    leaver_id: int
    rep_id: int
    content: Content
    made_at: datetime
    request_key: str


@dataclass(frozen=True, slots=True)
class Handover:
    """A hand-over as stored; ``undone_at`` is None while it holds."""

    id: int
    workspace_id: int
    leaver_id: int
    rep_id: int | None
    content: Content
    made_at: datetime
    undone_at: datetime | None


COLUMNS = [handovers.c[name] for name in Handover.__dataclass_fields__]


async def load_holdings(connection: AsyncConnection, *, workspace_id: int, rep_id: int) -> list[Holding]:
    """Return what a rep has, by account: own accounts, open deals and open steps."""
    owned = select(accounts.c.id).where(accounts.c.workspace_id == workspace_id, accounts.c.owner_id == rep_id)
    owned_ids = set((await connection.execute(owned)).scalars())
    open_deals = select(deals.c.account_id, deals.c.id).where(
        deals.c.workspace_id == workspace_id, deals.c.owner_id == rep_id, deals.c.state == DealState.OPEN
    )
    open_steps = select(next_steps.c.account_id, next_steps.c.id).where(
        next_steps.c.workspace_id == workspace_id, next_steps.c.rep_id == rep_id, next_steps.c.state == StepState.OPEN
    )
    found_deals = (await connection.execute(open_deals.order_by(deals.c.id))).all()
    found_steps = (await connection.execute(open_steps.order_by(next_steps.c.id))).all()
    places = owned_ids | {row.account_id for row in found_deals} | {row.account_id for row in found_steps}
    return [
        Holding(
            account_id=place,
            is_owned=place in owned_ids,
            deals=tuple(row.id for row in found_deals if row.account_id == place),
            steps=tuple(row.id for row in found_steps if row.account_id == place),
        )
        for place in sorted(places, key=lambda each: each or 0)
    ]


async def move_accounts(
    connection: AsyncConnection, *, account_ids: Collection[int], giver_id: int, receiver_id: int
) -> int:
    """Give accounts to another owner, as far as they are still the giver's, and return the number."""
    statement = update(accounts).where(accounts.c.id.in_(list(account_ids)), accounts.c.owner_id == giver_id)
    return (await connection.execute(statement.values(owner_id=receiver_id))).rowcount


async def list_open_deals_at(connection: AsyncConnection, *, account_id: int, owner_id: int) -> list[int]:
    """Return the open deals that a rep has at an account."""
    query = select(deals.c.id).where(
        deals.c.account_id == account_id, deals.c.owner_id == owner_id, deals.c.state == DealState.OPEN
    )
    return list((await connection.execute(query.order_by(deals.c.id))).scalars())


async def list_movable_deals(connection: AsyncConnection, *, deal_ids: Collection[int], giver_id: int) -> list[int]:
    """Return which of these deals are still the giver's."""
    query = select(deals.c.id).where(deals.c.id.in_(list(deal_ids)), deals.c.owner_id == giver_id)
    return list((await connection.execute(query.order_by(deals.c.id))).scalars())


async def move_steps(connection: AsyncConnection, *, step_ids: Collection[int], giver_id: int, receiver_id: int) -> int:
    """Give open steps to another rep, as far as they are still the giver's, and return the number."""
    statement = update(next_steps).where(
        next_steps.c.id.in_(list(step_ids)), next_steps.c.rep_id == giver_id, next_steps.c.state == StepState.OPEN
    )
    moved = (await connection.execute(statement.values(rep_id=receiver_id, came_from=giver_id))).rowcount
    await bump_steps(connection, rep_ids=[giver_id, receiver_id])
    return moved


async def move_deal_steps(connection: AsyncConnection, *, deal: Deal, giver_id: int, receiver_id: int) -> None:
    """Give the open steps of a deal to its new owner: also those agreed before it, where it is the only open one."""
    step_ids = await list_deal_steps(connection, deal=deal, giver_id=giver_id)
    if step_ids:
        await move_steps(connection, step_ids=step_ids, giver_id=giver_id, receiver_id=receiver_id)


async def list_deal_steps(connection: AsyncConnection, *, deal: Deal, giver_id: int) -> Sequence[int]:
    """Return the ids of a rep's open steps that go along with a deal."""
    found = select(next_steps.c.id).where(
        next_steps.c.rep_id == giver_id,
        next_steps.c.state == StepState.OPEN,
        await _select_steps_of(connection, deal),
    )
    return (await connection.execute(found)).scalars().all()


async def return_deal_steps(connection: AsyncConnection, *, deal: Deal, giver_id: int, receiver_id: int) -> None:
    """Return the open steps that came along with a deal from ``receiver_id``, as far as they are still there."""
    agreed = select(activities.c.id).where(activities.c.rep_id == receiver_id)
    came_along = or_(
        next_steps.c.came_from == receiver_id,
        # Of before it was stored where a step came from.
        and_(next_steps.c.came_from.is_(None), next_steps.c.activity_id.in_(agreed)),
    )
    found = select(next_steps.c.id).where(
        next_steps.c.rep_id == giver_id, came_along, await _select_steps_of(connection, deal)
    )
    step_ids = (await connection.execute(found)).scalars().all()
    if step_ids:
        await move_steps(connection, step_ids=step_ids, giver_id=giver_id, receiver_id=receiver_id)


async def move_account_steps(connection: AsyncConnection, *, account_id: int, giver_id: int, receiver_id: int) -> int:
    """Give the open steps of an account's former owner to the new one, and return the number."""
    step_ids = await list_account_steps(connection, account_id=account_id, giver_id=giver_id)
    if not step_ids:
        return 0
    return await move_steps(connection, step_ids=step_ids, giver_id=giver_id, receiver_id=receiver_id)


async def list_account_steps(connection: AsyncConnection, *, account_id: int, giver_id: int) -> Sequence[int]:
    """Return the ids of the open steps of an account's former owner that go along with it.

    None while the former owner keeps an open deal there: the steps count for that one.
    """
    kept = select(deals.c.id).where(
        deals.c.account_id == account_id, deals.c.owner_id == giver_id, deals.c.state == DealState.OPEN
    )
    if (await connection.execute(kept.limit(1))).first() is not None:
        return ()
    found = select(next_steps.c.id).where(
        next_steps.c.rep_id == giver_id,
        next_steps.c.account_id == account_id,
        next_steps.c.state == StepState.OPEN,
    )
    return (await connection.execute(found)).scalars().all()


async def _select_steps_of(connection: AsyncConnection, deal: Deal) -> ColumnElement[bool]:
    """Return the condition for the steps of a deal, with those of its account in no deal if it is the only open one."""
    agreed = select(activities.c.id).where(activities.c.deal_id == deal.id)
    of_deal = next_steps.c.activity_id.in_(agreed)
    others = select(deals.c.id).where(
        deals.c.account_id == deal.account_id, deals.c.state == DealState.OPEN, deals.c.id != deal.id
    )
    if (await connection.execute(others.limit(1))).first() is not None:
        return of_deal
    in_deals = select(activities.c.id).where(
        activities.c.account_id == deal.account_id, activities.c.deal_id.is_not(None)
    )
    in_none = or_(next_steps.c.activity_id.is_(None), next_steps.c.activity_id.not_in(in_deals))
    return or_(of_deal, and_(next_steps.c.account_id == deal.account_id, in_none))


async def save_handover(connection: AsyncConnection, handover: NewHandover) -> int:
    """Add a hand-over and return its id."""
    return await insert_once(connection, handovers, to_columns(handover))


async def find_handover(connection: AsyncConnection, *, workspace_id: int, handover_id: int) -> Handover | None:
    """Return a hand-over of this workspace, None when there is none."""
    query = select(*COLUMNS).where(handovers.c.workspace_id == workspace_id, handovers.c.id == handover_id)
    row = (await connection.execute(query)).mappings().first()
    return Handover(**row) if row else None


async def find_requested(connection: AsyncConnection, *, workspace_id: int, request_key: str) -> Handover | None:
    """Return the hand-over that a request made, None when it made none."""
    query = select(*COLUMNS).where(handovers.c.workspace_id == workspace_id, handovers.c.request_key == request_key)
    row = (await connection.execute(query)).mappings().first()
    return Handover(**row) if row else None


async def mark_undone(connection: AsyncConnection, *, handover_id: int, now: datetime) -> None:
    """Save that a hand-over was taken back."""
    await connection.execute(update(handovers).where(handovers.c.id == handover_id).values(undone_at=now))
