"""Edit log entries; next steps that depend on them are settled again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedEntry
from bot.domain.log.activity import Entry, Kind, LogLine, NextStep
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.errors import EntryGone, NextStepPassed
from bot.domain.log.next_steps import NONE_SETTLED, AgreedStep, SettledSteps, settle_in_order
from bot.domain.people.people import Rep
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.log.classify_note import classify_note, classify_note_again
from bot.services.log.load_line import load_progress
from bot.services.log.log_activity import (
    NewActivity,
    OpenDeals,
    close_fitting_steps,
    place_at_deals,
    settle_contacts,
    to_entry,
)
from bot.services.people.habit_cache import NEWEST
from bot.storage.accounts import contacts as contact_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.log import activities
from bot.storage.tables.people import reps


async def find_entry(database: Database, *, rep: Rep, entry_id: int) -> Entry:
    """Return a rep's entry.

    Raises:
        EntryGone: it was deleted, or is another rep's.
    """
    async with database.reading() as connection:
        return await get_own_entry(connection, rep=rep, entry_id=entry_id)


async def load_entry(database: Database, *, rep: Rep, entry_id: int, now: datetime) -> LoggedEntry:
    """Return a rep's entry as it is now, with the day's progress.

    Raises:
        EntryGone: it was deleted, or is another rep's.
    """
    async with database.reading() as connection:
        return await load_logged(connection, rep=rep, entry_id=entry_id, now=now)


async def load_logged(connection: AsyncConnection, *, rep: Rep, entry_id: int, now: datetime) -> LoggedEntry:
    """Return a rep's entry as it is now, on an open connection; see ``load_entry``."""
    entry = await get_own_entry(connection, rep=rep, entry_id=entry_id)
    found = await deal_rows.load_deals_at(connection, account_ids=_list_accounts(to_line(entry)))
    return LoggedEntry(
        entry=entry,
        progress=await load_progress(connection, rep=rep, now=now),
        today=now.astimezone(rep.zone).date(),
        deals=tuple(found.open_deals.get(entry.account_id or 0, ())),
        is_lost=entry.account_id in found.lost_on,
        is_quiet=entry.account_id in found.quiet,
    )


async def change_entry(database: Database, *, rep: Rep, entry_id: int, line: LogLine, now: datetime) -> LoggedEntry:
    """Replace an entry's content, and settle next steps as if it had been logged so at first.

    Raises:
        EntryGone: it was deleted, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> LoggedEntry:
        entry = await lock_own_entry(connection, rep=rep, entry_id=entry_id)
        return await change_locked(connection, entry, new)

    reading, _ = await classify_note(database, rep=rep, line=line, version=NEWEST)
    new = NewActivity(rep=rep, line=line, request_key="", logged_at=now, reading=reading)
    return await database.write(work)


async def add_next_step(
    database: Database, *, rep: Rep, entry_id: int, next_step: NextStep, now: datetime
) -> LoggedEntry:
    """Set the next step agreed at an entry, replacing an earlier one.

    Raises:
        EntryGone: it was deleted, or is another rep's.
        NextStepPassed: the day is in the past.
    """
    if next_step.date < now.astimezone(rep.zone).date():
        raise NextStepPassed(next_step.date)

    async def work(connection: AsyncConnection) -> LoggedEntry:
        # Read where it is written: what somebody changes at the same moment stays changed.
        entry = await lock_own_entry(connection, rep=rep, entry_id=entry_id)
        line = replace(to_line(entry), next_step=next_step)
        reading = await classify_note_again(connection, workspace_id=rep.workspace_id, line=line)
        return await change_locked(
            connection, entry, NewActivity(rep=rep, line=line, request_key="", logged_at=now, reading=reading)
        )

    return await database.write(work)


def to_line(entry: Entry) -> LogLine:
    """Return the line that would log this entry."""
    account = None
    if entry.account_id is not None and entry.account_name is not None:
        account = NamedAccount(id=entry.account_id, name=entry.account_name)
    return LogLine(
        kind=entry.kind,
        account=account,
        count=entry.count,
        day=entry.day,
        next_step=entry.next_step,
        note=entry.note,
        own=entry.own,
        called_at=entry.called_at,
    )


async def change_locked(connection: AsyncConnection, entry: Entry, new: NewActivity) -> LoggedEntry:
    """Replace the content of a locked entry with a new activity, and update everything that depends on it."""
    rep, before = new.rep, to_line(entry)
    new = replace(new, line=_keep_form(before, new.line))
    line = new.line
    found_deals = await deal_rows.load_deals_at(connection, account_ids=_list_accounts(before, line))
    deal_ids = found_deals.open_deals
    kept = entry.deal_id if _keeps_deal(entry, line, deal_ids) else None
    placed = place_at_deals(new, found_deals)
    new = replace(placed, deal_id=kept or placed.deal_id)
    await activity_rows.change_activity(
        connection,
        activity_id=entry.id,
        account_id=new.account_id,
        kind=line.kind,
        own_kind_id=line.own.id if line.own else None,
        called_at=line.called_at if line.kind is Kind.CALL else None,
        count=line.count,
        day=line.day,
        note=line.note,
        deal_id=new.deal_id,
        advance_rule=_choose_rule(entry, new),
        situation=new.situation,
    )
    await _recount(connection, before, line)
    # When only the note changed, the next step keeps the state it has reached since.
    settled: dict[int, SettledSteps] = {}
    if not _agree(before, line):
        settled = await _settle_again(connection, new, entry.id, accounts=_list_accounts(before, line))
    elif (before.kind, before.called_at) != (line.kind, line.called_at):
        settled = await _settle_others_again(connection, new, entry.id)
    await refresh_rollups(
        connection, deal_ids=_list_ids(deal_ids, entry.deal_id), account_ids=_list_accounts(before, line)
    )
    return LoggedEntry(
        entry=replace(
            to_entry(new, activity_id=entry.id),
            advance_rule=_choose_rule(entry, new),
            request_key=entry.request_key,
        ),
        progress=await load_progress(connection, rep=rep, now=new.logged_at),
        today=new.today,
        settled=settled.get(entry.id, NONE_SETTLED).fulfilled,
        replaced=settled.get(entry.id, NONE_SETTLED).replaced,
        note_was_cut=line.note_was_cut,
        deals=tuple(deal_ids.get(new.account_id or 0, ())),
        is_quiet=new.account_id in found_deals.quiet,
        reading=new.reading,
    )


def _choose_rule(entry: Entry, new: NewActivity) -> str | None:
    """Return the rule by which the entry is an advance; the rep's own correction is kept (K12)."""
    said = entry.advance_rule is not None and AdvanceRule(entry.advance_rule).was_said
    return entry.advance_rule if said else new.advance_rule


def _list_accounts(*lines: LogLine) -> set[int]:
    return {line.account.id for line in lines if line.account is not None}


def _keeps_deal(entry: Entry, line: LogLine, open_deals: OpenDeals) -> bool:
    """Return whether a changed contact still belongs to its deal."""
    before = to_line(entry)
    if before.account != line.account:
        return False
    # A deal opened after the contact's day was chosen by the rep: it stays as long as the day is unchanged.
    opened = [deal.opened_on for deal in open_deals.get(entry.account_id or 0, ()) if deal.id == entry.deal_id]
    return before.day == line.day or all(day <= line.day for day in opened)


def _list_ids(open_deals: OpenDeals, *others: int | None) -> set[int]:
    return {deal.id for found in open_deals.values() for deal in found} | {each for each in others if each}


def _keep_form(before: LogLine, line: LogLine) -> LogLine:
    """Return the line with the form that its next step had: a day that was picked says nothing of that."""
    if line.next_step is None or line.next_step.form is not None or before.next_step is None:
        return line
    return replace(line, next_step=replace(line.next_step, form=before.next_step.form))


def _agree(before: LogLine, after: LogLine) -> bool:
    """Return whether both lines are equal as far as next steps are concerned."""
    forms = [None if line.next_step is None else line.next_step.form for line in (before, after)]
    same = (before.account, before.day, before.next_step) == (after.account, after.day, after.next_step)
    return same and forms[0] == forms[1]


async def _settle_again(
    connection: AsyncConnection, new: NewActivity, entry_id: int, *, accounts: set[int]
) -> dict[int, SettledSteps]:
    reopened = await step_rows.forget_activity_steps(connection, activity_id=entry_id)
    settled = await settle_contacts(connection, [(new, entry_id)])
    if reopened or new.line.next_step is not None:
        await _settle_by_later(
            connection, new, accounts, lambda step: step.id in reopened or step.activity_id == entry_id
        )
    return settled


async def _settle_others_again(connection: AsyncConnection, new: NewActivity, entry_id: int) -> dict[int, SettledSteps]:
    """Settle again what a contact closed, now that it is of another kind or hour; its own step stays as it is."""
    reopened = await step_rows.reopen_closed_by(connection, activity_id=entry_id)
    settled = await close_fitting_steps(connection, [(new, entry_id)])
    if reopened:
        await _settle_by_later(connection, new, _list_accounts(new.line), lambda step: step.id in reopened)
    return settled


async def _settle_by_later(
    connection: AsyncConnection, new: NewActivity, accounts: set[int], is_touched: Callable[[AgreedStep], bool]
) -> None:
    """Settle open steps that a change touched by the contacts that were logged after they were agreed."""
    rep = new.rep
    found = await step_rows.list_open_steps_of_contacts(connection, rep_ids=[rep.id], account_ids=accounts)
    for step in found:
        if step.activity_id is None or step.account_id is None or not is_touched(step):
            continue
        contacts = await step_rows.list_step_contacts(
            connection, rep=rep, account_id=step.account_id, after=step.activity_id
        )
        settled = settle_in_order(step, contacts)
        if settled is not None:
            state, contact = settled
            row = {"step_id": step.id, "new_state": state, "contact_on": contact.day, "contact_id": contact.id}
            await step_rows.close_steps(connection, [row])


async def _recount(connection: AsyncConnection, *lines: LogLine) -> None:
    await contact_rows.recount_contacts(connection, account_ids=sorted(_list_accounts(*lines)))


async def get_own_entry(connection: AsyncConnection, *, rep: Rep, entry_id: int) -> Entry:
    """Return a rep's entry on an open connection; see ``find_entry``."""
    entry = await activity_rows.find_entry(connection, workspace_id=rep.workspace_id, activity_id=entry_id)
    if entry is None or entry.rep_id != rep.id:
        raise EntryGone
    return entry


async def lock_own_entry(connection: AsyncConnection, *, rep: Rep, entry_id: int) -> Entry:
    """Return the same, which nobody else changes until this transaction ends."""
    # Before the entry, as an undo does: two that lock in another order would wait for each other.
    await lock_row(connection, reps, rep.id)
    await lock_row(connection, activities, entry_id)
    return await get_own_entry(connection, rep=rep, entry_id=entry_id)
