"""Take entries out of the log, in such a way that they can be put back (K12)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.home.day import RemovedEntries
from bot.domain.log.activity import Entry
from bot.domain.log.errors import EntryGone, NothingToUndo
from bot.domain.log.line_keys import find_line_key, find_place
from bot.domain.log.typed_lines import OFFERED_FOR, TYPED_LATELY
from bot.domain.people.people import Rep
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.log.change_entry import get_own_entry
from bot.services.log.load_line import load_progress
from bot.storage.accounts import contacts as contact_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.log import revisions as revision_rows
from bot.storage.log.revisions import Change, Snapshot
from bot.storage.log.typed_entries import list_typed_entries
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import reps


async def remove_entry(
    database: Database, *, rep: Rep, entry_id: int, request_key: str, now: datetime
) -> RemovedEntries:
    """Take a rep's entry out of the log; idempotent by request key.

    Raises:
        EntryGone: it was removed before, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> RemovedEntries:
        await lock_row(connection, reps, rep.id)
        removed = await _find_removed(connection, rep=rep, request_key=request_key, now=now)
        if removed is not None:
            return removed
        entry = await get_own_entry(connection, rep=rep, entry_id=entry_id)
        snapshots = await revision_rows.take_snapshots(connection, activity_ids=[entry_id])
        return await _remove(connection, {entry: snapshots[entry_id]}, rep=rep, request_key=request_key, now=now)

    return await database.write(work)


async def remove_line(
    database: Database, *, rep: Rep, line_key: str, request_key: str, now: datetime
) -> RemovedEntries:
    """Take what is left of a rep's line out of the log, with all its activities; idempotent by request key.

    Raises:
        EntryGone: all of it was removed before, or it is another rep's.
    """

    async def work(connection: AsyncConnection) -> RemovedEntries:
        await lock_row(connection, reps, rep.id)
        removed = await _find_removed(connection, rep=rep, request_key=request_key, now=now)
        if removed is not None:
            return removed
        # What no request carries as its key is not put into a query.
        entries = await _list_line(connection, rep, line_key) if line_key.isprintable() else []
        if not entries:
            raise EntryGone
        snapshots = await revision_rows.take_snapshots(connection, activity_ids=[entry.id for entry in entries])
        line = {entry: snapshots[entry.id] for entry in entries}
        return await _remove(connection, line, rep=rep, request_key=request_key, now=now)

    return await database.write(work)


async def undo_last_entry(database: Database, *, rep: Rep, request_key: str, now: datetime) -> RemovedEntries | Entry:
    """Take the line that a rep typed last out of the log, with all its activities; idempotent by request key.

    When nothing was typed lately, the latest entry is returned as it is, and nothing is taken out.

    Raises:
        NothingToUndo: there is no entry.
    """

    async def work(connection: AsyncConnection) -> RemovedEntries | Entry:
        await lock_row(connection, reps, rep.id)
        typed = await list_typed_entries(connection, rep_id=rep.id, since=now - TYPED_LATELY, locked=True)
        if not typed:
            known = await _find_removed(connection, rep=rep, request_key=request_key, now=now)
            return known or await _find_latest(connection, rep)
        # By when it was typed: a line about an earlier day may be the last one.
        newest = max(typed, key=lambda each: (each.logged_at, each.entry.id))
        key = find_line_key(newest.request_key)
        line = {each.entry: each.snapshot for each in typed if find_line_key(each.request_key) == key}
        return await _remove(connection, line, rep=rep, request_key=request_key, now=now)

    return await database.write(work)


async def find_just_removed(connection: AsyncConnection, *, rep: Rep, now: datetime) -> RemovedEntries | None:
    """Return what a rep took out of the log last, as long as the Home page offers to put it back, else None."""
    known = await revision_rows.find_latest_revision(connection, rep_id=rep.id, since=now - OFFERED_FOR)
    if known is None or known.restored_at is not None or any(change.after is not None for change in known.changes):
        return None
    ids = [change.entry_id for change in known.changes]
    entries = await activity_rows.list_entries(connection, rep_id=rep.id, activity_ids=ids)
    if not entries:
        return None
    return await _tell_removed(connection, entries, rep=rep, revision_id=known.id, now=now)


async def update_after(connection: AsyncConnection, *, account_ids: Collection[int], deal_ids: Collection[int]) -> None:
    """Recompute what follows from the contacts with these accounts: counters, rollups of deals, settled questions."""
    await contact_rows.recount_contacts(connection, account_ids=sorted(account_ids))
    open_deals = await deal_rows.list_open_of_accounts(connection, account_ids=account_ids)
    touched = {deal.id for found in open_deals.values() for deal in found} | set(deal_ids)
    await refresh_rollups(connection, deal_ids=touched, account_ids=account_ids)


async def _list_line(connection: AsyncConnection, rep: Rep, line_key: str) -> list[Entry]:
    return await activity_rows.list_line_entries(
        connection, workspace_id=rep.workspace_id, rep_id=rep.id, line_key=line_key
    )


async def _find_latest(connection: AsyncConnection, rep: Rep) -> Entry:
    latest = await activity_rows.list_latest_entries(connection, rep_id=rep.id, limit=1)
    if not latest:
        raise NothingToUndo
    return latest[0]


async def _find_removed(
    connection: AsyncConnection, *, rep: Rep, request_key: str, now: datetime
) -> RemovedEntries | None:
    known = await revision_rows.find_revision_by_request(connection, rep_id=rep.id, request_key=request_key)
    if known is None:
        return None
    ids = [change.entry_id for change in known.changes]
    entries = await activity_rows.list_entries(connection, rep_id=rep.id, activity_ids=ids)
    return await _tell_removed(connection, entries, rep=rep, revision_id=known.id, now=now)


async def _remove(
    connection: AsyncConnection, found: Mapping[Entry, Snapshot], *, rep: Rep, request_key: str, now: datetime
) -> RemovedEntries:
    """Take entries out of the log, unless this request took some out before."""
    revision_id = await revision_rows.add_revision(
        connection,
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        request_key=request_key,
        changes=[Change(snapshot, None) for snapshot in found.values()],
        now=now,
    )
    if revision_id is None:
        removed = await _find_removed(connection, rep=rep, request_key=request_key, now=now)
        if removed is None:  # the key is another rep's
            raise EntryGone
        return removed
    for entry, snapshot in found.items():
        await _forget_steps(connection, entry.id, snapshot)
    ids = [entry.id for entry in found]
    await activity_rows.remove_activities(connection, activity_ids=ids, now=now, request_key=request_key)
    await update_after(
        connection,
        account_ids={entry.account_id for entry in found if entry.account_id is not None},
        deal_ids={entry.deal_id for entry in found if entry.deal_id is not None},
    )
    return await _tell_removed(connection, list(found), rep=rep, revision_id=revision_id, now=now)


async def _forget_steps(connection: AsyncConnection, activity_id: int, before: Snapshot) -> None:
    if before.own_step is not None or before.closed:
        await step_rows.forget_activity_steps(connection, activity_id=activity_id)


async def _tell_removed(
    connection: AsyncConnection, entries: Sequence[Entry], *, rep: Rep, revision_id: int, now: datetime
) -> RemovedEntries:
    return RemovedEntries(
        entries=tuple(sorted(entries, key=lambda entry: find_place(entry.request_key))),
        progress=await load_progress(connection, rep=rep, now=now),
        today=now.astimezone(rep.zone).date(),
        revision_id=revision_id,
    )
