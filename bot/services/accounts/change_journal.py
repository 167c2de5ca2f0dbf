"""Make a change of accounts with a journal of every row that it touches, and take it back within a week (K12)."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_changes import ChangeKind
from bot.domain.accounts.errors import (
    AccountChangeOverwritten,
    AccountChangeTooOld,
    AccountGone,
    AccountOfColleague,
)
from bot.domain.home.account_card import AccountDetails
from bot.domain.people.account_rights import may_change_account
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.check_account import check_account
from bot.services.accounts.refresh_standing import refresh_standing
from bot.services.people.hand_over_work import write_gifts
from bot.storage.accounts import account_cards as card_rows
from bot.storage.accounts import account_changes as change_rows
from bot.storage.accounts import accounts as account_rows
from bot.storage.accounts import merging
from bot.storage.accounts.account_changes import NewChange, StoredChange
from bot.storage.accounts.contacts import recount_contacts
from bot.storage.accounts.row_changes import RowChange, compare_snapshots, revert_changes, take_snapshot
from bot.storage.database import Database
from bot.storage.people import handovers as handover_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.accounts import account_changes, accounts
from bot.storage.tables.deals import deals
from bot.storage.tables.log import next_steps
from bot.storage.versions import bump_accounts, bump_steps

UNDO_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AccountRequest:
    """Who asks to put an account right, when, and by which request; idempotent by request key."""

    rep: Rep
    account_id: int
    request_key: str
    now: datetime


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """A change that was made, with the account that it was about and the name of the other one, if any.

    ``change_id`` is None when there was nothing to change; ``is_undone``: it was taken back since.
    """

    change_id: int | None
    account_id: int
    is_undone: bool = False


Work = Callable[[AsyncConnection, AccountDetails], Awaitable[None]]


async def make_change(
    database: Database,
    names: AccountIndexCache,
    request: AccountRequest,
    *,
    kind: ChangeKind,
    work: Work,
    other_id: int | None = None,
    checks_owner: bool = True,
) -> ChangeMade:
    """Make a change of an account, and of another one, in one transaction; a repeated request changes nothing more.

    Raises:
        AccountGone: the account does not exist, or is another workspace's.
        AccountOfColleague: the user may not put it right, unless ``work`` checks that by itself.
    """
    rep = request.rep

    async def change(connection: AsyncConnection) -> ChangeMade:
        made = await change_rows.find_change_of_request(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key=request.request_key
        )
        if made is not None:
            return ChangeMade(made, request.account_id)
        account_id = await _find_now(connection, request, kind)
        ids = {account_id, *([other_id] if other_id else ())}
        for each in sorted(ids):
            await lock_row(connection, accounts, each)
        details = await get_details(connection, rep=rep, account_id=account_id, checks_owner=checks_owner)
        moving = {ChangeKind.MERGE: (other_id or 0,), ChangeKind.DELETE: (details.id,)}.get(kind, ())
        rows = await _record(connection, details, work, ids=ids, moving=moving, workspace_id=rep.workspace_id)
        if not rows:
            return ChangeMade(None, details.id)
        new = NewChange(
            workspace_id=rep.workspace_id,
            account_id=details.id,
            other_id=other_id,
            rep_id=rep.id,
            kind=kind,
            rows=tuple(rows),
            at=request.now,
            request_key=request.request_key,
        )
        await bump_accounts(connection, workspace_id=rep.workspace_id)
        return ChangeMade(await change_rows.save_change(connection, new), details.id)

    made = await database.write(change)
    names.forget(rep.workspace_id)
    return made


async def _find_now(connection: AsyncConnection, request: AccountRequest, kind: ChangeKind) -> int:
    """Return the account that a request is about now: an old button may name one that was merged into it since."""
    if kind is ChangeKind.MERGE:
        return request.account_id
    return (await check_account(connection, rep=request.rep, account_id=request.account_id)).id


async def _record(
    connection: AsyncConnection,
    details: AccountDetails,
    work: Work,
    *,
    ids: Collection[int],
    moving: Collection[int],
    workspace_id: int,
) -> list[RowChange]:
    """Do the work, and return the rows that it changed; only accounts that are ``moving`` take their contacts along."""
    snap = partial(take_snapshot, connection, workspace_id=workspace_id, account_ids=ids, logged_with=moving)
    before = await snap()
    await work(connection, details)
    return compare_snapshots(before, await snap(before=before))


async def load_rows(database: Database, *, rep: Rep, made: ChangeMade) -> tuple[RowChange, ...]:
    """Return the rows that a change touched."""
    if made.change_id is None:
        return ()
    async with database.reading() as connection:
        change = await change_rows.find_change(connection, workspace_id=rep.workspace_id, change_id=made.change_id)
    return change.rows if change else ()


async def undo_change(
    database: Database, names: AccountIndexCache, *, rep: Rep, change_id: int, now: datetime
) -> StoredChange:
    """Take a change back, and return it as it was before; one that was taken back before stays so.

    Raises:
        AccountGone: there is no such change in the workspace.
        AccountOfColleague: it is somebody else's, of an account that the user may not put right.
        AccountChangeTooOld: it was made more than a week ago.
        AccountChangeOverwritten: something changed since that stands in its way.
    """

    async def work(connection: AsyncConnection) -> StoredChange:
        await lock_row(connection, account_changes, change_id)
        change = await change_rows.find_change(connection, workspace_id=rep.workspace_id, change_id=change_id)
        if change is None:
            raise AccountGone
        await _check_may_undo(connection, rep, change)
        if change.is_undone:
            return change
        if now - change.at > UNDO_FOR:
            raise AccountChangeTooOld
        await _revert(connection, change)
        await _write_returned(connection, rep, change, now=now)
        await change_rows.mark_undone(connection, change_id=change.id, now=now)
        await bump_accounts(connection, workspace_id=rep.workspace_id)
        return change

    try:
        undone = await database.write(work)
    except IntegrityError as error:  # a name that was free is taken by now
        raise AccountChangeOverwritten from error
    names.forget(rep.workspace_id)
    return undone


async def get_details(
    connection: AsyncConnection, *, rep: Rep, account_id: int, checks_owner: bool = True
) -> AccountDetails:
    """Return an account that the user may put right; ``checks_owner`` False leaves that to the caller.

    Raises:
        AccountGone: it does not exist, is another workspace's, or was merged.
        AccountOfColleague: the user may not put it right.
    """
    found = await card_rows.find_details(connection, workspace_id=rep.workspace_id, account_id=account_id)
    if found is None:
        raise AccountGone
    details, owner_team_id = found
    if checks_owner and not may_change_account(rep, owner_id=details.owner_id, owner_team_id=owner_team_id):
        raise AccountOfColleague(details.name, details.owner_name)
    return details


async def _check_may_undo(connection: AsyncConnection, rep: Rep, change: StoredChange) -> None:
    if change.rep_id == rep.id:
        return
    if change.kind is ChangeKind.DELETE:
        raise AccountGone
    if change.kind is ChangeKind.MERGE and change.other_id is not None:
        # The owner of either may: the merged one still has its owner.
        owner_id = await account_rows.find_owner_id(connection, account_id=change.other_id)
        if owner_id == rep.id:
            return
    await get_details(connection, rep=rep, account_id=change.account_id)


async def _write_returned(connection: AsyncConnection, rep: Rep, change: StoredChange, *, now: datetime) -> None:
    """Write in the history of the deals that went along with their account that they are back (K3)."""
    given = [row for row in change.rows if row.table == deals.name and row.before and row.after]
    for row in given:
        before, after = (row.before or {}).get("owner_id"), (row.after or {}).get("owner_id")
        if before is None or after is None:
            continue
        back = await handover_rows.list_movable_deals(connection, deal_ids=row.ids, giver_id=before)
        await write_gifts(connection, rep, back, giver_id=after, receiver_id=before, now=now)


async def _revert(connection: AsyncConnection, change: StoredChange) -> None:
    ids = [change.account_id, *([change.other_id] if change.other_id else ())]
    for each in sorted(ids):
        await lock_row(connection, accounts, each)
    merged = await account_rows.find_merged(connection, account_ids=ids)
    # What was merged on since has to be taken back first.
    if change.account_id in merged:
        raise AccountChangeOverwritten
    if change.kind is ChangeKind.MERGE and change.other_id is not None:
        if change.other_id not in merged or merged[change.other_id].id != change.account_id:
            raise AccountChangeOverwritten
        # Given by a message from before the merge; those of before come back.
        await merging.drop_hints(connection, account_id=change.other_id)
    is_whole = await revert_changes(connection, change.rows)
    moved = [row for row in change.rows if row.table == next_steps.name and row.before and row.after]
    rep_ids = {side["rep_id"] for row in moved for side in (row.before, row.after) if side and "rep_id" in side}
    if rep_ids:
        await bump_steps(connection, rep_ids=rep_ids)
    if not is_whole and change.kind is ChangeKind.MERGE:
        await recount_contacts(connection, account_ids=ids)
    await refresh_standing(connection, account_ids=ids)
