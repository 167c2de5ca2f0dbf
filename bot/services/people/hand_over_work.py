"""Hand over what somebody who leaves worked on: accounts, open deals and open steps, in one go (K3, K12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import EventKind
from bot.domain.people.errors import HandoverGone, LeaverUnknown, ManagersOnly, PersonUnknown, ReceiverMissing
from bot.domain.people.handover import UNDONE_WITHIN, HandoverCounts, Holding, count_holdings, divide_holdings
from bot.domain.people.people import Rep
from bot.services.people.leaving import HANDOVER_TOLD, make_delivery, mark_back, mark_left
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals.deal_events import NewEvent
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.people import handovers as handover_rows
from bot.storage.people import people as people_rows
from bot.storage.people.handovers import Handover, NewHandover
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import reps
from bot.storage.tables.removals import handovers


@dataclass(frozen=True, slots=True)
class HandoverPreview:
    """What a leaver has, and the colleagues to whom it can go, those of the same team first."""

    leaver: Rep
    counts: HandoverCounts
    colleagues: Sequence[Rep]


@dataclass(frozen=True, slots=True)
class HandoverShare:
    """What one colleague received."""

    receiver: Rep
    counts: HandoverCounts


@dataclass(frozen=True, slots=True)
class HandoverDone:
    """A hand-over that was made; ``id`` is for the button that takes it back."""

    id: int
    leaver: Rep
    shares: tuple[HandoverShare, ...]


@dataclass(frozen=True, slots=True)
class HandoverUndone:
    """A hand-over that was taken back: what returned, which is not what was given away or closed since."""

    leaver: Rep
    counts: HandoverCounts
    is_repeated: bool = False


async def load_handover(database: Database, *, person: Person, leaver_id: int) -> HandoverPreview:
    """Return what somebody who leaves would hand over.

    Raises:
        ManagersOnly: the user is not a manager, or it is about the user.
        PersonUnknown: there is no such rep.
    """
    _check_may_hand_over(person, leaver_id)
    async with database.reading() as connection:
        leaver = await _get_rep(connection, person, leaver_id)
        holdings = await handover_rows.load_holdings(connection, workspace_id=person.rep.workspace_id, rep_id=leaver.id)
        everybody = await people_rows.list_reps(connection, workspace_id=person.rep.workspace_id)
    colleagues = [rep for rep in everybody if rep.id != leaver.id and rep.left_at is None]
    colleagues.sort(key=lambda rep: rep.team_id != leaver.team_id)
    return HandoverPreview(leaver, count_holdings(holdings), colleagues)


async def find_leaver(database: Database, *, person: Person, external_id: str | None, typed: str) -> Rep:
    """Return a rep by mention or by name, which is all that is left of who is gone from the platform.

    Raises:
        ManagersOnly: the user is not a manager.
        LeaverUnknown: nobody, or more than one, fits.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
    async with database.reading() as connection:
        everybody = await people_rows.list_reps(connection, workspace_id=person.rep.workspace_id)
    key = typed.casefold().removeprefix("@").strip()
    found = [rep for rep in everybody if external_id is not None and rep.external_id == external_id]
    found = found or [rep for rep in everybody if rep.name.casefold() == key]
    found = found or [rep for rep in everybody if key and key in rep.name.casefold()]
    if len(found) != 1:
        raise LeaverUnknown(typed)
    return found[0]


async def hand_over_work(
    database: Database, *, person: Person, leaver_id: int, receiver_ids: Sequence[int], request_key: str, now: datetime
) -> HandoverDone:
    """Hand over what a leaver has, divided evenly by account, and let nothing be sent to the leaver any more.

    What was done stays the leaver's: closed deals, contacts, lessons. A repeated request gets the same answer.

    Raises:
        ManagersOnly: the user is not a manager, or it is about the user.
        PersonUnknown: there is no such rep.
        ReceiverMissing: there is something to hand over, and nobody to receive it.
    """
    _check_may_hand_over(person, leaver_id)

    async def work(connection: AsyncConnection) -> HandoverDone:
        await lock_row(connection, reps, leaver_id)
        leaver = await _get_rep(connection, person, leaver_id)
        before = await handover_rows.find_requested(
            connection, workspace_id=leaver.workspace_id, request_key=request_key
        )
        if before is not None:
            return await _describe(connection, leaver, before)
        receivers = await _find_receivers(connection, person, leaver, receiver_ids)
        holdings = await handover_rows.load_holdings(connection, workspace_id=leaver.workspace_id, rep_id=leaver.id)
        if holdings and not receivers:
            raise ReceiverMissing
        parts = divide_holdings(holdings, [rep.id for rep in receivers]) if holdings else {}
        for receiver_id, part in parts.items():
            await _move(connection, person.rep, part, giver_id=leaver.id, receiver_id=receiver_id, now=now)
        made = await _save(connection, person.rep, leaver, parts, request_key=request_key, now=now)
        await _tell(connection, person, leaver, made, now=now)
        await mark_left(connection, rep=leaver, now=now)
        return await _describe(connection, leaver, made)

    return await database.write(work)


async def undo_handover(database: Database, *, person: Person, handover_id: int, now: datetime) -> HandoverUndone:
    """Take a hand-over back: what is still with who received it returns to the leaver, who hears from the bot again.

    Raises:
        ManagersOnly: the user is not a manager.
        HandoverGone: it does not exist, or was made more than a week ago.
    """
    if not person.rep.role.leads:
        raise ManagersOnly

    async def work(connection: AsyncConnection) -> HandoverUndone:
        await lock_row(connection, handovers, handover_id)
        made = await handover_rows.find_handover(
            connection, workspace_id=person.rep.workspace_id, handover_id=handover_id
        )
        if made is None or now - made.made_at > UNDONE_WITHIN:
            raise HandoverGone
        leaver = await _get_rep(connection, person, made.leaver_id)
        if made.undone_at is not None:
            return HandoverUndone(leaver, HandoverCounts(), is_repeated=True)
        counts = HandoverCounts()
        for part in made.content:
            moved = await _move(
                connection, person.rep, _list_holdings(part), giver_id=part["to"], receiver_id=leaver.id, now=now
            )
            counts = HandoverCounts(
                counts.accounts + moved.accounts, counts.deals + moved.deals, counts.steps + moved.steps
            )
        await handover_rows.mark_undone(connection, handover_id=made.id, now=now)
        if not leaver.is_deactivated:
            await mark_back(connection, rep=leaver, now=now)
        return HandoverUndone(leaver, counts)

    return await database.write(work)


def _check_may_hand_over(person: Person, leaver_id: int) -> None:
    if not person.rep.role.leads or person.rep.id == leaver_id:
        raise ManagersOnly


async def _get_rep(connection: AsyncConnection, person: Person, rep_id: int) -> Rep:
    rep = await people_rows.get_rep(connection, workspace_id=person.rep.workspace_id, rep_id=rep_id)
    if rep is None:
        raise PersonUnknown("")
    return rep


async def _find_receivers(
    connection: AsyncConnection, person: Person, leaver: Rep, receiver_ids: Sequence[int]
) -> list[Rep]:
    found = [await _get_rep(connection, person, rep_id) for rep_id in dict.fromkeys(receiver_ids)]
    if any(rep.id == leaver.id or rep.left_at is not None for rep in found):
        raise ReceiverMissing
    return found


async def _move(
    connection: AsyncConnection,
    by: Rep,
    part: Sequence[Holding],
    *,
    giver_id: int,
    receiver_id: int,
    now: datetime,
) -> HandoverCounts:
    """Move what is still the giver's to the receiver, and return how much that is."""
    owned = [each.account_id for each in part if each.is_owned and each.account_id is not None]
    deal_ids = await handover_rows.list_movable_deals(
        connection, deal_ids=[deal_id for each in part for deal_id in each.deals], giver_id=giver_id
    )
    await give_deals(connection, by, deal_ids, giver_id=giver_id, receiver_id=receiver_id, now=now)
    return HandoverCounts(
        accounts=await handover_rows.move_accounts(
            connection, account_ids=owned, giver_id=giver_id, receiver_id=receiver_id
        ),
        deals=len(deal_ids),
        steps=await handover_rows.move_steps(
            connection,
            step_ids=[step_id for each in part for step_id in each.steps],
            giver_id=giver_id,
            receiver_id=receiver_id,
        ),
    )


async def give_deals(
    connection: AsyncConnection, by: Rep, deal_ids: Sequence[int], *, giver_id: int, receiver_id: int, now: datetime
) -> None:
    """Give deals to another owner, and write that down in the history of each."""
    for deal_id in deal_ids:
        await deal_rows.change_deal(connection, deal_id=deal_id, **deal_rows.NOT_TOLD | {"owner_id": receiver_id})
    await write_gifts(connection, by, deal_ids, giver_id=giver_id, receiver_id=receiver_id, now=now)


async def write_gifts(
    connection: AsyncConnection, by: Rep, deal_ids: Sequence[int], *, giver_id: int, receiver_id: int, now: datetime
) -> None:
    """Write in the history of deals that they have another owner."""
    await event_rows.insert_events(
        connection,
        [
            NewEvent(
                workspace_id=by.workspace_id,
                deal_id=deal_id,
                rep_id=by.id,
                kind=EventKind.OWNER,
                before=str(giver_id),
                after=str(receiver_id),
                day=now.astimezone(by.zone).date(),
                at=now,
            )
            for deal_id in deal_ids
        ],
    )


async def _save(
    connection: AsyncConnection,
    by: Rep,
    leaver: Rep,
    parts: Mapping[int, Sequence[Holding]],
    *,
    request_key: str,
    now: datetime,
) -> Handover:
    content = [
        {
            "to": receiver_id,
            "accounts": [each.account_id for each in part if each.is_owned],
            "deals": [deal_id for each in part for deal_id in each.deals],
            "steps": [step_id for each in part for step_id in each.steps],
        }
        for receiver_id, part in parts.items()
    ]
    new = NewHandover(
        workspace_id=leaver.workspace_id,
        leaver_id=leaver.id,
        rep_id=by.id,
        content=content,
        made_at=now,
        request_key=request_key,
    )
    handover_id = await handover_rows.save_handover(connection, new)
    return Handover(handover_id, leaver.workspace_id, leaver.id, by.id, content, now, None)


async def _tell(connection: AsyncConnection, person: Person, leaver: Rep, made: Handover, *, now: datetime) -> None:
    """Have everybody told who receives something, and the leaver too while he or she is still there."""
    told = [await _get_rep(connection, person, part["to"]) for part in made.content]
    told += [] if leaver.left_at is not None or not told else [leaver]
    await delivery_rows.add_deliveries(
        connection,
        [make_delivery(rep, kind=HANDOVER_TOLD, subject=made.id, now=now) for rep in told if rep.id != person.rep.id],
    )


async def _describe(connection: AsyncConnection, leaver: Rep, made: Handover) -> HandoverDone:
    receivers = await people_rows.find_reps(connection, rep_ids=[part["to"] for part in made.content])
    shares = [
        HandoverShare(receivers[part["to"]], count_part(part)) for part in made.content if part["to"] in receivers
    ]
    return HandoverDone(made.id, leaver, tuple(shares))


def count_part(part: Mapping[str, Sequence[int]]) -> HandoverCounts:
    """Return the counts of the part of one receiver, as stored."""
    return HandoverCounts(len(part["accounts"]), len(part["deals"]), len(part["steps"]))


def _list_holdings(part: Mapping[str, Sequence[int]]) -> list[Holding]:
    owned = [Holding(account_id, is_owned=True) for account_id in part["accounts"]]
    return [*owned, Holding(None, deals=tuple(part["deals"]), steps=tuple(part["steps"]))]
