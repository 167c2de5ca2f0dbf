"""Queries about the next steps of deals: which ones count for a deal, and which end with it (K1, V2)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.log.next_steps import AgreedStep, StepState
from bot.storage.log.next_steps import STEP_COLUMNS, STEPS_WITH_NAMES
from bot.storage.tables.certainties import feedback
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from bot.storage.versions import bump_steps

_IS_PROMISE = select(feedback.c.id).where(feedback.c.step_id == next_steps.c.id).exists()
_own_deal = deals.alias("own_deal")
_IS_OF_OPEN_DEAL = (
    select(_own_deal.c.id)
    .where(_own_deal.c.id == activities.c.deal_id, _own_deal.c.state == DealState.OPEN)
    .correlate(activities)
    .exists()
)
# Agreed with the account, before it had a deal, in no deal, or kept after one was closed: it counts for the open deals
# that its rep has there.
_OF_NO_DEAL = and_(next_steps.c.state == StepState.OPEN, ~_IS_OF_OPEN_DEAL)


async def list_steps_of(
    connection: AsyncConnection, *, deal_ids: Collection[int]
) -> dict[int, tuple[date | None, bool]]:
    """Return by deal id the local day of the nearest open step, and whether any step was kept."""
    found: dict[int, tuple[date | None, bool]] = {}
    for deal_id, state, due_on in (await connection.execute(_select_steps_of(deal_ids))).all():
        step_on, has_kept = found.get(deal_id, (None, False))
        if state == StepState.OPEN:
            step_on = due_on if step_on is None else min(step_on, due_on)
        found[deal_id] = (step_on, has_kept or state == StepState.KEPT)
    return found


def _select_steps_of(deal_ids: Collection[int]) -> Any:
    columns = (next_steps.c.state, func.min(next_steps.c.due_on).label("due_on"))
    agreed_in = (
        select(activities.c.deal_id, *columns)
        .join(activities, activities.c.id == next_steps.c.activity_id)
        .where(activities.c.deal_id.in_(list(deal_ids)), activities.c.removed_at.is_(None))
        .group_by(activities.c.deal_id, next_steps.c.state)
    )
    agreed_before = (
        select(deals.c.id, *columns)
        .select_from(
            deals.join(
                next_steps,
                (next_steps.c.account_id == deals.c.account_id) & (next_steps.c.rep_id == deals.c.owner_id),
            ).outerjoin(activities, activities.c.id == next_steps.c.activity_id)
        )
        .where(deals.c.id.in_(list(deal_ids)), deals.c.state == DealState.OPEN, _OF_NO_DEAL)
        .group_by(deals.c.id, next_steps.c.state)
    )
    return union_all(agreed_in, agreed_before)


async def list_counting_deals(connection: AsyncConnection, *, rep_id: int, account_id: int) -> list[int]:
    """Return the open deals for which a rep's step with an account counts that was agreed in no deal."""
    query = select(deals.c.id).where(
        deals.c.account_id == account_id, deals.c.owner_id == rep_id, deals.c.state == DealState.OPEN
    )
    return list((await connection.execute(query)).scalars())


async def end_steps(connection: AsyncConnection, *, deal_ids: Collection[int], with_account: bool = True) -> None:
    """End the open steps of deals that were closed: nobody has to do them any more (K1).

    With the last open deal of an account end the owner's steps there that belong to no deal too, except what was
    promised after feedback; not for past deals, ``with_account`` False. A step kept in spite of its deal stays.
    """
    for row in (await connection.execute(_select_closed(deal_ids))).all():
        ids = await _list_ending(connection, row, with_account=with_account and not row.has_other)
        await _change(connection, ids, {"state": StepState.ENDED, "closed_on": row.closed_on, "ended_by": row.id})


async def reopen_steps(connection: AsyncConnection, *, deal_id: int) -> None:
    """Reopen the steps that ended with a deal, when the deal is open again or never was."""
    query = select(next_steps.c.id, next_steps.c.rep_id).where(next_steps.c.ended_by == deal_id)
    ended = (await connection.execute(query.where(next_steps.c.state == StepState.ENDED))).all()
    await _change(connection, ended, {"state": StepState.OPEN, "closed_on": None})
    await connection.execute(update(next_steps).where(next_steps.c.ended_by == deal_id).values(ended_by=None))


async def list_ended(connection: AsyncConnection, *, deal_id: int) -> list[AgreedStep]:
    """Return the steps that ended with a deal, the nearest first."""
    query = (
        select(*STEP_COLUMNS)
        .select_from(STEPS_WITH_NAMES)
        .where(next_steps.c.ended_by == deal_id, next_steps.c.state == StepState.ENDED)
        .order_by(next_steps.c.due_on, next_steps.c.id)
    )
    return [AgreedStep(**row) for row in (await connection.execute(query)).mappings()]


async def keep_step(connection: AsyncConnection, *, rep_id: int, step_id: int) -> bool:
    """Reopen a rep's step that ended with its deal, and return whether it is open now."""
    mine = (next_steps.c.id == step_id, next_steps.c.rep_id == rep_id, next_steps.c.ended_by.is_not(None))
    query = select(next_steps.c.id, next_steps.c.rep_id).where(*mine, next_steps.c.state == StepState.ENDED)
    await _change(connection, (await connection.execute(query)).all(), {"state": StepState.OPEN, "closed_on": None})
    is_open = select(next_steps.c.id).where(*mine, next_steps.c.state == StepState.OPEN)
    return (await connection.execute(is_open)).first() is not None


def _select_closed(deal_ids: Collection[int]) -> Select[Any]:
    others = deals.alias("others")
    has_other = (
        select(others.c.id).where(others.c.account_id == deals.c.account_id, others.c.state == DealState.OPEN).exists()
    )
    columns = (deals.c.id, deals.c.account_id, deals.c.owner_id, deals.c.closed_on)
    return (
        select(*columns, has_other.label("has_other"))
        .where(deals.c.id.in_(list(deal_ids)), deals.c.state != DealState.OPEN)
        .order_by(deals.c.id)
    )


async def _list_ending(connection: AsyncConnection, deal: Any, *, with_account: bool) -> Sequence[Any]:
    belongs: ColumnElement[bool] = activities.c.deal_id == deal.id
    if with_account:
        mine = (next_steps.c.account_id == deal.account_id) & (next_steps.c.rep_id == deal.owner_id)
        belongs = or_(belongs, and_(mine, _OF_NO_DEAL, ~_IS_PROMISE))
    query = (
        select(next_steps.c.id, next_steps.c.rep_id)
        .outerjoin(activities, activities.c.id == next_steps.c.activity_id)
        .where(next_steps.c.state == StepState.OPEN, next_steps.c.ended_by.is_(None), belongs)
    )
    return (await connection.execute(query)).all()


async def _change(connection: AsyncConnection, steps: Sequence[Any], values: Mapping[str, Any]) -> None:
    if steps:
        ids = [step.id for step in steps]
        await connection.execute(update(next_steps).where(next_steps.c.id.in_(ids)).values(**values))
        await bump_steps(connection, rep_ids=[step.rep_id for step in steps])
