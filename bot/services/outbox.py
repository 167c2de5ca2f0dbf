"""The outbox: claiming what is to be sent, and saying how it ended, so that nothing is sent twice or lost."""

from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from bot.messages.codec import encode_message
from bot.messages.message import Message
from bot.ports import Address
from bot.services.compose_delivery import REPLY
from bot.services.people_book import Person
from bot.storage import deliveries as delivery_rows
from bot.storage.database import Database
from bot.storage.deliveries import Delivery

LEASE = timedelta(seconds=60)
# Nothing is sent when less than half of the lease is left: a process that slept must not send what another has taken.
SAFE_MARGIN = LEASE / 2
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=2)
REPLY_MAKES_SENSE = timedelta(minutes=30)


async def keep_reply(
    database: Database, *, person: Person, address: Address, message: Message, request_key: str, now: datetime
) -> bool:
    """Put the answer to a request in the outbox; False when that request was answered before."""
    row = {
        "workspace_id": person.rep.workspace_id,
        "key": f"{REPLY}:{request_key}",
        "kind": REPLY,
        "rep_id": person.rep.id,
        "local_day": now.astimezone(person.rep.zone).date(),
        "payload": {
            "address": {
                "workspace": address.workspace,
                "channel": address.channel,
                "only_for": address.only_for,
            },
            "message": encode_message(message),
        },
        "due_at": now,
        "expires_at": now + REPLY_MAKES_SENSE,
        "state": "waiting",
        "try_at": now,
    }
    return await database.write(lambda connection: delivery_rows.add_deliveries(connection, [row])) == 1


async def claim_deliveries(database: Database, *, now: datetime, limit: int) -> list[Delivery]:
    """Lease deliveries that are to be tried now."""
    token = token_hex(16)
    return await database.write(
        lambda connection: delivery_rows.claim_waiting(connection, now=now, lease=LEASE, token=token, limit=limit)
    )


async def claim_doubtful(database: Database, *, now: datetime, limit: int) -> list[Delivery]:
    """Lease deliveries whose sender was gone between claiming and saying how it ended."""
    token = token_hex(16)
    return await database.write(
        lambda connection: delivery_rows.claim_stale(connection, now=now, lease=LEASE, token=token, limit=limit)
    )


def may_send(delivery: Delivery, *, now: datetime) -> bool:
    """Return whether enough of the lease is left to send; the fence against a process that was asleep."""
    return delivery.lease_until is not None and delivery.lease_until - now >= SAFE_MARGIN


async def mark_sent(database: Database, delivery: Delivery, *, now: datetime) -> bool:
    """Say that a delivery has arrived, and forget what a reply said."""
    return await _settle(database, delivery, state="sent", sent_at=now, reason=None, payload=None)


async def mark_skipped(database: Database, delivery: Delivery, *, reason: str) -> bool:
    """Say that a delivery makes no sense any more, and why."""
    return await _settle(database, delivery, state="skipped", reason=reason, payload=None)


async def mark_failed(database: Database, delivery: Delivery, *, reason: str) -> bool:
    """Say that a delivery cannot arrive, and why."""
    return await _settle(database, delivery, state="failed", reason=reason)


async def mark_in_doubt(database: Database, delivery: Delivery, *, reason: str) -> bool:
    """Say that nobody can tell whether a delivery arrived; it is not sent again."""
    return await _settle(database, delivery, state="in_doubt", reason=reason)


async def try_later(
    database: Database, delivery: Delivery, *, reason: str, now: datetime, pause: timedelta | None = None
) -> bool:
    """Give a delivery back to be tried after a pause, twice as long each time unless the platform named one."""
    # A platform that names a pause is busy, not failing; the row's own expiry ends that.
    if pause is None and delivery.attempts >= ATTEMPTS:
        return await mark_failed(database, delivery, reason=reason)
    wait = pause if pause is not None else FIRST_PAUSE * 2 ** max(0, delivery.attempts - 1)
    return await _settle(database, delivery, state="waiting", reason=reason, try_at=now + wait)


async def _settle(database: Database, delivery: Delivery, **values: Any) -> bool:
    return await database.write(
        lambda connection: delivery_rows.settle_delivery(connection, delivery=delivery, **values)
    )
