"""Queries for looking back: the days and calls of reps in a span of days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation
from bot.domain.reviews.reached import was_conversation
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps


async def list_active_days(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, set[date]]:
    """Return the local days since one on which reps did something, by rep."""
    query = (
        select(activities.c.rep_id, activities.c.day)
        .distinct()
        .where(activities.c.rep_id.in_(list(rep_ids)), activities.c.day >= since, activities.c.removed_at.is_(None))
    )
    found: dict[int, set[date]] = {}
    for rep_id, day in (await connection.execute(query)).all():
        found.setdefault(rep_id, set()).add(day)
    return found


async def count_open_ends(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> dict[int, int]:
    """Return by rep how many conversations from ``first`` to ``last`` ended without a next step; a voicemail is none.

    Where the deal was won or lost since, no step was needed (K1); of "5 calls" without a name nothing is known.
    """
    own, at = activities.c, deals.c
    agreed = exists().where(next_steps.c.activity_id == own.id)
    is_open = at.state == DealState.OPEN
    in_closed = exists().where(at.id == own.deal_id, ~is_open)
    closed_since = exists().where(at.account_id == own.account_id, at.closed_on >= own.day, ~is_open)
    still_open = exists().where(at.account_id == own.account_id, is_open)
    query = select(own.rep_id, own.count, own.kind, own.note, own.situation).where(
        own.rep_id.in_(list(rep_ids)),
        own.day.between(first, last),
        own.kind.in_((Kind.CALL, Kind.VISIT)),
        own.removed_at.is_(None),
        own.account_id.is_not(None),
        ~agreed,
        ~in_closed,
        ~(closed_since & ~still_open),
    )
    found: dict[int, int] = {}
    for rep_id, count, kind, note, situation in await connection.execute(query):
        if was_conversation(Kind(kind), note, Situation(situation) if situation else None):
            found[rep_id] = found.get(rep_id, 0) + int(count)
    return found


async def count_won(
    connection: AsyncConnection, *, rep_ids: Collection[int], first: date, last: date
) -> dict[int, int]:
    """Return by rep how many deals were won from ``first`` to ``last``; who won none is absent."""
    won = (deals.c.state == DealState.WON) & deals.c.closed_on.between(first, last)
    query = select(deals.c.owner_id, func.count()).where(deals.c.owner_id.in_(list(rep_ids)), won)
    rows = await connection.execute(query.group_by(deals.c.owner_id))
    return {rep_id: int(number) for rep_id, number in rows}


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A call whose local hour was said: who made it, that hour, and its note."""

    rep_id: int
    called_at: time
    note: str


async def list_calls(connection: AsyncConnection, *, rep_ids: Collection[int], since: date) -> list[LoggedCall]:
    """Return the calls of reps since a local day, those whose hour was said."""
    query = select(activities.c.rep_id, activities.c.called_at, activities.c.note).where(
        activities.c.rep_id.in_(list(rep_ids)),
        activities.c.day >= since,
        activities.c.kind == Kind.CALL,
        activities.c.called_at.is_not(None),
        activities.c.removed_at.is_(None),
    )
    return [LoggedCall(**row) for row in (await connection.execute(query)).mappings()]
