"""Queries about stalled deals: verdicts that are kept, and what won deals took."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Date,
    Row,
    String,
    bindparam,
    case,
    column,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals import Deal, DealState
from bot.domain.stall_news import StalledDeal, StallNews, Told
from bot.domain.stalls import StallReason
from bot.storage.deals import AT_ONCE, select_deals, to_deal
from bot.storage.tables import deals, workspaces

# A won deal of long ago says little of what a deal needs now.
WON_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a deal stands still (its reasons as they are stored, empty when it does not), and when to look again."""

    deal_id: int
    reasons: str
    look_on: date


@dataclass(frozen=True, slots=True)
class DueDeal:
    """An open deal whose verdict may have changed, with the reasons that are kept."""

    deal: Deal
    reasons: str


async def list_won_ids(connection: AsyncConnection, *, workspace_id: int) -> list[int]:
    """Return the ids of a workspace's latest won deals."""
    query = (
        select(deals.c.id)
        .where(deals.c.workspace_id == workspace_id, deals.c.state == DealState.WON)
        .order_by(deals.c.closed_on.desc(), deals.c.id.desc())
        .limit(WON_LOOKED_AT)
    )
    return list((await connection.execute(query)).scalars())


async def find_first_day(connection: AsyncConnection, *, workspace_id: int) -> date | None:
    """Return the first day that any open deal of a workspace looks back to."""
    query = select(func.min(deals.c.opened_on), func.min(deals.c.stage_since), func.min(deals.c.step_on)).where(
        deals.c.workspace_id == workspace_id, deals.c.state == DealState.OPEN
    )
    return min((day for day in (await connection.execute(query)).one() if day is not None), default=None)


async def is_anything_due(connection: AsyncConnection, *, workspace_id: int, today: date) -> bool:
    """Return whether the verdict of any open deal may have changed."""
    query = select(deals.c.id).where(deals.c.workspace_id == workspace_id, deals.c.judge_on <= today).limit(1)
    return (await connection.execute(query)).first() is not None


async def list_due_deals(
    connection: AsyncConnection, *, workspace_id: int, today: date, after_id: int, limit: int
) -> list[DueDeal]:
    """Return open deals whose verdict may have changed by a local day, in the order of their ids."""
    query = (
        select_deals()
        .add_columns(deals.c.stall_reasons)
        .where(
            deals.c.workspace_id == workspace_id,
            deals.c.judge_on <= today,
            deals.c.state == DealState.OPEN,
            deals.c.id > after_id,
        )
        .order_by(deals.c.id)
        .limit(limit)
    )
    return [DueDeal(deal=to_deal(row), reasons=row.stall_reasons) for row in await connection.execute(query)]


async def write_verdicts(connection: AsyncConnection, verdicts: Sequence[Verdict], *, today: date) -> None:
    """Keep verdicts with when to look again; whoever was stalled before stays so since then."""
    if not verdicts:
        return
    if connection.dialect.name == "postgresql":
        columns = {"ids": [each.deal_id for each in verdicts], "found": [each.reasons for each in verdicts]}
        looks = [each.look_on for each in verdicts]
        await connection.execute(_WRITE_TOGETHER, {**columns, "looks": looks, "today": today})
        return
    rows = [
        {"verdict_of": each.deal_id, "found": each.reasons, "look_on": each.look_on, "today": today}
        for each in verdicts
    ]
    await connection.execute(_WRITE_EACH, rows)


async def look_at_all_again(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Let every open deal of a workspace be looked at again."""
    await connection.execute(
        update(deals)
        .where(deals.c.workspace_id == workspace_id, deals.c.state == DealState.OPEN)
        .values(judge_on=AT_ONCE)
    )


async def list_stalled(
    connection: AsyncConnection, *, workspace_id: int, owner_ids: Collection[int] | None = None
) -> list[StalledDeal]:
    """Return the stalled deals of a workspace, or of some of its people, the most valuable first."""
    told = [deals.c[name] for name in ("stalled_since", "stall_reasons", "told_on", "told_for", "told_rounds")]
    query = (
        select_deals()
        .add_columns(*told)
        .where(
            deals.c.workspace_id == workspace_id, deals.c.state == DealState.OPEN, deals.c.stalled_since.is_not(None)
        )
    )
    if owner_ids is not None:
        query = query.where(deals.c.owner_id.in_(list(owner_ids)))
    query = query.order_by(deals.c.value.desc().nulls_last(), deals.c.id)
    return [_to_stalled(row) for row in await connection.execute(query)]


async def keep_told(connection: AsyncConnection, news: Collection[StallNews]) -> None:
    """Keep which stalled deals were told about, for which reasons, and in which round."""
    for each in sorted(news, key=lambda one: one.deal.id):
        await connection.execute(
            update(deals)
            .where(deals.c.id == each.deal.id)
            .values(told_on=each.day, told_for=each.code, told_rounds=each.round)
        )


async def list_due_workspaces(connection: AsyncConnection, *, until: date) -> set[int]:
    """Return the workspaces with open deals whose verdict may have changed by a day."""
    is_due = select(deals.c.id).where(deals.c.workspace_id == workspaces.c.id, deals.c.judge_on <= until).exists()
    return set((await connection.execute(select(workspaces.c.id).where(is_due))).scalars())


def _to_stalled(row: Row[Any]) -> StalledDeal:
    return StalledDeal(
        deal=to_deal(row),
        since=row.stalled_since,
        reasons=tuple(StallReason(each) for each in row.stall_reasons.split(",") if each),
        told=Told(day=row.told_on, reasons=row.told_for, rounds=row.told_rounds),
    )


def _set_verdict(found: ColumnElement[str], look_on: ColumnElement[date]) -> dict[str, Any]:
    since = case((found == "", None), else_=func.coalesce(deals.c.stalled_since, bindparam("today", type_=Date())))
    return {"stall_reasons": found, "judge_on": look_on, "stalled_since": since}


_WRITE_EACH = (
    update(deals)
    .where(deals.c.id == bindparam("verdict_of"))
    .values(_set_verdict(bindparam("found", type_=String()), bindparam("look_on", type_=Date())))
)
# One statement for all rows: a hundred thousand on their own take PostgreSQL three times as long.
_new = (
    func.unnest(
        bindparam("ids", type_=ARRAY(BigInteger)),
        bindparam("found", type_=ARRAY(String)),
        bindparam("looks", type_=ARRAY(Date)),
    )
    .table_valued(column("deal_id", BigInteger), column("found", String), column("look_on", Date))
    .render_derived(name="new")
)
_WRITE_TOGETHER = update(deals).where(deals.c.id == _new.c.deal_id).values(_set_verdict(_new.c.found, _new.c.look_on))
