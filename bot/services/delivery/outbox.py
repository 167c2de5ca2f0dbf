"""The outbox: lease deliveries and save their outcome, so that none is sent twice or lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Unpack

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import NO_LOOKUP, NOT_REACHED, DeliveryState
from bot.domain.delivery.rate_limits import Admission, ChannelUse, RateLimits, Waiting, apply_rate_limits
from bot.domain.people.people import Rep
from bot.messages.text.codec import encode_message
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.delivery.delivery_batch import REPLY
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery import rate_limits as rate_limit_rows
from bot.storage.delivery.conversations import has_conversation
from bot.storage.delivery.deliveries import Abandoned, ChannelMessage, Delivery, NewDelivery, Settlement, Share

LEASE = timedelta(seconds=60)
# Nothing is sent with less than half of the lease left: after a suspend another process may have leased it since.
SAFE_SHARE = 0.5
# While a message to a channel is being sent, the next one is postponed by this much.
LOOK_AGAIN = timedelta(milliseconds=50)
# A platform that refuses for longer than this is asked again.
LONGEST_HOLD = timedelta(minutes=10)
NO_TIME = timedelta(0)
NOT_THERE = frozenset({DeliveryState.SENDING, DeliveryState.WAITING, DeliveryState.SKIPPED})
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=2)
REPLY_MAKES_SENSE = timedelta(minutes=30)


async def save_reply(
    database: Database, *, person: Person, address: Address, message: Message, request_key: str, now: datetime
) -> bool:
    """Add the reply to a request to the outbox; False when the request was answered before."""
    is_elsewhere = person.come_as is not None and address.workspace == person.come_as.workspace
    through_id = person.here.workspace_id if is_elsewhere else None
    reply = make_reply(
        person.rep, address=address, message=message, request_key=request_key, now=now, through_id=through_id
    )
    return await database.write(lambda connection: delivery_rows.add_deliveries(connection, [reply])) == 1


def make_reply(
    rep: Rep,
    *,
    address: Address,
    message: Message,
    request_key: str,
    now: datetime,
    through_id: int | None = None,
) -> NewDelivery:
    """Return the delivery of a reply, to be added in the transaction of what it tells about.

    ``through_id`` is the workspace of the address, if that is not the rep's own.
    """
    return NewDelivery(
        workspace_id=rep.workspace_id,
        key=f"{REPLY}:{request_key}",
        kind=REPLY,
        rep_id=rep.id,
        local_day=now.astimezone(rep.zone).date(),
        channel=address.channel if address.only_for is None else None,
        through_id=through_id,
        payload={
            "address": {
                "workspace": address.workspace,
                "channel": address.channel,
                "only_for": address.only_for,
                "thread": address.thread,
            },
            "message": encode_message(message),
        },
        due_at=now,
        expires_at=now + REPLY_MAKES_SENSE,
        try_at=now,
    )


@dataclass(frozen=True, slots=True)
class DeliveryLimits:
    """How deliveries are leased: the platform's rate limits, the length of a lease, and which of all there are."""

    rates: RateLimits
    lease: timedelta = LEASE
    share: Share | None = None

    def may_send(self, delivery: Delivery, *, now: datetime) -> bool:
        """Return whether enough of the lease is left to send; protects against a process that was suspended."""
        return delivery.lease_until is not None and delivery.lease_until - now >= self.lease * SAFE_SHARE


@dataclass(frozen=True, slots=True)
class Claimed:
    """The leased deliveries, and how many rows were considered: with a full batch there may be more.

    ``slots`` has from when each may be sent, by id.
    """

    deliveries: tuple[Delivery, ...]
    looked_at: int
    slots: Mapping[int, datetime]


async def claim_deliveries(database: Database, *, limits: DeliveryLimits, now: datetime, limit: int) -> Claimed:
    """Lease deliveries that are due, as many as the platform's rate limits allow now."""
    token = token_hex(16)

    async def work(connection: AsyncConnection) -> Claimed:
        waiting = await delivery_rows.list_waiting(connection, now=now, limit=limit, share=limits.share)
        admission = await _apply_rate_limits(connection, waiting, limits=limits, now=now)
        await delivery_rows.postpone_tries(connection, admission.postponed)
        leased = await delivery_rows.lease_deliveries(
            connection, ids=list(admission.admitted), now=now, until=now + limits.lease, token=token, is_attempt=True
        )
        return Claimed(deliveries=tuple(leased), looked_at=len(waiting), slots=admission.admitted)

    return await database.write(work)


async def claim_doubtful(database: Database, *, limits: DeliveryLimits, now: datetime, limit: int) -> Claimed:
    """Lease deliveries whose sender was lost before saving the outcome, as many as the lookup rate limit allows."""
    token = token_hex(16)

    async def work(connection: AsyncConnection) -> Claimed:
        stale = await delivery_rows.list_stale(connection, now=now, limit=limit, share=limits.share)
        rate_limits = await rate_limit_rows.lock_rate_limits(
            connection, name=rate_limit_rows.LOOKUPS, workspace_ids=[row.workspace_id for row in stale]
        )
        admission = apply_rate_limits(stale, used_until=rate_limits, rate=limits.rates.for_lookups, now=now)
        await rate_limit_rows.move_rate_limits(
            connection, name=rate_limit_rows.LOOKUPS, used_until=admission.used_until
        )
        await delivery_rows.postpone_looks(connection, admission.postponed)
        leased = await delivery_rows.lease_deliveries(
            connection, ids=list(admission.admitted), now=now, until=now + limits.lease, token=token, is_attempt=False
        )
        return Claimed(deliveries=tuple(leased), looked_at=len(stale), slots=admission.admitted)

    return await database.write(work)


async def settle_abandoned(database: Database, *, limits: DeliveryLimits, now: datetime) -> Abandoned:
    """Settle what was leased by a sender that was lost, on a platform that cannot be asked whether it arrived.

    In doubt is only that whose post had begun; all else waits again.
    """
    return await database.write(
        lambda connection: delivery_rows.settle_abandoned(connection, now=now, share=limits.share)
    )


async def find_next_try(database: Database, *, share: Share | None = None) -> datetime | None:
    """Return when the next attempt is due (UTC), None when no delivery is waiting."""
    async with database.reading() as connection:
        return await delivery_rows.find_next_try(connection, share=share)


async def slow_down(
    database: Database, delivery: Delivery, *, limits: DeliveryLimits, pause: timedelta, now: datetime
) -> None:
    """Block a workspace's rate limit for as long as the platform asked, for all replicas.

    Where a refusal is a channel's, nothing is blocked here: the refused delivery holds its channel until it is retried.
    """
    if limits.rates.is_refusal_of_channel and delivery.channel is not None:
        return
    until = now + pause + limits.rates.for_messages.lead

    async def work(connection: AsyncConnection) -> None:
        rate_limits = await rate_limit_rows.lock_rate_limits(
            connection, name=rate_limit_rows.MESSAGES, workspace_ids=[delivery.sent_in]
        )
        used_until = {workspace_id: max(moment, until) for workspace_id, moment in rate_limits.items()}
        await rate_limit_rows.move_rate_limits(connection, name=rate_limit_rows.MESSAGES, used_until=used_until)

    await database.write(work)


async def _apply_rate_limits(
    connection: AsyncConnection, waiting: Sequence[Waiting], *, limits: DeliveryLimits, now: datetime
) -> Admission:
    rate_limits = await rate_limit_rows.lock_rate_limits(
        connection, name=rate_limit_rows.MESSAGES, workspace_ids=[row.workspace_id for row in waiting]
    )
    # The rate limit rows are locked from here on, so that no other process selects rows for the same channels.
    channels = {row.channel for row in waiting if row.channel is not None}
    longest = max((each.length for each in limits.rates.channel_windows), default=NO_TIME)
    uses = await delivery_rows.list_channel_uses(
        connection, channels=channels, since=now - limits.lease - longest, held_since=now - LONGEST_HOLD, now=now
    )
    admission = apply_rate_limits(
        waiting,
        used_until=rate_limits,
        rate=limits.rates.for_messages,
        now=now,
        limits=limits.rates,
        channel_uses={channel: _read_use(of_channel, now=now) for channel, of_channel in uses.items()},
    )
    await rate_limit_rows.move_rate_limits(connection, name=rate_limit_rows.MESSAGES, used_until=admission.used_until)
    return admission


def _read_use(uses: Sequence[ChannelMessage], *, now: datetime) -> ChannelUse:
    # Two concurrent sends to a channel could arrive too close together; the second waits for the first.
    on_its_way = [now + LOOK_AGAIN for each in uses if each.state is DeliveryState.SENDING]
    refused = [each.try_at for each in uses if each.state is DeliveryState.WAITING]
    arrived = sorted(each.moment for each in uses if each.state not in NOT_THERE)
    return ChannelUse(tuple(arrived), max([*on_its_way, *refused], default=None))


async def mark_begun(database: Database, delivery: Delivery) -> bool:
    """Mark that a post begins, in one transaction with all others at this time; False when the lease was lost."""
    return await database.write_grouped(_mark_all_begun, delivery)


async def _mark_all_begun(connection: AsyncConnection, beginning: Sequence[Delivery]) -> list[bool]:
    marked: set[int] = set()
    for token in {delivery.lease_token for delivery in beginning}:
        of_lease = [delivery.id for delivery in beginning if delivery.lease_token == token]
        marked |= await delivery_rows.mark_begun(connection, ids=of_lease, token=token)
    return [delivery.id in marked for delivery in beginning]


async def mark_sent(database: Database, delivery: Delivery, *, now: datetime) -> bool:
    """Mark a delivery sent, in one transaction with all others sent at this time; False when the lease was lost."""
    return await database.write_grouped(_mark_all_sent, (delivery, now))


async def _mark_all_sent(connection: AsyncConnection, arrived: Sequence[tuple[Delivery, datetime]]) -> list[bool]:
    settled: set[int] = set()
    for token in {delivery.lease_token for delivery, _ in arrived}:
        of_lease = [(delivery.id, moment) for delivery, moment in arrived if delivery.lease_token == token]
        settled |= await delivery_rows.settle_sent(
            connection,
            ids=[delivery_id for delivery_id, _ in of_lease],
            token=token,
            now=max(moment for _, moment in of_lease),
        )
    return [delivery.id in settled for delivery, _ in arrived]


async def mark_skipped(database: Database, delivery: Delivery, *, reason: str) -> bool:
    """Mark a delivery skipped because it is no longer relevant, with the reason; False when the lease was lost."""
    return await _settle(database, delivery, state=DeliveryState.SKIPPED, reason=reason, payload=None)


async def mark_failed(database: Database, delivery: Delivery, *, reason: str) -> bool:
    """Mark a delivery failed for good, with the reason; False when the lease was lost."""
    return await _settle(database, delivery, state=DeliveryState.FAILED, reason=reason)


async def mark_unreached(database: Database, delivery: Delivery, *, address: str, now: datetime) -> bool:
    """Mark a delivery failed since its user has not added the bot; return whether it waits, since that was just done.

    A greeting may be due before it is stored where it goes.
    """
    await mark_failed(database, delivery, reason=NOT_REACHED)
    async with database.reading() as connection:
        is_reached = await has_conversation(connection, workspace_id=delivery.sent_in, address=address)
    if not is_reached or delivery.attempts >= ATTEMPTS:
        return False
    return await database.write(
        lambda connection: delivery_rows.retry_failed(connection, delivery_id=delivery.id, reason=NOT_REACHED, now=now)
    )


async def mark_in_doubt(database: Database, delivery: Delivery) -> bool:
    """Mark a delivery in doubt: it may have arrived, so that it is not sent again; False when the lease was lost."""
    return await _settle(database, delivery, state=DeliveryState.IN_DOUBT, reason=NO_LOOKUP)


async def try_later(
    database: Database, delivery: Delivery, *, reason: str, now: datetime, pause: timedelta | None = None
) -> bool:
    """Release a delivery for a retry after a pause, with exponential backoff unless the platform named the pause."""
    # A platform that names a pause is rate limiting, not failing: the limit of attempts does not apply, and the row's
    # expiry ends the retries.
    if pause is None and delivery.attempts >= ATTEMPTS:
        return await mark_failed(database, delivery, reason=reason)
    wait = pause if pause is not None else FIRST_PAUSE * 2 ** max(0, delivery.attempts - 1)
    return await _settle(database, delivery, state=DeliveryState.WAITING, reason=reason, try_at=now + wait)


async def _settle(database: Database, delivery: Delivery, **settlement: Unpack[Settlement]) -> bool:
    return await database.write(
        lambda connection: delivery_rows.settle_delivery(connection, delivery=delivery, **settlement)
    )
