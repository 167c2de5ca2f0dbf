"""Remove a deal that was opened by mistake, and put it back; its contacts stay in the log (K12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.errors import AccountGone
from bot.domain.deals.deal_names import make_deal_key
from bot.domain.deals.deals import Deal, DealState, may_change
from bot.domain.deals.errors import DealGone, DealNameTaken, DealOfColleague
from bot.domain.lessons.lessons import LessonState
from bot.domain.people.people import Rep
from bot.services.deals.follow_deal import follow_deal, follow_removed_deal, follow_state
from bot.services.people.find_restorable import find_restorable
from bot.storage import removals as removal_rows
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.people import people as people_rows
from bot.storage.removals import NewRemoval, Removal
from bot.storage.row_locks import lock_row
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.questions import question_uses
from bot.storage.tables.removals import removals

DEAL = "deal"


@dataclass(frozen=True, slots=True)
class RemovedDeal:
    """A deal that was removed: its names, and the removal that can be taken back."""

    account_name: str
    name: str
    removal_id: int


async def check_may_change(connection: AsyncConnection, *, rep: Rep, deal: Deal) -> None:
    """Refuse a change of a colleague's deal.

    Raises:
        DealOfColleague: it is another rep's, and the user is not a manager.
    """
    if may_change(deal, rep):
        return
    owner = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=deal.owner_id or 0)
    raise DealOfColleague(owner.name if owner else "")


async def find_removable(database: Database, *, rep: Rep, deal_id: int) -> Deal:
    """Return a deal that the rep may remove.

    Raises:
        DealGone: it does not exist (any more).
        DealOfColleague: it is another rep's, and the user is not a manager.
    """
    async with database.reading() as connection:
        deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=deal_id)
        if deal is None:
            raise DealGone
        await check_may_change(connection, rep=rep, deal=deal)
        return deal


async def remove_deal(database: Database, *, rep: Rep, deal_id: int, now: datetime) -> RemovedDeal:
    """Remove a deal with its history; a repeated request finds the removal that it made before.

    Raises:
        DealGone: it does not exist, and was not removed by this rep.
        DealOfColleague: it is another rep's, and the user is not a manager.
    """

    async def work(connection: AsyncConnection) -> RemovedDeal:
        await lock_row(connection, deals, deal_id)
        deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=deal_id)
        if deal is None:
            return await _find_removed(connection, rep, deal_id)
        await check_may_change(connection, rep=rep, deal=deal)
        removal = NewRemoval(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            kind=DEAL,
            subject_id=deal.id,
            content=await _dump(connection, deal),
            removed_at=now,
        )
        removal_id = await removal_rows.save_removal(connection, removal)
        await lesson_rows.detach_kept(connection, deal_id=deal.id)
        await deal_rows.remove_deal(connection, deal_id=deal.id)
        await follow_removed_deal(connection, deal_id=deal.id, account_id=deal.account_id)
        return RemovedDeal(deal.account_name, deal.name, removal_id)

    return await database.write(work)


async def restore_deal(database: Database, *, rep: Rep, removal_id: int, now: datetime) -> int:
    """Put a removed deal back as it was, and return its id; idempotent.

    Raises:
        RemovalGone: it was removed more than a week ago, or by somebody else.
        AccountGone: its account does not exist any more.
        DealNameTaken: the account has another deal of that name by now.
    """

    async def work(connection: AsyncConnection) -> int:
        await lock_row(connection, removals, removal_id)
        removal = await find_restorable(connection, rep=rep, removal_id=removal_id, kind=DEAL, now=now)
        if removal.restored_at is None:
            await _restore(connection, removal)
            await removal_rows.mark_restored(connection, removal_id=removal_id, now=now)
        return removal.subject_id

    return await database.write(work)


async def _find_removed(connection: AsyncConnection, rep: Rep, deal_id: int) -> RemovedDeal:
    removal = await removal_rows.find_latest(connection, workspace_id=rep.workspace_id, kind=DEAL, subject_id=deal_id)
    if removal is None or removal.rep_id != rep.id or removal.restored_at is not None:
        raise DealGone
    (row,) = removal.content["deals"]
    account = await account_rows.find_account(connection, workspace_id=rep.workspace_id, account_id=row["account_id"])
    return RemovedDeal(account.name if account else "", row["name"], removal.id)


async def _dump(connection: AsyncConnection, deal: Deal) -> dict[str, list[dict[str, Any]]]:
    kept = (lessons.c.deal_id == deal.id) & (lessons.c.state == LessonState.KEPT)
    asked = (lessons.c.deal_id == deal.id) & (lessons.c.state != LessonState.KEPT)
    return {
        "deals": await removal_rows.dump_rows(connection, deals, deals.c.id == deal.id),
        "deal_events": await removal_rows.dump_rows(connection, deal_events, deal_events.c.deal_id == deal.id),
        "question_uses": await removal_rows.dump_rows(connection, question_uses, question_uses.c.deal_id == deal.id),
        "lessons": await removal_rows.dump_rows(connection, lessons, asked),
        "kept_lessons": [{"id": row["id"]} for row in await removal_rows.dump_rows(connection, lessons, kept)],
        "activities": [{"id": each} for each in await deal_rows.list_activity_ids(connection, deal_id=deal.id)],
    }


async def _restore(connection: AsyncConnection, removal: Removal) -> None:
    (row,) = removal.content["deals"]
    account = await account_rows.find_account(
        connection, workspace_id=removal.workspace_id, account_id=row["account_id"]
    )
    if account is None:
        raise AccountGone
    known = await deal_rows.list_deals_of_account(connection, workspace_id=removal.workspace_id, account_id=account.id)
    if any(make_deal_key(each.name) == row["name_key"] for each in known):
        raise DealNameTaken(account.name, row["name"])
    for table in (deals, deal_events, question_uses, lessons):
        await removal_rows.restore_rows(connection, table, removal.content[table.name])
    await lesson_rows.attach(connection, lesson_ids=_list_ids(removal, "kept_lessons"), deal_id=removal.subject_id)
    await deal_rows.link_contacts(connection, activity_ids=_list_ids(removal, "activities"), deal_id=removal.subject_id)
    await follow_state(connection, deal_id=removal.subject_id, state=DealState(row["state"]))
    await follow_deal(connection, deal_id=removal.subject_id, account_ids=[account.id])


def _list_ids(removal: Removal, name: str) -> Sequence[int]:
    return [row["id"] for row in removal.content[name]]
