"""Load the activities of a typed line as they are now, for an answer that shows the whole line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.home.day import LoggedEntry, LoggedLine
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Entry
from bot.domain.log.line_keys import find_line_key
from bot.domain.log.next_steps import NONE_SETTLED
from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import NoteReading
from bot.domain.people.counted_targets import count_day, sum_targets
from bot.domain.people.people import Rep
from bot.services.calendar.calendars import load_companies, load_rep_calendars
from bot.services.people.habit_cache import load_cached_calendar, load_corrections
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.people import people as people_rows


async def load_line_of(database: Database, *, rep: Rep, logged: LoggedEntry, now: datetime) -> LoggedLine:
    """Return the line of a rep's entry as it is now, with the entry itself as given."""
    line_key = find_line_key(logged.entry.request_key)
    async with database.reading() as connection:
        entries = await activity_rows.list_line_entries(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, line_key=line_key
        )
        others = [entry for entry in entries if entry.id != logged.entry.id]
        if not others or len(others) == len(entries):
            return LoggedLine(line_key, (logged,))
        loaded = await _load_logged(connection, entries, rep=rep, now=now)
    kept = [
        replace(each, entry=logged.entry, note_was_cut=logged.note_was_cut, reading=logged.reading)
        if each.entry.id == logged.entry.id
        else replace(each, reading=await _read_note(database, rep, each.entry))
        for each in loaded
    ]
    return LoggedLine(line_key, tuple(kept))


async def _read_note(database: Database, rep: Rep, entry: Entry) -> NoteReading | None:
    """Return the situations that an entry's note may be about, None when there is nothing to ask about it."""
    if entry.deal_id is None or entry.situation is not None or not entry.note.strip():
        return None
    corrections = await load_corrections(database, rep=rep)
    return load_note_reader().read(entry.note, corrections=corrections.value)


async def load_line(
    connection: AsyncConnection, *, rep: Rep, line_key: str, now: datetime, with_removed: bool = False
) -> LoggedLine | None:
    """Return a rep's line as it is now, None when the rep has none with this key or all of it was deleted.

    ``with_removed`` includes what was deleted since.
    """
    entries = await activity_rows.list_line_entries(
        connection, workspace_id=rep.workspace_id, rep_id=rep.id, line_key=line_key, with_removed=with_removed
    )
    if not entries:
        return None
    return LoggedLine(line_key, await _load_logged(connection, entries, rep=rep, now=now))


async def load_progress(connection: AsyncConnection, *, rep: Rep, now: datetime) -> Progress:
    """Return the progress of a rep's local day, against the targets of that day (K4)."""
    today = now.astimezone(rep.zone).date()
    workspaces = await people_rows.find_workspaces(connection, workspace_ids=[rep.workspace_id])
    companies = await load_companies(connection, workspaces)
    calendar = (await load_rep_calendars(connection, [rep], companies=companies, since=today))[rep.id]
    done = await activity_rows.count_done(connection, rep_ids=[rep.id], days=[today])
    return Progress(done=done.get((rep.id, today), {}), targets=sum_targets([count_day(rep, calendar, today)]))


async def count_progress(database: Database, *, person: Person, logged: LoggedEntry) -> LoggedEntry:
    """Return what was stored with the targets of today: none on a free day, half of them on half a day.

    What was loaded rather than stored has them already, and is returned as it is.
    """
    if logged.versions is None:
        return logged
    calendar = await load_cached_calendar(database, person=person, versions=logged.versions, today=logged.today)
    targets = sum_targets([count_day(person.rep, calendar, logged.today)])
    return replace(logged, progress=replace(logged.progress, targets=targets))


async def _load_logged(
    connection: AsyncConnection, entries: Sequence[Entry], *, rep: Rep, now: datetime
) -> tuple[LoggedEntry, ...]:
    account_ids = {entry.account_id for entry in entries if entry.account_id is not None}
    found = await deal_rows.load_deals_at(connection, account_ids=account_ids)
    deal_ids = {entry.deal_id for entry in entries if entry.deal_id is not None}
    deals = await deal_rows.list_deals(connection, deal_ids=deal_ids)
    settled = await step_rows.list_settled_by(connection, activity_ids=[entry.id for entry in entries])
    progress = await load_progress(connection, rep=rep, now=now)
    return tuple(
        LoggedEntry(
            entry=entry,
            progress=progress,
            today=now.astimezone(rep.zone).date(),
            settled=settled.get(entry.id, NONE_SETTLED).fulfilled,
            replaced=settled.get(entry.id, NONE_SETTLED).replaced,
            deals=tuple(found.open_deals.get(entry.account_id or 0, ())),
            deal=deals.get(entry.deal_id or 0),
            is_lost=entry.account_id in found.lost_on,
            is_quiet=entry.account_id in found.quiet,
        )
        for entry in entries
    )
