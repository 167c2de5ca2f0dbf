"""Queries about what happened to deals: their events, and their contacts between those."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, delete, insert, null, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealContact, DealEvent, DealMove, EventKind
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.situations import Situation
from bot.storage.rows import to_columns
from bot.storage.tables.deals import deal_events
from bot.storage.tables.log import activities

# Event kinds that can be an advance, or undo one (V1).
MOVES = (EventKind.STAGE, EventKind.STAGE_BACK, EventKind.STATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """One thing that happened to a deal on a local day, as ``DealEvent`` tells it; nobody's when a file told it."""

    workspace_id: int
    deal_id: int
    rep_id: int | None
    kind: EventKind
    before: str
    after: str
    day: date
    at: datetime


async def insert_events(connection: AsyncConnection, events: Collection[NewEvent]) -> None:
    """Add events of deals."""
    if events:
        await connection.execute(insert(deal_events), [to_columns(event) for event in events])


async def list_events(connection: AsyncConnection, *, deal_ids: Collection[int]) -> list[DealEvent]:
    """Return the events of deals, oldest first."""
    columns = [deal_events.c[name] for name in DealEvent.__dataclass_fields__]
    query = select(*columns).where(deal_events.c.deal_id.in_(list(deal_ids))).order_by(deal_events.c.id)
    return [_to_event(row) for row in (await connection.execute(query)).mappings()]


def _to_event(row: RowMapping) -> DealEvent:
    return DealEvent(**{**row, "kind": EventKind(row["kind"])})


async def remove_event(connection: AsyncConnection, *, event_id: int) -> None:
    """Delete an event."""
    await connection.execute(delete(deal_events).where(deal_events.c.id == event_id))


async def list_stages_entered(
    connection: AsyncConnection, *, deal_ids: Select[Any]
) -> dict[int, list[tuple[str, date]]]:
    """Return the stages that deals entered, by deal id, each with its local day; the last one is how the deal ended."""
    query = (
        select(deal_events.c.deal_id, deal_events.c.after, deal_events.c.day)
        .where(deal_events.c.deal_id.in_(deal_ids), deal_events.c.kind.in_((EventKind.CREATED, *MOVES)))
        .order_by(deal_events.c.id)
    )
    found: dict[int, list[tuple[str, date]]] = {}
    for deal_id, stage, day in await connection.execute(query):
        found.setdefault(deal_id, []).append((stage, day))
    return found


async def list_contacts_of(
    connection: AsyncConnection, *, deal_ids: Collection[int] | Select[Any]
) -> dict[int, list[DealContact]]:
    """Return the contacts of deals by deal id, merged with the stage and state changes, in chronological order.

    ``deal_ids`` are ids, or a query that selects them.
    """
    wanted = deal_ids if isinstance(deal_ids, Select) else list(deal_ids)
    made = select(
        activities.c.deal_id,
        activities.c.day,
        activities.c.logged_at.label("at"),
        activities.c.advance_rule.label("rule"),
        activities.c.situation,
        null().label("kind"),
        null().label("before"),
        null().label("after"),
        activities.c.id,
    ).where(activities.c.deal_id.in_(wanted), activities.c.removed_at.is_(None))
    moved = select(
        deal_events.c.deal_id,
        deal_events.c.day,
        deal_events.c.at,
        null(),
        null(),
        deal_events.c.kind,
        deal_events.c.before,
        deal_events.c.after,
        deal_events.c.id,
    ).where(deal_events.c.deal_id.in_(wanted), deal_events.c.kind.in_(MOVES))
    both = made.union_all(moved).subquery()
    columns = (both.c[name] for name in ("deal_id", "day", "rule", "situation", "kind", "before", "after"))
    found: dict[int, list[DealContact]] = {}
    for deal_id, *values in await connection.execute(select(*columns).order_by(both.c.day, both.c.at, both.c.id)):
        found.setdefault(deal_id, []).append(_to_contact(values))
    return found


def _to_contact(row: Sequence[Any]) -> DealContact:
    day, rule, situation, kind, before, after = row
    if kind is not None:
        move = DealMove(EventKind(kind), before, after)
        return DealContact(day, move.is_forward, None, move)
    is_advance = rule is not None and AdvanceRule(rule).is_advance
    return DealContact(day, is_advance, Situation(situation) if situation else None)
