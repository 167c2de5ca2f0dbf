"""Queries about stalled deals: stored verdicts, and the won deals from which norms are learned (V1)."""

import json
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
    Select,
    String,
    bindparam,
    case,
    column,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from bot.domain.deals.deals import ActivityRollup, Deal, DealState, Level
from bot.domain.deals.stalls import StallReason
from bot.domain.hints.stall_news import StalledDeal, StallNews, StallNotice
from bot.storage.accounts.accounts import MAY_BE_CONTACTED
from bot.storage.deals.deals import AT_ONCE, ROLLUP, select_deals, to_deal, to_rollup
from bot.storage.tables.deals import deals
from bot.storage.tables.people import workspaces

# Per workspace: older won deals say little about how long a deal takes now.
WON_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class StallVerdict:
    """Why a deal is stalled (reasons as stored, empty when it is not), and the local day of its next review."""

    deal_id: int
    reasons: str
    next_review_on: date


@dataclass(frozen=True, slots=True)
class DueDeal:
    """The columns of an open deal that decide whether it is stalled, with the stored ``reasons``."""

    id: int
    owner_id: int | None
    reasons: str
    stage: str
    stage_since: date
    opened_on: date
    close_moves: int
    level: Level | None
    activity_rollup: ActivityRollup


def select_won(*, workspace_ids: Collection[int]) -> Select[Any]:
    """Return a query for the ids of the latest won deals of each workspace."""
    place = func.row_number().over(
        partition_by=deals.c.workspace_id, order_by=(deals.c.closed_on.desc(), deals.c.id.desc())
    )
    latest = (
        select(deals.c.id, place.label("place"))
        .where(deals.c.workspace_id.in_(list(workspace_ids)), deals.c.state == DealState.WON)
        .subquery()
    )
    return select(latest.c.id).where(latest.c.place <= WON_LOOKED_AT)


async def list_won(connection: AsyncConnection, *, workspace_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the ids of the latest won deals, by workspace id."""
    found: dict[int, list[int]] = {}
    query = select(deals.c.workspace_id, deals.c.id).where(deals.c.id.in_(select_won(workspace_ids=workspace_ids)))
    for workspace_id, deal_id in await connection.execute(query):
        found.setdefault(workspace_id, []).append(deal_id)
    return found


async def find_first_days(connection: AsyncConnection, *, workspace_ids: Collection[int]) -> dict[int, date]:
    """Return the earliest local day that any open deal of each workspace refers to, by workspace id."""
    columns = (deals.c.opened_on, deals.c.stage_since, deals.c.step_on)
    query = (
        select(deals.c.workspace_id, *(func.min(column) for column in columns))
        .where(deals.c.workspace_id.in_(list(workspace_ids)), deals.c.state == DealState.OPEN)
        .group_by(deals.c.workspace_id)
    )
    return {
        workspace_id: min(day for day in days if day is not None)
        for workspace_id, *days in await connection.execute(query)
    }


async def is_anything_due(connection: AsyncConnection, *, workspace_id: int, today: date) -> bool:
    """Return whether any open deal of a workspace is due for review."""
    query = select(deals.c.id).where(deals.c.workspace_id == workspace_id, deals.c.next_review_on <= today).limit(1)
    return (await connection.execute(query)).first() is not None


async def list_due_deals(connection: AsyncConnection, *, workspace_id: int, today: date, limit: int) -> list[DueDeal]:
    """Return open deals due for review on a local day, the longest waiting first."""
    query = (
        _SELECT_DUE.where(deals.c.workspace_id == workspace_id, deals.c.next_review_on <= today)
        .order_by(deals.c.next_review_on)
        .limit(limit)
    )
    return [_to_due(row) for row in await connection.execute(query)]


async def save_verdicts(connection: AsyncConnection, verdicts: Sequence[StallVerdict], *, today: date) -> None:
    """Save verdicts with the day of their next review; a deal that was stalled before keeps its ``stalled_since``."""
    if not verdicts:
        return
    if connection.dialect.name == "postgresql":
        columns = {"ids": [each.deal_id for each in verdicts], "found": [each.reasons for each in verdicts]}
        looks = [each.next_review_on for each in verdicts]
        await connection.execute(_WRITE_TOGETHER, {**columns, "looks": looks, "today": today})
        return
    rows = json.dumps([(each.deal_id, each.reasons, each.next_review_on.isoformat()) for each in verdicts])
    await connection.execute(_WRITE_LISTED, {"rows": rows, "today": today})


async def review_again(connection: AsyncConnection, *, owner_id: int) -> None:
    """Have the open deals of an owner, whose working days changed, reviewed in the next scan (K4)."""
    of_owner = (deals.c.owner_id == owner_id) & (deals.c.state == DealState.OPEN)
    await connection.execute(update(deals).where(of_owner).values(next_review_on=AT_ONCE))


async def list_open_of_owners(
    connection: AsyncConnection, *, owner_ids: Collection[int]
) -> tuple[dict[int, list[Deal]], dict[int, list[StalledDeal]]]:
    """Return by owner id the open deals, and the stalled ones among them, the most valuable first.

    Without those of customers who do not want to be contacted: nothing is said of these unasked.
    """
    query = (
        select_deals()
        .add_columns(*_TOLD)
        .where(deals.c.owner_id.in_(list(owner_ids)), deals.c.state == DealState.OPEN, MAY_BE_CONTACTED)
        .order_by(deals.c.value.desc().nulls_last(), deals.c.id)
    )
    found: dict[int, list[Deal]] = {}
    stalled: dict[int, list[StalledDeal]] = {}
    for row in await connection.execute(query):
        deal = to_deal(row)
        assert deal.owner_id is not None  # noqa: S101 - asked for deals with an owner
        found.setdefault(deal.owner_id, []).append(deal)
        if row.stalled_since is not None:
            stalled.setdefault(deal.owner_id, []).append(_to_stalled(row, deal))
    return found, stalled


async def list_stalled(
    connection: AsyncConnection, *, workspace_id: int, owner_ids: Collection[int] | None = None
) -> list[StalledDeal]:
    """Return the stalled deals of a workspace, or of these owners, the most valuable first; without the same."""
    query = (
        select_deals()
        .add_columns(*_TOLD)
        .where(
            deals.c.workspace_id == workspace_id,
            deals.c.state == DealState.OPEN,
            deals.c.stalled_since.is_not(None),
            MAY_BE_CONTACTED,
        )
    )
    if owner_ids is not None:
        query = query.where(deals.c.owner_id.in_(list(owner_ids)))
    query = query.order_by(deals.c.value.desc().nulls_last(), deals.c.id)
    return [_to_stalled(row, to_deal(row)) for row in await connection.execute(query)]


async def save_told(connection: AsyncConnection, news: Collection[StallNews]) -> None:
    """Save about which stalled deals the owners were notified, for which reasons and in which round (K5)."""
    # Rows are locked in id order everywhere, so that two processes cannot deadlock.
    rows = [
        {"told_deal": each.deal.id, "day": each.day, "code": each.code, "round": each.round}
        for each in sorted(news, key=lambda one: one.deal.id)
    ]
    if rows:
        await connection.execute(_KEEP_TOLD, rows)


async def list_due_workspaces(connection: AsyncConnection, *, until: date) -> set[int]:
    """Return the workspaces with open deals that are due for review by a day."""
    is_due = select(deals.c.id).where(deals.c.workspace_id == workspaces.c.id, deals.c.next_review_on <= until).exists()
    return set((await connection.execute(select(workspaces.c.id).where(is_due))).scalars())


_TOLD = [deals.c[name] for name in ("stalled_since", "stall_reasons", "told_on", "told_for", "told_rounds")]
_KEEP_TOLD = (
    update(deals)
    .where(deals.c.id == bindparam("told_deal"))
    .values(told_on=bindparam("day"), told_for=bindparam("code"), told_rounds=bindparam("round"))
)


def _to_stalled(row: Row[Any], deal: Deal) -> StalledDeal:
    return StalledDeal(
        deal=deal,
        since=row.stalled_since,
        reasons=tuple(StallReason(each) for each in row.stall_reasons.split(",") if each),
        told=StallNotice(day=row.told_on, reasons=row.told_for, rounds=row.told_rounds),
    )


def _set_verdict(found: ColumnElement[str], next_review_on: ColumnElement[date]) -> dict[str, Any]:
    since = case((found == "", None), else_=func.coalesce(deals.c.stalled_since, bindparam("today", type_=Date())))
    return {"stall_reasons": found, "next_review_on": next_review_on, "stalled_since": since}


# One statement for all rows, in each dialect: one statement per row takes twice as long.
_new = (
    func.unnest(
        bindparam("ids", type_=ARRAY(BigInteger)),
        bindparam("found", type_=ARRAY(String)),
        bindparam("looks", type_=ARRAY(Date)),
    )
    .table_valued(column("deal_id", BigInteger), column("found", String), column("next_review_on", Date))
    .render_derived(name="new")
)
_WRITE_TOGETHER = (
    update(deals).where(deals.c.id == _new.c.deal_id).values(_set_verdict(_new.c.found, _new.c.next_review_on))
)

_listed = func.json_each(bindparam("rows", type_=String)).table_valued("value", name="new")


def _pick(place: int, kind: type[TypeEngine[Any]]) -> ColumnElement[Any]:
    """Return a value of a JSON row; SQLite stores dates as the same text that JSON has."""
    return func.json_extract(_listed.c.value, f"$[{place}]", type_=kind())


_WRITE_LISTED = (
    update(deals).where(deals.c.id == _pick(0, BigInteger)).values(_set_verdict(_pick(1, String), _pick(2, Date)))
)
_SELECT_DUE = select(
    deals.c.id,
    deals.c.owner_id,
    deals.c.stall_reasons,
    deals.c.stage,
    deals.c.stage_since,
    deals.c.opened_on,
    deals.c.close_moves,
    deals.c.level,
    *(deals.c[name] for name in ROLLUP),
).where(deals.c.state == DealState.OPEN)
OWN_OF_DUE = 8


def _to_due(row: Sequence[Any]) -> DueDeal:
    *own, level = row[:OWN_OF_DUE]
    own += [Level(level) if level else None, to_rollup(row[OWN_OF_DUE:])]
    return DueDeal(*own)
