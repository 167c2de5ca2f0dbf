"""Queries about stalled deals: verdicts that are kept, and what won deals took."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals import DealState
from bot.domain.stall_news import StalledDeal, StallNews, Told
from bot.domain.stalls import StallReason
from bot.storage.deals import AT_ONCE, select_deals, to_deal
from bot.storage.tables import deals

# A won deal of long ago says little of what a deal needs now.
WON_LOOKED_AT = 300
AT_A_TIME = 5000


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
    query = (
        select(deals.c.id)
        .where(deals.c.workspace_id == workspace_id, deals.c.judge_on <= today, deals.c.state == DealState.OPEN)
        .limit(1)
    )
    return (await connection.execute(query)).first() is not None


async def read_verdicts(connection: AsyncConnection, *, deal_ids: Collection[int]) -> dict[int, str]:
    """Return the reasons that are kept for deals, by deal; empty for one that is not stalled."""
    query = select(deals.c.id, deals.c.stall_reasons).where(deals.c.id.in_(list(deal_ids)))
    return {row.id: row.stall_reasons for row in await connection.execute(query)}


async def write_verdicts(connection: AsyncConnection, reasons: Mapping[int, str], *, today: date) -> None:
    """Keep new verdicts by deal; whoever was stalled before stays so since then."""
    for reason, deal_ids in _group(reasons):
        since: Any = func.coalesce(deals.c.stalled_since, today) if reason else None
        await _update(connection, deal_ids, stall_reasons=reason, stalled_since=since)


async def write_next_looks(connection: AsyncConnection, days: Mapping[int, date]) -> None:
    """Keep when deals are to be looked at again, by deal."""
    for day, deal_ids in _group(days):
        await _update(connection, deal_ids, judge_on=day)


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
    return [_to_stalled(row) for row in (await connection.execute(query)).mappings()]


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
    query = select(deals.c.workspace_id).where(deals.c.judge_on <= until, deals.c.state == DealState.OPEN).distinct()
    return set((await connection.execute(query)).scalars())


def _to_stalled(row: RowMapping) -> StalledDeal:
    return StalledDeal(
        deal=to_deal(row),
        since=row["stalled_since"],
        reasons=tuple(StallReason(each) for each in row["stall_reasons"].split(",") if each),
        told=Told(day=row["told_on"], reasons=row["told_for"], rounds=row["told_rounds"]),
    )


def _group(values: Mapping[int, Any]) -> Sequence[tuple[Any, list[int]]]:
    pairs = sorted(values.items(), key=lambda pair: (str(pair[1]), pair[0]))
    return [(value, [deal_id for deal_id, _ in each]) for value, each in groupby(pairs, key=lambda pair: pair[1])]


async def _update(connection: AsyncConnection, deal_ids: Sequence[int], **values: Any) -> None:
    for start in range(0, len(deal_ids), AT_A_TIME):
        chosen = list(deal_ids[start : start + AT_A_TIME])
        await connection.execute(update(deals).where(deals.c.id.in_(chosen)).values(**values))
