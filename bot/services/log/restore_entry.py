"""Put back what a request changed or removed in the log, exactly as it was (K12)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import RestoredEntries
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.errors import EntryChangedSince, EntryGone, RevisionGone
from bot.domain.log.line_keys import find_place
from bot.domain.log.next_steps import StepState, settle_in_order
from bot.domain.log.typed_lines import RESTORABLE_FOR
from bot.domain.people.people import Rep
from bot.services.accounts.check_account import check_account
from bot.services.log.change_entry import change_locked, get_own_entry, to_line
from bot.services.log.classify_note import classify_note_again
from bot.services.log.load_line import load_progress
from bot.services.log.log_activity import NewActivity
from bot.services.log.undo_entry import update_after
from bot.storage.database import Database
from bot.storage.deals import deal_steps as deal_step_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.log import revisions as revision_rows
from bot.storage.log.revisions import Change, Revision, Row, Snapshot
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import reps

# What a correction may change of an activity; the account and the next step are put back beside these.
_CONTENT = (
    "called_at",
    "own_kind_id",
    "account_id",
    "kind",
    "count",
    "day",
    "note",
    "deal_id",
    "advance_rule",
    "situation",
)
_REOPENED = {"state": StepState.OPEN, "closed_on": None, "closed_by": None}


async def restore_revision(database: Database, *, rep: Rep, revision_id: int, now: datetime) -> RestoredEntries:
    """Put back what a rep's request changed or removed, with all that follows from it; idempotent.

    Raises:
        RevisionGone: it was more than a day ago, or is another rep's.
        EntryGone: an entry that was changed has been removed since.
        EntryChangedSince: an entry that was changed has been changed again.
        AccountGone: its account does not exist any more.
    """

    async def work(connection: AsyncConnection) -> RestoredEntries:
        await lock_row(connection, reps, rep.id)
        revision = await revision_rows.find_revision(connection, rep_id=rep.id, revision_id=revision_id)
        if revision is None:
            raise RevisionGone
        if revision.restored_at is None:
            if now - revision.made_at > RESTORABLE_FOR:
                raise RevisionGone
            await _restore(connection, revision, rep=rep, now=now)
            await revision_rows.mark_restored(connection, revision_id=revision.id, now=now)
        return await _tell_restored(connection, revision, rep=rep, now=now)

    return await database.write(work)


async def _tell_restored(
    connection: AsyncConnection, revision: Revision, *, rep: Rep, now: datetime
) -> RestoredEntries:
    entries = [await get_own_entry(connection, rep=rep, entry_id=change.entry_id) for change in revision.changes]
    return RestoredEntries(
        entries=tuple(sorted(entries, key=lambda entry: find_place(entry.request_key))),
        progress=await load_progress(connection, rep=rep, now=now),
        today=now.astimezone(rep.zone).date(),
    )


async def _restore(connection: AsyncConnection, revision: Revision, *, rep: Rep, now: datetime) -> None:
    removed = [change for change in revision.changes if change.after is None]
    if removed:
        await _log_again(connection, removed, revision, rep=rep)
    for change in revision.changes:
        if change.after is not None:
            await _change_back(connection, change, change.after, rep=rep, now=now)


# removed entries


async def _log_again(connection: AsyncConnection, removed: Sequence[Change], revision: Revision, *, rep: Rep) -> None:
    """Put removed entries into the log again, with the steps agreed at them and those that they had closed."""
    now_there = await revision_rows.take_snapshots(connection, activity_ids=[each.entry_id for each in removed])
    for change in removed:
        current = now_there.get(change.entry_id)
        if current is None or current.activity["removed_by"] != revision.request_key:
            raise EntryGone
        await activity_rows.change_activity(connection, activity_id=change.entry_id, removed_at=None, removed_by=None)
    accounts = {each.entry_id: now_there[each.entry_id].activity["account_id"] for each in removed}
    for change in removed:
        await _add_own_step(connection, change.before, account_id=accounts[change.entry_id])
    for change in removed:
        await _close_again(connection, change.before)
    for change in removed:
        account_id = accounts[change.entry_id]
        await _settle_by_later(connection, change, rep=rep, account_id=account_id, since=revision.made_at)
    await _follow(
        connection,
        account_ids={each for each in accounts.values() if each is not None},
        deal_ids={each.before.activity["deal_id"] for each in removed} - {None},
    )


async def _settle_by_later(
    connection: AsyncConnection, change: Change, *, rep: Rep, account_id: int | None, since: datetime
) -> None:
    """Settle the step of an entry by what was logged with the account while the entry was not there (V2)."""
    if change.before.own_step is None or account_id is None:
        return
    step = await step_rows.find_open_step(connection, rep_id=rep.id, step_id=change.before.own_step["id"])
    if step is None:
        return
    contacts = await step_rows.list_step_contacts(
        connection, rep=rep, account_id=account_id, after=change.entry_id, logged_since=since
    )
    settled = settle_in_order(step, contacts)
    if settled is not None:
        state, contact = settled
        row = {"step_id": step.id, "new_state": state, "contact_on": contact.day, "contact_id": contact.id}
        await step_rows.close_steps(connection, [row])


async def _follow(connection: AsyncConnection, *, account_ids: set[int], deal_ids: set[int]) -> None:
    """Update what follows from entries that came back; with those of a deal closed since their steps end again (K1)."""
    await deal_step_rows.end_steps(connection, deal_ids=deal_ids, with_account=False)
    await update_after(connection, account_ids=account_ids, deal_ids=deal_ids)


async def _add_own_step(connection: AsyncConnection, before: Snapshot, *, account_id: int | None) -> None:
    """Add the step agreed at an entry as it was; the contact that closed it may have been removed since."""
    step = before.own_step
    if step is None:
        return
    row = {**step, "account_id": account_id}
    closer = step["closed_by"]
    key = None if closer is None else await revision_rows.find_removal(connection, activity_id=closer)
    if key is not None:
        await _hand_on(connection, step, closer=closer, rep_id=step["rep_id"], request_key=key)
        row |= _REOPENED
    await revision_rows.insert_step_row(connection, row)


async def _close_again(connection: AsyncConnection, before: Snapshot) -> None:
    """Close the steps that an entry had closed; one that is not there waits for the entry at which it was agreed."""
    if not before.closed:
        return
    present = await revision_rows.list_present_steps(connection, step_ids=[step["id"] for step in before.closed])
    for step in before.closed:
        if step["id"] in present:
            await revision_rows.close_step_again(connection, step)
        elif step["activity_id"] is not None:
            await _hand_on_to_agreed(connection, step)


async def _hand_on(connection: AsyncConnection, step: Row, *, closer: int, rep_id: int, request_key: str) -> None:
    """Let the contact that closed a step close it again when that contact is put back."""
    revision = await revision_rows.find_revision_by_request(connection, rep_id=rep_id, request_key=request_key)
    if revision is None:
        return
    changes = [
        replace(each, before=replace(each.before, closed=(*each.before.closed, step)))
        if each.entry_id == closer
        else each
        for each in revision.changes
    ]
    await revision_rows.change_revision(connection, revision_id=revision.id, changes=changes)


async def _hand_on_to_agreed(connection: AsyncConnection, step: Row) -> None:
    """Let a step that is not there come back as closed, with the entry at which it was agreed."""
    key = await revision_rows.find_removal(connection, activity_id=step["activity_id"])
    if key is None:
        return
    revision = await revision_rows.find_revision_by_request(connection, rep_id=step["rep_id"], request_key=key)
    if revision is None:
        return
    changes = [
        replace(each, before=replace(each.before, own_step=step))
        if each.before.own_step is not None and each.before.own_step["id"] == step["id"]
        else each
        for each in revision.changes
    ]
    await revision_rows.change_revision(connection, revision_id=revision.id, changes=changes)


# changed entries


async def _change_back(
    connection: AsyncConnection, change: Change, after: Snapshot, *, rep: Rep, now: datetime
) -> None:
    """Put an entry back as it was, or, when it was changed again, what stands as the change left it."""
    current = (await revision_rows.take_snapshots(connection, activity_ids=[change.entry_id])).get(change.entry_id)
    if current is None or current.activity["removed_at"] is not None:
        raise EntryGone
    account_id = change.before.activity["account_id"]
    account = None if account_id is None else await check_account(connection, rep=rep, account_id=account_id)
    if current == after:
        await _put_back_exactly(connection, change, after)
    else:
        await _put_back_in_part(connection, change, current, account=account, rep=rep, now=now)


async def _put_back_exactly(connection: AsyncConnection, change: Change, after: Snapshot) -> None:
    before = change.before
    await step_rows.forget_activity_steps(connection, activity_id=change.entry_id)
    content = {name: before.activity[name] for name in _CONTENT}
    await activity_rows.change_activity(connection, activity_id=change.entry_id, **content)
    await _add_own_step(connection, before, account_id=before.activity["account_id"])
    await _close_again(connection, before)
    both = (before.activity, after.activity)
    await _follow(
        connection,
        account_ids={row["account_id"] for row in both} - {None},
        deal_ids={row["deal_id"] for row in both} - {None},
    )


async def _put_back_in_part(
    connection: AsyncConnection,
    change: Change,
    current: Snapshot,
    *,
    account: NamedAccount | None,
    rep: Rep,
    now: datetime,
) -> None:
    assert change.after is not None  # noqa: S101 - asked for changed entries only
    entry = await get_own_entry(connection, rep=rep, entry_id=change.entry_id)
    was, became, stands = (_list_content(each) for each in (change.before, change.after, current))
    names = {name for name in was if was[name] != became[name] == stands[name]}
    if not names:
        raise EntryChangedSince
    line = _replace(to_line(entry), {name: was[name] for name in names}, account=account)
    reading = await classify_note_again(connection, workspace_id=rep.workspace_id, line=line)
    new = NewActivity(rep=rep, line=line, request_key="", logged_at=now, reading=reading)
    await change_locked(connection, entry, new)


def _list_content(snapshot: Snapshot) -> dict[str, object]:
    """Return what an entry says, by the name of the field of a line."""
    activity, step = snapshot.activity, snapshot.own_step
    said = {name: activity[name] for name in ("count", "day", "note")}
    moment = None if step is None else NextStep(step["due_on"], step["due_time"], step.get("form"))
    return {**said, "kind": Kind(activity["kind"]), "account": activity["account_id"], "next_step": moment}


def _replace(line: LogLine, fields: dict[str, object], *, account: NamedAccount | None) -> LogLine:
    if "account" in fields:
        fields = {**fields, "account": account}
    return replace(line, **fields)  # type: ignore[arg-type] # the names and types are those of _list_content
