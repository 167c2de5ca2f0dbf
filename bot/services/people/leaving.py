"""Somebody leaves, or is back: nothing is sent any more, and the manager is asked once who takes over (K3, K4)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealEvent
from bot.domain.people.people import Rep, Role
from bot.domain.rhythm.first_days import find_decent_moment
from bot.domain.rhythm.occasions import find_next_rep_moment
from bot.services.people.set_selling import leave_out
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery.deliveries import NewDelivery
from bot.storage.people import handovers as handover_rows
from bot.storage.people import linking as linking_rows
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows

# The kinds of message: to who receives something and to the leaver, and to who is to hand over.
HANDOVER_TOLD, HANDOVER_PROPOSED = "handover_told", "handover_proposed"
# To the new and the former owner of one deal.
DEAL_GIVEN = "deal_given"
# To the new and the former owner of one account.
ACCOUNT_GIVEN = "account_given"
# To a colleague whose open step ended with a deal that somebody else closed.
DEAL_CLOSED = "deal_closed"
# To who got another role; instead of who gave it, the message's key has this when nobody did.
ROLE_GIVEN, BY_NOBODY = "role_given", 0
# Where the free days come from of who was away and is back.
LEFT = "left"
TOLD_WITHIN = timedelta(days=2)


async def tell_hand_over(connection: AsyncConnection, *, by: Rep, changed: DealEvent, to: Rep, now: datetime) -> None:
    """Have the new and the former owner of a deal told of its hand-over, except who did it (K3)."""
    owner_ids = {to.id, *([int(changed.before)] if changed.before else ())}
    await _tell_owners(
        connection, by=by, owner_ids=owner_ids, kind=DEAL_GIVEN, subject=changed.deal_id, detail=changed.id, now=now
    )


async def tell_account_given(
    connection: AsyncConnection, *, by: Rep, account_id: int, change_id: int, owner_ids: Collection[int], now: datetime
) -> None:
    """Have the new and the former owner of an account told of the change, except who made it (K3)."""
    await _tell_owners(
        connection, by=by, owner_ids=owner_ids, kind=ACCOUNT_GIVEN, subject=account_id, detail=change_id, now=now
    )


async def tell_deal_closed(
    connection: AsyncConnection, *, by: Rep, changed: DealEvent, rep_ids: Collection[int], now: datetime
) -> None:
    """Have those told whose open steps ended with a deal, except who closed it (K1, K3)."""
    await _tell_owners(
        connection, by=by, owner_ids=rep_ids, kind=DEAL_CLOSED, subject=changed.deal_id, detail=changed.id, now=now
    )


async def _tell_owners(
    connection: AsyncConnection,
    *,
    by: Rep,
    owner_ids: Collection[int],
    kind: str,
    subject: int,
    detail: int,
    now: datetime,
) -> None:
    owners = await people_rows.find_reps(connection, rep_ids=sorted(owner_ids))
    await delivery_rows.add_deliveries(
        connection,
        [
            make_delivery(rep, kind=kind, subject=subject, detail=str(detail), now=now)
            for rep in owners.values()
            if rep.id != by.id and rep.left_at is None
        ],
    )


async def follow_deactivation(connection: AsyncConnection, *, rep: Rep, now: datetime) -> None:
    """Save that the platform deactivated a rep, and propose a hand-over once to who leads the team.

    Who is linked is so no more: who was sent away on one platform does not come back in by the other.
    Without a manager of the team it goes to the administrators; without anything to hand over to nobody.
    """
    if rep.is_deactivated:
        return
    pair = await linking_rows.find_pair(connection, rep_id=rep.id)
    if pair is not None:
        await linking_rows.delete_pair(connection, pair)
    await mark_left(connection, rep=rep, now=now, is_deactivated=True)
    if not await handover_rows.load_holdings(connection, workspace_id=rep.workspace_id, rep_id=rep.id):
        return
    day = now.date().isoformat()
    await delivery_rows.add_deliveries(
        connection,
        [
            make_delivery(leader, kind=HANDOVER_PROPOSED, subject=rep.id, detail=day, now=now)
            for leader in await _find_leaders(connection, rep)
        ],
    )


async def mark_left(connection: AsyncConnection, *, rep: Rep, now: datetime, is_deactivated: bool = False) -> None:
    """Save that a rep left; nothing is planned for the rep any more, and another one is administrator if need be."""
    await people_rows.change_rep(
        connection,
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        left_at=rep.left_at or now,
        is_deactivated=rep.is_deactivated or is_deactivated,
        next_due_at=None,
    )
    if rep.role is Role.ADMINISTRATOR:
        await ensure_administrator(connection, workspace_id=rep.workspace_id, now=now)


async def ensure_administrator(connection: AsyncConnection, *, workspace_id: int, now: datetime) -> list[Rep]:
    """Return the administrators of a workspace who are here; without one somebody becomes it, and is told.

    A manager does, else who has been here longest; nobody when nobody is here.
    """
    leading = await people_rows.list_leading(connection, workspace_id=workspace_id)
    administrators = [each for each in leading if each.role is Role.ADMINISTRATOR]
    if administrators:
        return administrators
    here = await people_rows.list_reps(connection, workspace_id=workspace_id, here_at=now)
    present = [each for each in here if each.left_at is None]
    heir = min(present, key=lambda each: (not each.role.leads, each.is_awaited, each.id), default=None)
    if heir is None:
        return []
    role = Role.ADMINISTRATOR
    await people_rows.change_rep(connection, workspace_id=workspace_id, rep_id=heir.id, role=role, stands_in=True)
    await tell_role(connection, rep=heir, role=role, by_id=BY_NOBODY, now=now)
    return [replace(heir, role=role, stands_in=True)]


async def tell_role(connection: AsyncConnection, *, rep: Rep, role: Role, by_id: int, now: datetime) -> None:
    """Have a rep told of the new role; ``by_id`` is who gave it."""
    detail = f"{role}:{now.date().isoformat()}"
    workspace = await people_rows.get_workspace(connection, workspace_id=rep.workspace_id)
    due_at = now if workspace is None else find_decent_moment(rep, rep.make_calendar(workspace), now=now)
    told = make_delivery(rep, kind=ROLE_GIVEN, subject=by_id, detail=detail, now=now, due_at=due_at)
    await delivery_rows.add_deliveries(connection, [told])


async def mark_back(connection: AsyncConnection, *, rep: Rep, now: datetime) -> None:
    """Save that a rep is back, and plan the next nudge again; not of who is linked, and here as somebody else."""
    if await linking_rows.find_home_id(connection, rep_id=rep.id) is not None:
        return
    back = replace(rep, left_at=None, is_deactivated=False)
    if rep.left_at is not None:
        first = rep.left_at.astimezone(rep.zone).date()
        await leave_out(connection, rep=rep, first=first, now=now, source=LEFT)
    await people_rows.change_rep(
        connection,
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        left_at=None,
        is_deactivated=False,
        next_due_at=find_next_rep_moment(back, after=now),
    )


def make_delivery(
    rep: Rep,
    *,
    kind: str,
    subject: int,
    detail: str = "",
    now: datetime,
    due_at: datetime | None = None,
    kept: timedelta = TOLD_WITHIN,
) -> NewDelivery:
    """Return a private message to a rep, composed about ``subject`` when it is sent; ``detail`` makes it unique.

    It is due now, or at ``due_at`` (UTC), and makes sense until ``kept`` after that.
    """
    due_at = due_at or now
    return NewDelivery(
        workspace_id=rep.workspace_id,
        key=f"{kind}:{subject}:{rep.id}:{detail}",
        kind=kind,
        rep_id=rep.id,
        local_day=due_at.astimezone(rep.zone).date(),
        channel=rep.channel,
        through_id=rep.heard_in,
        due_at=due_at,
        expires_at=due_at + kept,
        try_at=due_at,
    )


def read_subject(key: str) -> int:
    """Return the subject in the key of such a message."""
    return int(key.split(":")[1])


def read_detail(key: str) -> int:
    """Return the number that makes such a message unique."""
    return int(key.rpartition(":")[2])


async def _find_leaders(connection: AsyncConnection, rep: Rep) -> list[Rep]:
    everybody = await people_rows.list_reps(connection, workspace_id=rep.workspace_id)
    here = [each for each in everybody if each.left_at is None and each.id != rep.id]
    leading = await team_rows.list_leader_ids(connection, team_id=rep.team_id or 0)
    of_team = [
        each for each in here if each.role.leads and (rep.team_id in {each.team_id} - {None} or each.id in leading)
    ]
    return of_team or [each for each in here if each.role is Role.ADMINISTRATOR]
