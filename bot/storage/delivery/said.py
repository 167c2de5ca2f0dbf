"""Queries about what was said to reps of the bot's own accord (K5)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypedDict

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.delivery.memory import Said
from bot.storage.tables.delivery import deliveries

SAID_STATES = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.IN_DOUBT)


class KeptSaid(TypedDict, total=False):
    """What a message named, as JSON."""

    accounts: list[int]
    steps: list[int]
    texts: list[str]
    asks: bool


_SAVE = update(deliveries).where(deliveries.c.id == bindparam("delivery_id")).values(said=bindparam("what"))


async def save_said(connection: AsyncConnection, said: Mapping[int, Said]) -> None:
    """Save what each delivery names, by its id."""
    rows = [{"delivery_id": delivery_id, "what": _write(each)} for delivery_id, each in said.items()]
    if rows:
        await connection.execute(_SAVE, rows)


async def list_said(connection: AsyncConnection, *, rep_ids: Collection[int], since: date) -> dict[int, list[Said]]:
    """Return what reps heard from a local day on, by rep id."""
    query = select(deliveries.c.rep_id, deliveries.c.kind, deliveries.c.local_day, deliveries.c.said).where(
        deliveries.c.rep_id.in_(list(rep_ids)),
        deliveries.c.local_day >= since,
        deliveries.c.state.in_(SAID_STATES),
        deliveries.c.said.is_not(None),
    )
    found: dict[int, list[Said]] = {}
    for rep_id, kind, day, said in await connection.execute(query):
        found.setdefault(rep_id, []).append(_read(kind, day, said))
    return found


async def list_said_in(
    connection: AsyncConnection, *, channel: str, team_id: int, kind: str, before: date
) -> list[Said]:
    """Return what messages of a kind said of a team in a channel before a local day, the latest first."""
    query = (
        select(deliveries.c.local_day, deliveries.c.said)
        .where(
            deliveries.c.channel == channel,
            deliveries.c.team_id == team_id,
            deliveries.c.kind == kind,
            deliveries.c.local_day < before,
            deliveries.c.state.in_(SAID_STATES),
            deliveries.c.said.is_not(None),
        )
        .order_by(deliveries.c.local_day.desc())
    )
    return [_read(kind, day, said) for day, said in await connection.execute(query)]


def _write(said: Said) -> KeptSaid:
    return KeptSaid(accounts=sorted(said.accounts), steps=sorted(said.steps), texts=list(said.texts), asks=said.asks)


def _read(kind: str, day: date, kept: KeptSaid) -> Said:
    return Said(
        kind=kind,
        day=day,
        accounts=frozenset(kept.get("accounts", ())),
        steps=frozenset(kept.get("steps", ())),
        texts=tuple(kept.get("texts", ())),
        asks=kept.get("asks", False),
    )
