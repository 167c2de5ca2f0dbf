"""Queries that gather news into one message to a person, and put it off to another day (K5)."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import DeliveryState
from bot.storage.delivery.deliveries import DELIVERY_COLUMNS, Delivery, Payload
from bot.storage.tables.delivery import deliveries


async def list_held(connection: AsyncConnection, *, holders: Collection[tuple[int, str | None]]) -> list[Delivery]:
    """Return deliveries as they are stored now, by id and fencing token; what another process holds is left out."""
    ids = [delivery_id for delivery_id, _ in holders]
    query = (
        select(*DELIVERY_COLUMNS)
        .where(deliveries.c.id.in_(ids), deliveries.c.state.in_((DeliveryState.SENDING, DeliveryState.WAITING)))
        .order_by(deliveries.c.id)
    )
    rows = [Delivery(**row) for row in (await connection.execute(query)).mappings()]
    return [each for each in rows if (each.id, each.lease_token) in set(holders)]


async def list_waiting_news(
    connection: AsyncConnection, *, rep_ids: Collection[int], kinds: Collection[str], now: datetime, until: datetime
) -> list[Delivery]:
    """Return the news that waits for these people and is due until a moment (UTC), locked for this transaction."""
    query = (
        select(*DELIVERY_COLUMNS)
        .where(
            deliveries.c.rep_id.in_(list(rep_ids)),
            deliveries.c.state == DeliveryState.WAITING,
            deliveries.c.kind.in_(list(kinds)),
            deliveries.c.try_at <= until,
            deliveries.c.expires_at > now,
        )
        .order_by(deliveries.c.id)
    )
    if connection.dialect.name == "postgresql":
        query = query.with_for_update(skip_locked=True)
    return [Delivery(**row) for row in (await connection.execute(query)).mappings()]


async def skip_gathered(connection: AsyncConnection, *, ids: Collection[int], reason: str) -> None:
    """Mark news skipped because it is told in another message."""
    if ids:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_(list(ids)))
            .values(
                state=DeliveryState.SKIPPED,
                reason=reason,
                payload=null(),
                said=null(),
                lease_token=None,
                lease_until=None,
            )
        )


async def save_gathered(connection: AsyncConnection, *, delivery_id: int, payload: Payload | None, day: date) -> None:
    """Save what a message tells besides its own news, and the local day on which it is told."""
    values = {"local_day": day, "payload": payload if payload is not None else null()}
    await connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))


async def put_off(
    connection: AsyncConnection, *, ids: Collection[int], until: datetime, expires_at: datetime, day: date, reason: str
) -> None:
    """Release news until another moment (UTC) on a local day, with the reason."""
    values = {"reason": reason, "try_at": until, "expires_at": expires_at, "local_day": day}
    if ids:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_(list(ids)))
            .values(state=DeliveryState.WAITING, lease_token=None, lease_until=None, **values)
        )
