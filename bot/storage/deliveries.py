"""Queries about deliveries: the outbox that many replicas may share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Update, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import deliveries
from bot.storage.upsert import insert_unless_present


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way, claimed by the holder of ``lease_token`` until ``lease_until`` (UTC)."""

    id: int
    workspace_id: int
    key: str
    kind: str
    rep_id: int | None
    team_id: int | None
    local_day: date
    payload: Mapping[str, Any] | None
    due_at: datetime
    expires_at: datetime
    attempts: int
    lease_until: datetime | None
    lease_token: str | None


DELIVERY_COLUMNS = [deliveries.c[name] for name in Delivery.__dataclass_fields__]


async def add_deliveries(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> int:
    """Add deliveries, leaving alone those whose key is taken, and return how many are new."""
    if not rows:
        return 0
    statement = insert_unless_present(connection, deliveries).returning(deliveries.c.id)
    return len((await connection.execute(statement, list(rows))).all())


async def claim_waiting(
    connection: AsyncConnection, *, now: datetime, lease: timedelta, token: str, limit: int
) -> list[Delivery]:
    """Lease rows that are to be tried now; no other process gets them while the lease lasts."""
    due = and_(deliveries.c.state == "waiting", deliveries.c.try_at <= now)
    values = {"state": "sending", "attempts": deliveries.c.attempts + 1}
    return await _lease(connection, due, values, now=now, lease=lease, token=token, limit=limit)


async def claim_stale(
    connection: AsyncConnection, *, now: datetime, lease: timedelta, token: str, limit: int
) -> list[Delivery]:
    """Lease rows whose sender was gone before it could say how it ended: they are in doubt."""
    stale = and_(deliveries.c.state == "sending", deliveries.c.lease_until < now)
    return await _lease(connection, stale, {}, now=now, lease=lease, token=token, limit=limit)


async def settle_delivery(connection: AsyncConnection, *, delivery: Delivery, **values: Any) -> bool:
    """Say how a delivery ended; False when the lease has gone to another process in the meantime."""
    statement: Update = (
        update(deliveries)
        .where(deliveries.c.id == delivery.id, deliveries.c.lease_token == delivery.lease_token)
        .values(lease_token=None, lease_until=None, **values)
        .returning(deliveries.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def list_keys(connection: AsyncConnection, *, workspace_id: int, keys: Sequence[str]) -> dict[str, str]:
    """Return the state of the deliveries that have one of these keys."""
    query = select(deliveries.c.key, deliveries.c.state).where(
        deliveries.c.workspace_id == workspace_id, deliveries.c.key.in_(list(keys))
    )
    return {row.key: row.state for row in await connection.execute(query)}


async def count_states(connection: AsyncConnection) -> dict[str, int]:
    """Return how many deliveries are in each state."""
    query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    return {state: int(count) for state, count in await connection.execute(query)}


async def drop_old_deliveries(connection: AsyncConnection, *, before: datetime) -> int:
    """Forget deliveries of all workspaces that ended long ago, and return how many."""
    ended = deliveries.c.state.in_(("sent", "skipped"))
    statement = delete(deliveries).where(ended, deliveries.c.due_at < before).returning(deliveries.c.id)
    return len((await connection.execute(statement)).all())


async def _lease(
    connection: AsyncConnection,
    condition: Any,
    values: dict[str, Any],
    *,
    now: datetime,
    lease: timedelta,
    token: str,
    limit: int,
) -> list[Delivery]:
    chosen: Select[Any] = select(deliveries.c.id).where(condition).order_by(deliveries.c.try_at).limit(limit)
    if connection.dialect.name == "postgresql":
        chosen = chosen.with_for_update(skip_locked=True)
    statement = (
        update(deliveries)
        .where(deliveries.c.id.in_(chosen))
        .values(lease_until=now + lease, lease_token=token, **values)
        .returning(*DELIVERY_COLUMNS)
    )
    return [Delivery(**row) for row in (await connection.execute(statement)).mappings()]
