"""Corrections of a contact with one tap: advance or not, its deal, its situation (K8, K12)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.errors import DealGone
from bot.domain.home.day import LoggedEntry, Teaching
from bot.domain.log.activity import Entry
from bot.domain.log.advance import AdvanceRule, is_after_loss, judge_contact
from bot.domain.log.next_steps import settle_in_order
from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import Candidate, Correction, NoteReading, Situation
from bot.domain.people.people import Rep
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.log.change_entry import load_logged, lock_own_entry, to_line
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import corrections as correction_rows
from bot.storage.log import next_steps as step_rows


async def correct_advance(
    database: Database, *, rep: Rep, entry_id: int, is_advance: bool, now: datetime
) -> LoggedEntry:
    """Mark a contact as an advance or not, overriding the rules (V1).

    Raises:
        EntryGone: it was deleted, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> LoggedEntry:
        entry = await lock_own_entry(connection, rep=rep, entry_id=entry_id)
        rule = AdvanceRule.CORRECTED if is_advance else AdvanceRule.DENIED
        await activity_rows.change_activity(connection, activity_id=entry_id, advance_rule=rule)
        return await _finish(connection, rep, entry, now)

    return await database.write(work)


async def choose_entry_deal(database: Database, *, rep: Rep, entry_id: int, deal_id: int, now: datetime) -> LoggedEntry:
    """Link a contact to one of the account's open deals, and settle again which steps it replaced.

    Raises:
        EntryGone: it was deleted, or is another rep's.
        DealGone: the account has no such open deal.
    """

    async def work(connection: AsyncConnection) -> LoggedEntry:
        entry = await lock_own_entry(connection, rep=rep, entry_id=entry_id)
        account_id = entry.account_id or 0
        found = await deal_rows.list_open_of_accounts(connection, account_ids=[account_id])
        open_ids = {deal.id for deal in found.get(account_id, ())}
        if deal_id not in open_ids:
            raise DealGone
        await activity_rows.change_activity(connection, activity_id=entry_id, deal_id=deal_id)
        await _settle_again(connection, rep=rep, account_id=account_id)
        # Steps of the other deals may have been reopened.
        return await _finish(connection, rep, entry, now, others=open_ids)

    return await database.write(work)


async def teach_situation(
    database: Database, *, rep: Rep, entry_id: int, situation: Situation, now: datetime
) -> LoggedEntry:
    """Set a note's situation; similar notes in this workspace are classified the same from now on (V3, K8).

    ``Situation.NEUTRAL`` says that nothing stands in the way, which is learned too.

    Raises:
        EntryGone: it was deleted, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> LoggedEntry:
        entry = await lock_own_entry(connection, rep=rep, entry_id=entry_id)
        await correction_rows.save_correction(
            connection,
            workspace_id=rep.workspace_id,
            activity_id=entry_id,
            correction=Correction(note=entry.note, situation=situation),
            now=now,
        )
        known = await deal_rows.load_deals_at(connection, account_ids={entry.account_id or 0})
        rule = _judge_again(entry, situation, lost_on=known.lost_on.get(entry.account_id or 0))
        await activity_rows.change_activity(connection, activity_id=entry_id, situation=situation, advance_rule=rule)
        return replace(await _finish(connection, rep, entry, now), teaching=Teaching.DONE)

    return await database.write(work)


async def offer_situations(database: Database, *, rep: Rep, entry_id: int, now: datetime) -> LoggedEntry:
    """Return an entry without its present situation, so that the next most likely ones can be offered.

    Raises:
        EntryGone: it was deleted, or is another rep's.
    """
    async with database.reading() as connection:
        logged = await load_logged(connection, rep=rep, entry_id=entry_id, now=now)
        corrections = await correction_rows.list_corrections(connection, workspace_id=rep.workspace_id)
    entry = logged.entry
    reading = load_note_reader().read(entry.note, corrections=corrections, without=entry.situation)
    return replace(logged, entry=replace(entry, situation=None), reading=reading, teaching=Teaching.ASKED)


def _judge_again(entry: Entry, situation: Situation, *, lost_on: date | None) -> str | None:
    if entry.advance_rule is not None and AdvanceRule(entry.advance_rule).was_said and not _was_read_as_one(entry):
        return entry.advance_rule
    if is_after_loss(day=entry.day, deal_id=entry.deal_id, lost_on=lost_on):
        return None
    rule = judge_contact(to_line(entry), NoteReading((Candidate(situation, 1.0),), is_confident=True))
    return AdvanceRule.CORRECTED if rule is None and situation is Situation.ADVANCE else rule


def _was_read_as_one(entry: Entry) -> bool:
    """Return whether an entry is an advance because that was chosen as its situation, so that another undoes it."""
    return entry.advance_rule == AdvanceRule.CORRECTED and entry.situation == Situation.ADVANCE


async def _settle_again(connection: AsyncConnection, *, rep: Rep, account_id: int) -> None:
    """Settle again which steps with an account were replaced, after a contact moved to another deal (V2)."""
    await step_rows.reopen_replaced(connection, rep_id=rep.id, account_id=account_id)
    steps = await step_rows.list_open_steps_of_contacts(connection, rep_ids=[rep.id], account_ids=[account_id])
    agreed = [step.activity_id for step in steps if step.activity_id is not None]
    if not agreed:
        return
    contacts = await step_rows.list_step_contacts(connection, rep=rep, account_id=account_id, after=min(agreed))
    found = [(step, settled) for step in steps if (settled := settle_in_order(step, contacts)) is not None]
    await step_rows.close_steps(
        connection,
        [
            {"step_id": step.id, "new_state": state, "contact_on": contact.day, "contact_id": contact.id}
            for step, (state, contact) in found
        ],
    )


async def _finish(
    connection: AsyncConnection, rep: Rep, before: Entry, now: datetime, *, others: Iterable[int] = ()
) -> LoggedEntry:
    """Recompute the rollups of the affected deals, and return the entry as it is now."""
    touched = {deal_id for deal_id in (before.deal_id, *others) if deal_id is not None}
    accounts = [] if before.account_id is None else [before.account_id]
    await refresh_rollups(connection, deal_ids=touched, account_ids=accounts)
    return await load_logged(connection, rep=rep, entry_id=before.id, now=now)
