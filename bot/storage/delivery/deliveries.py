"""Queries about deliveries: the outbox, shared by all replicas."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NotRequired, Required, TypedDict, Unpack

from sqlalchemy import ColumnElement, Select, Update, bindparam, case, delete, func, not_, null, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import BEGUN, NO_LOOKUP, NOT_BEGUN, RATE_LIMITED, DeliveryState
from bot.domain.delivery.rate_limits import Waiting
from bot.domain.home.day import DeadLetter, PastDelivery
from bot.storage.columns import UtcDateTime
from bot.storage.delivery.additions import note_added
from bot.storage.rows import to_columns
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.people import workspaces
from bot.storage.upsert import insert_unless_present

A_DAY = timedelta(days=1)


class KeptAddress(TypedDict):
    """Where a reply goes, by the names of the platform; rows of before threads have none."""

    workspace: str
    channel: str
    only_for: str | None
    thread: NotRequired[str | None]


class GatheredNews(TypedDict):
    """A piece of news that is told in the message of another one: the delivery that it was planned as."""

    kind: str
    key: str
    payload: "Payload | None"


class Payload(TypedDict, total=False):
    """What a delivery carries, as JSON: where a reply goes, what it says (by the codec), and other news with it."""

    address: KeptAddress
    message: dict[str, object]
    news: list[GatheredNews]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """A message that is to be sent at ``due_at``, and no longer after ``expires_at``; its key is unique for ever.

    One that is skipped at once has a ``reason``. A nudge has no payload: it is composed when it is sent.
    """

    workspace_id: int
    key: str
    kind: str
    local_day: date
    due_at: datetime
    expires_at: datetime
    try_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    reason: str | None = None
    rep_id: int | None = None
    team_id: int | None = None
    channel: str | None = None
    # The workspace on whose platform it is sent, if that is another one.
    through_id: int | None = None
    payload: Payload | None = None


class Settlement(TypedDict, total=False):
    """How a delivery ended, or when it is tried again; ``payload`` is None when what it says is not kept."""

    state: Required[DeliveryState]
    reason: Required[str]
    try_at: datetime
    payload: None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message in the outbox, leased until ``lease_until`` (UTC); ``lease_token`` is the holder's fencing token."""

    id: int
    workspace_id: int
    key: str
    kind: str
    rep_id: int | None
    team_id: int | None
    local_day: date
    channel: str | None
    payload: Payload | None
    due_at: datetime
    expires_at: datetime
    attempts: int
    lease_until: datetime | None
    lease_token: str | None
    through_id: int | None = None

    @property
    def sent_in(self) -> int:
        """The workspace on whose platform it is sent: another one for who is linked and hears there."""
        return self.through_id or self.workspace_id


_SENT_IN = func.coalesce(deliveries.c.through_id, deliveries.c.workspace_id)
DELIVERY_COLUMNS = [deliveries.c[name] for name in Delivery.__dataclass_fields__]


async def add_deliveries(connection: AsyncConnection, news: Collection[NewDelivery]) -> int:
    """Add deliveries, ignoring those whose key exists, and return how many are new."""
    if not news:
        return 0
    statement = insert_unless_present(connection, deliveries).returning(deliveries.c.id)
    added = len((await connection.execute(statement, [to_columns(each) for each in news])).all())
    note_added(added)
    return added


async def find_due(connection: AsyncConnection, *, workspace_id: int, key: str) -> datetime | None:
    """Return when the delivery of a key was due at first, None when there is none."""
    query = select(deliveries.c.due_at).where(deliveries.c.workspace_id == workspace_id, deliveries.c.key == key)
    due_at: datetime | None = (await connection.execute(query)).scalar_one_or_none()
    return due_at


@dataclass(frozen=True, slots=True)
class Share:
    """The deliveries that one dispatcher sends: those of a platform's workspaces or, with ``is_rest``, all others."""

    platform: str
    is_rest: bool = False

    @property
    def condition(self) -> ColumnElement[bool]:
        """The condition on a delivery."""
        of_platform = _SENT_IN.in_(select(workspaces.c.id).where(workspaces.c.platform == self.platform))
        return not_(of_platform) if self.is_rest else of_platform


def _in_share(share: Share | None) -> ColumnElement[bool]:
    return share.condition if share is not None else true()


async def list_waiting(
    connection: AsyncConnection, *, now: datetime, limit: int, share: Share | None = None
) -> list[Waiting]:
    """Return deliveries due for an attempt, longest due first, locked for this transaction."""
    query = (
        select(deliveries.c.id, _SENT_IN.label("sent_in"), deliveries.c.channel)
        .where(deliveries.c.state == DeliveryState.WAITING, deliveries.c.try_at <= now, _in_share(share))
        .order_by(deliveries.c.try_at, deliveries.c.id)
        .limit(limit)
    )
    rows = await connection.execute(_skip_locked(connection, query))
    return [Waiting(id=row.id, workspace_id=row.sent_in, channel=row.channel) for row in rows]


async def list_stale(
    connection: AsyncConnection, *, now: datetime, limit: int, share: Share | None = None
) -> list[Waiting]:
    """Return deliveries whose lease expired before their outcome was saved, locked for this transaction."""
    query = (
        select(deliveries.c.id, _SENT_IN.label("sent_in"))
        .where(deliveries.c.state == DeliveryState.SENDING, deliveries.c.lease_until < now, _in_share(share))
        .order_by(deliveries.c.lease_until, deliveries.c.id)
        .limit(limit)
    )
    rows = await connection.execute(_skip_locked(connection, query))
    return [Waiting(id=row.id, workspace_id=row.sent_in, channel=None) for row in rows]


async def lease_deliveries(
    connection: AsyncConnection, *, ids: Sequence[int], now: datetime, until: datetime, token: str, is_attempt: bool
) -> list[Delivery]:
    """Lease deliveries to the holder of the token until a time (UTC); no other process can lease them before that."""
    if not ids:
        return []
    statement = (
        update(deliveries)
        .where(deliveries.c.id.in_(list(ids)))
        .values(state=DeliveryState.SENDING, lease_until=until, lease_token=token)
        .returning(*DELIVERY_COLUMNS)
    )
    if is_attempt:
        statement = statement.values(attempts=deliveries.c.attempts + 1, claimed_at=now, reason=None)
    return [Delivery(**row) for row in (await connection.execute(statement)).mappings()]


_POSTPONE_TRY = update(deliveries).where(deliveries.c.id == bindparam("delivery_id")).values(try_at=bindparam("moment"))
_POSTPONE_LOOK = (
    update(deliveries).where(deliveries.c.id == bindparam("delivery_id")).values(lease_until=bindparam("moment"))
)


async def postpone_tries(connection: AsyncConnection, moments: Mapping[int, datetime]) -> None:
    """Set the time of the next attempt, by delivery id."""
    await _postpone(connection, _POSTPONE_TRY, moments)


async def postpone_looks(connection: AsyncConnection, moments: Mapping[int, datetime]) -> None:
    """Set the time of the next lookup on the platform, by id of a delivery in doubt."""
    await _postpone(connection, _POSTPONE_LOOK, moments)


async def find_next_try(
    connection: AsyncConnection, *, after: datetime | None = None, share: Share | None = None
) -> datetime | None:
    """Return the time (UTC) of the next attempt of any delivery, later than ``after``; None when nothing is waiting."""
    query = select(func.min(deliveries.c.try_at)).where(deliveries.c.state == DeliveryState.WAITING, _in_share(share))
    if after is not None:
        query = query.where(deliveries.c.try_at > after)
    found: datetime | None = (await connection.execute(query)).scalar_one()
    return found


@dataclass(frozen=True, slots=True)
class ChannelMessage:
    """A message to a channel: ``moment`` is when it was sent, or was leased to be; one that was refused waits."""

    state: DeliveryState
    moment: datetime
    try_at: datetime


async def list_channel_uses(
    connection: AsyncConnection, *, channels: Collection[str], since: datetime, held_since: datetime, now: datetime
) -> dict[str, list[ChannelMessage]]:
    """Return for each channel what was leased for it after ``since``, and what it refused and is held until later."""
    is_refused = (
        (deliveries.c.state == DeliveryState.WAITING)
        & (deliveries.c.reason == RATE_LIMITED)
        & (deliveries.c.try_at > now)
    )
    is_used = (deliveries.c.state != DeliveryState.WAITING) & (deliveries.c.claimed_at > since)
    query = select(
        deliveries.c.channel,
        deliveries.c.state,
        func.coalesce(deliveries.c.sent_at, deliveries.c.claimed_at, type_=UtcDateTime).label("moment"),
        deliveries.c.try_at,
    ).where(
        deliveries.c.channel.in_(list(channels)),
        deliveries.c.claimed_at > min(since, held_since),
        is_used | is_refused,
    )
    uses: dict[str, list[ChannelMessage]] = {}
    for row in await connection.execute(query):
        use = ChannelMessage(DeliveryState(row.state), row.moment, row.try_at)
        uses.setdefault(row.channel, []).append(use)
    return uses


async def settle_sent(connection: AsyncConnection, *, ids: Sequence[int], token: str | None, now: datetime) -> set[int]:
    """Mark deliveries of one lease sent and return their ids, except those that another process has leased since."""
    statement = (
        update(deliveries)
        .where(deliveries.c.id.in_(list(ids)), deliveries.c.lease_token == token)
        .values(state=DeliveryState.SENT, sent_at=now, reason=None, payload=null(), lease_token=None, lease_until=None)
        .returning(deliveries.c.id)
    )
    return {row.id for row in await connection.execute(statement)}


async def mark_begun(connection: AsyncConnection, *, ids: Sequence[int], token: str | None) -> set[int]:
    """Mark that the posts of deliveries of one lease begin, and return their ids; without those that were lost."""
    statement = (
        update(deliveries)
        .where(deliveries.c.id.in_(list(ids)), deliveries.c.lease_token == token)
        .values(reason=BEGUN)
        .returning(deliveries.c.id)
    )
    return {row.id for row in await connection.execute(statement)}


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The ids of deliveries whose sender was lost: in doubt, and waiting again since their posts had not begun."""

    in_doubt: Sequence[int]
    waiting: Sequence[int]


async def settle_abandoned(connection: AsyncConnection, *, now: datetime, share: Share | None = None) -> Abandoned:
    """Settle the deliveries whose lease expired, where the platform cannot be asked whether they arrived."""
    is_stale = (deliveries.c.state == DeliveryState.SENDING) & (deliveries.c.lease_until < now) & _in_share(share)
    settled = update(deliveries).values(lease_token=None, lease_until=None).returning(deliveries.c.id)
    begun = settled.where(is_stale, deliveries.c.reason == BEGUN).values(state=DeliveryState.IN_DOUBT, reason=NO_LOOKUP)
    # What has not begun has no reason.
    rest = settled.where(is_stale, deliveries.c.reason.is_(None)).values(
        state=DeliveryState.WAITING, reason=NOT_BEGUN, try_at=now
    )
    doubtful, waiting = [[row.id for row in await connection.execute(each)] for each in (begun, rest)]
    return Abandoned(in_doubt=doubtful, waiting=waiting)


async def count_by_state(
    connection: AsyncConnection,
    *,
    rep_ids: Collection[int],
    days: Collection[date],
    but_kinds: Collection[str],
    but_ids: Collection[int] = (),
) -> dict[tuple[int, date], Counter[tuple[str, DeliveryState]]]:
    """Return by rep id and local day how many messages of each kind are in each state, without some kinds and ids."""
    of_day = (deliveries.c.rep_id, deliveries.c.local_day, deliveries.c.kind, deliveries.c.state)
    query = select(*of_day, func.count().label("number")).where(
        deliveries.c.rep_id.in_(list(rep_ids)),
        deliveries.c.local_day.in_(list(days)),
        deliveries.c.kind.not_in(list(but_kinds)),
        deliveries.c.id.not_in(list(but_ids)),
    )
    found: dict[tuple[int, date], Counter[tuple[str, DeliveryState]]] = {}
    for rep_id, day, kind, state, number in await connection.execute(query.group_by(*of_day)):
        found.setdefault((rep_id, day), Counter())[kind, DeliveryState(state)] = number
    return found


async def list_skipped_days(
    connection: AsyncConnection, *, rep_ids: Collection[int], kind: str, reason: str, since: date
) -> dict[int, frozenset[date]]:
    """Return by rep id the local days, from one on, on which a kind of message was skipped for a reason."""
    query = select(deliveries.c.rep_id, deliveries.c.local_day).where(
        deliveries.c.rep_id.in_(list(rep_ids)),
        deliveries.c.local_day >= since,
        deliveries.c.kind == kind,
        deliveries.c.state == DeliveryState.SKIPPED,
        deliveries.c.reason == reason,
    )
    found: dict[int, frozenset[date]] = {}
    for rep_id, day in await connection.execute(query):
        found[rep_id] = found.get(rep_id, frozenset()) | {day}
    return found


async def settle_delivery(connection: AsyncConnection, *, delivery: Delivery, **settlement: Unpack[Settlement]) -> bool:
    """Save a delivery's outcome; False when another process has leased it in the meantime."""
    statement: Update = (
        update(deliveries)
        .where(deliveries.c.id == delivery.id, deliveries.c.lease_token == delivery.lease_token)
        .values(lease_token=None, lease_until=None, **settlement)
        .returning(deliveries.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def list_keys(
    connection: AsyncConnection, *, workspace_id: int, keys: Sequence[str]
) -> dict[str, tuple[DeliveryState, str | None]]:
    """Return state and reason of the deliveries with one of these keys, by key."""
    query = select(deliveries.c.key, deliveries.c.state, deliveries.c.reason).where(
        deliveries.c.workspace_id == workspace_id, deliveries.c.key.in_(list(keys))
    )
    return {row.key: (DeliveryState(row.state), row.reason) for row in await connection.execute(query)}


async def count_states(connection: AsyncConnection) -> dict[DeliveryState, int]:
    """Return how many deliveries are in each state, over all workspaces."""
    query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    return {DeliveryState(state): int(count) for state, count in await connection.execute(query)}


async def count_dead_letters(connection: AsyncConnection, *, workspace_id: int) -> int:
    """Return how many deliveries of a workspace have failed for good or are in doubt."""
    query = select(func.count()).where(deliveries.c.workspace_id == workspace_id, _IS_DEAD)
    return int((await connection.execute(query)).scalar_one())


async def list_rep_deliveries(
    connection: AsyncConnection, *, rep_id: int, kinds: Collection[str], since: date
) -> list[PastDelivery]:
    """Return the deliveries planned for a rep from a local day on, latest day first, chronological within a day."""
    query = (
        select(
            deliveries.c.kind,
            deliveries.c.local_day.label("day"),
            deliveries.c.state,
            func.coalesce(deliveries.c.reason, "").label("reason"),
            deliveries.c.due_at,
            deliveries.c.sent_at,
        )
        .where(deliveries.c.rep_id == rep_id, deliveries.c.kind.in_(list(kinds)), deliveries.c.local_day >= since)
        .order_by(deliveries.c.local_day.desc(), deliveries.c.due_at, deliveries.c.id)
    )
    return [
        PastDelivery(**{**row, "state": DeliveryState(row["state"])})
        for row in (await connection.execute(query)).mappings()
    ]


async def list_dead_letters(connection: AsyncConnection, *, workspace_id: int, limit: int) -> list[DeadLetter]:
    """Return a workspace's deliveries that failed for good or are in doubt, the latest first."""
    query = (
        select(deliveries.c.kind, deliveries.c.state, deliveries.c.reason, deliveries.c.due_at)
        .where(deliveries.c.workspace_id == workspace_id, _IS_DEAD)
        .order_by(deliveries.c.due_at.desc(), deliveries.c.id.desc())
        .limit(limit)
    )
    return [
        DeadLetter(
            kind=row.kind, is_in_doubt=row.state == DeliveryState.IN_DOUBT, reason=row.reason or "", due_at=row.due_at
        )
        for row in await connection.execute(query)
    ]


_IS_DEAD = deliveries.c.state.in_((DeliveryState.FAILED, DeliveryState.IN_DOUBT))


async def revive_deliveries(
    connection: AsyncConnection, *, rep_id: int, reason: str, answers: str, answers_until: datetime, now: datetime
) -> None:
    """Have what failed for this reason wait again, unless it no longer makes sense.

    Those of the kind ``answers`` do for longer: until ``answers_until`` (UTC), if they were given since yesterday.
    """
    is_answer = (deliveries.c.kind == answers) & (deliveries.c.due_at > now - A_DAY)
    await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.rep_id == rep_id,
            deliveries.c.state == DeliveryState.FAILED,
            deliveries.c.reason == reason,
            is_answer | (deliveries.c.expires_at > now),
        )
        .values(
            state=DeliveryState.WAITING,
            reason=None,
            attempts=0,
            try_at=now,
            expires_at=case((is_answer, answers_until), else_=deliveries.c.expires_at),
        )
    )


async def retry_failed(connection: AsyncConnection, *, delivery_id: int, reason: str, now: datetime) -> bool:
    """Have one that failed for this reason wait again; False when it does so already."""
    statement = (
        update(deliveries)
        .where(
            deliveries.c.id == delivery_id, deliveries.c.state == DeliveryState.FAILED, deliveries.c.reason == reason
        )
        .values(state=DeliveryState.WAITING, reason=None, try_at=now)
        .returning(deliveries.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def send_elsewhere(
    connection: AsyncConnection, *, rep_id: int, before: str, channel: str, through_id: int | None, but_kind: str
) -> None:
    """Have what waits for a rep at one address sent to another one, except what answers him or her there."""
    await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.rep_id == rep_id,
            deliveries.c.state == DeliveryState.WAITING,
            deliveries.c.channel == before,
            deliveries.c.kind != but_kind,
        )
        .values(channel=channel, through_id=through_id)
    )


async def drop_old_deliveries(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete deliveries of all workspaces that ended before a time (UTC), and return how many."""
    ended = deliveries.c.state.in_((DeliveryState.SENT, DeliveryState.SKIPPED))
    statement = delete(deliveries).where(ended, deliveries.c.due_at < before).returning(deliveries.c.id)
    return len((await connection.execute(statement)).all())


def _skip_locked(connection: AsyncConnection, query: Select[Any]) -> Select[Any]:
    # Replicas claim different rows without waiting for each other. On SQLite BEGIN IMMEDIATE holds the only lock.
    return query.with_for_update(skip_locked=True) if connection.dialect.name == "postgresql" else query


async def _postpone(connection: AsyncConnection, statement: Update, moments: Mapping[int, datetime]) -> None:
    if moments:
        rows = [{"delivery_id": delivery_id, "moment": moment} for delivery_id, moment in sorted(moments.items())]
        await connection.execute(statement, rows)
