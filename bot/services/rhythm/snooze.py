"""Snooze a nudge: for some minutes, or until tomorrow (R3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
from bot.domain.rhythm.occasions import MORNING_NUDGE, REP_OCCASIONS, to_instant
from bot.storage.database import Database
from bot.storage.delivery.deliveries import NewDelivery, add_deliveries, find_due
from bot.storage.people import people as people_rows

# After this long a snoozed nudge is no longer relevant.
MAKES_SENSE = timedelta(hours=2)
KINDS = frozenset(occasion.kind for occasion in REP_OCCASIONS)


@dataclass(frozen=True, slots=True)
class Snoozed:
    """When a snoozed nudge is sent again (UTC); ``again_at`` is None when that is not today."""

    again_at: datetime | None


async def snooze_nudge(
    database: Database, *, rep: Rep, kind: str, minutes: int, message_key: str, now: datetime
) -> Snoozed:
    """Bring a nudge again after some minutes, once however often the buttons of its message are pressed.

    What was pressed first holds. Nothing comes in the quiet hours: what would fall into them is put off until tomorrow.
    """
    again_at = now + timedelta(minutes=minutes)
    local = again_at.astimezone(rep.zone)
    today = now.astimezone(rep.zone).date()
    if local.date() != today or rep.rhythm.is_quiet_at(local.time()):
        return await silence_today(database, rep=rep, now=now)
    ends = again_at + MAKES_SENSE
    if rep.rhythm.quiet_from > local.time():
        ends = min(ends, to_instant(today, rep.rhythm.quiet_from, rep.zone))
    key = f"{_read_kind(kind)}:{rep.id}:{today.isoformat()}:again:{message_key}"
    again = NewDelivery(
        workspace_id=rep.workspace_id,
        key=key,
        kind=_read_kind(kind),
        rep_id=rep.id,
        local_day=today,
        channel=rep.channel,
        through_id=rep.heard_in,
        due_at=again_at,
        expires_at=ends,
        try_at=again_at,
    )

    async def work(connection: AsyncConnection) -> Snoozed:
        await add_deliveries(connection, [again])
        return Snoozed(again_at=await find_due(connection, workspace_id=rep.workspace_id, key=key))

    return await database.write(work)


async def silence_today(database: Database, *, rep: Rep, now: datetime) -> Snoozed:
    """Send no more nudges on the rep's local day."""
    today = now.astimezone(rep.zone).date()

    async def work(connection: AsyncConnection) -> None:
        await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, silent_on=today)

    await database.write(work)
    return Snoozed(again_at=None)


def _read_kind(kind: str) -> str:
    return kind if kind in KINDS else MORNING_NUDGE.kind
