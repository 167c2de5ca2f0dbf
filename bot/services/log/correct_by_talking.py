"""Change the entry that a rep typed last by what is said next ("nee, Acme Nederland"); it can be put back (K12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.home.day import LoggedEntry, LoggedLine
from bot.domain.log.activity import Entry, Kind, NextStep
from bot.domain.log.correcting import (
    Correction,
    DayPlace,
    DayUnclear,
    TypedBefore,
    apply_correction,
    find_target,
    parse_correction,
)
from bot.domain.log.correcting.correction import Values
from bot.domain.log.errors import (
    AccountAmbiguous,
    AccountUnknown,
    DraftGone,
    LineWaiting,
    LogLineError,
    NothingToCorrect,
)
from bot.domain.log.line_keys import find_line_key
from bot.domain.log.log_line.account_mention import prefer_own
from bot.domain.log.stored_text import LONGEST_LINE, check_name, cut_text
from bot.domain.log.typed_lines import TYPED_LATELY
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.log.change_entry import change_locked, load_logged, lock_own_entry, to_line
from bot.services.log.classify_note import classify_note_again
from bot.services.log.log_activity import NewActivity
from bot.services.log.log_typed_line import TypedLine, parse_typed_line, settle_draft
from bot.services.log.pending_line import PendingLine
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database
from bot.storage.log import drafts as draft_rows
from bot.storage.log import revisions as revision_rows
from bot.storage.log.drafts import Draft, NameChoice, NewDraft
from bot.storage.log.revisions import Change, Snapshot
from bot.storage.log.typed_entries import TypedEntry, list_typed_entries


@dataclass(frozen=True, slots=True)
class Corrected:
    """An entry before and after a correction; ``revision_id`` puts it back, None when nothing had to change."""

    before: Entry
    logged: LoggedEntry
    revision_id: int | None


@dataclass(frozen=True, slots=True)
class EntryAsked:
    """A correction kept as a draft, and the entries that it may be about; ``can_be_line``: it may be a line itself."""

    draft_id: int
    entries: tuple[Entry, ...]
    can_be_line: bool


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A correction kept as a draft, whose day is that of the activity or that of the next step."""

    draft_id: int
    entry_id: int
    account_id: int | None
    happened: date
    step: date


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the rep chose for a correction that was kept, and when: its entry, what its day is, and its account."""

    entry_id: int
    now: datetime
    place: DayPlace | None = None
    account: NamedAccount | None = None


CorrectionOutcome = Corrected | EntryAsked | DayAsked | PendingLine | LoggedLine


async def correct_by_talking(
    database: Database, index_cache: AccountIndexCache, typed: TypedLine
) -> CorrectionOutcome | None:
    """Apply a line that corrects what was typed before; None when it is no correction, so that it is logged.

    Idempotent by request key.

    Raises:
        NothingToCorrect: it is one, and nothing was typed lately.
        LineWaiting: the line typed last is not logged yet, and it is not the account that is corrected.
        LogLineError: the entry would become one that cannot be.
    """
    correction = await _parse(database, index_cache, typed)
    if correction is None:
        return None
    rep = typed.rep
    async with database.reading() as connection:
        known = await _find_corrected(connection, index_cache, typed)
        if known is not None:
            return known
        found = await list_typed_entries(connection, rep_id=rep.id, since=typed.now - TYPED_LATELY)
        since = max((each.logged_at for each in found), default=typed.now - TYPED_LATELY)
        waiting = await draft_rows.find_waiting_draft(connection, rep_id=rep.id, since=since)
        asked_id = None if found and waiting is None else await _find_asked(connection, typed)
    if asked_id is not None:
        return _ask_entry(asked_id, correction, found)
    if waiting is not None:
        return await _name_waiting(database, index_cache, typed, correction, waiting)
    if not found:
        await _leave_to_log(database, index_cache, typed)
        return None
    return await _correct_last(database, index_cache, typed, correction, found)


async def _find_asked(connection: AsyncConnection, typed: TypedLine) -> int | None:
    """Return the draft of a correction that is delivered again, whose entry was asked for."""
    rep = typed.rep
    kept = await draft_rows.find_draft_by_request(
        connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key=typed.request_key
    )
    return kept.id if kept is not None and not kept.typed_name and kept.entry_id is None else None


async def _correct_last(
    database: Database,
    index_cache: AccountIndexCache,
    typed: TypedLine,
    correction: Correction,
    found: Sequence[TypedEntry],
) -> CorrectionOutcome | None:
    """Correct the entry that is meant, or ask which one; None when the line is better logged."""
    target = find_target(correction, [_to_typed_before(each) for each in found])
    if target.is_sure:
        return await _correct(database, index_cache, typed, correction, Chosen(target.found[0].entry_id, typed.now))
    if not (correction.is_sure or correction.is_marked):
        return None
    return _ask_entry(await _keep_draft(database, typed), correction, found)


def _ask_entry(draft_id: int, correction: Correction, found: Sequence[TypedEntry]) -> EntryAsked:
    """Return the entries that a correction may be about; one that is delivered again asks again and changes nothing.

    Raises:
        NothingToCorrect: none of them is there any more.
    """
    if not found:
        raise NothingToCorrect
    asked = {each.entry_id for each in find_target(correction, [_to_typed_before(each) for each in found]).found}
    entries = tuple(each.entry for each in found if each.entry.id in asked)
    return EntryAsked(draft_id=draft_id, entries=entries, can_be_line=not correction.is_sure)


async def correct_as_chosen(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, draft: Draft, chosen: Chosen
) -> CorrectionOutcome:
    """Apply a correction that was kept, with what the rep chose; its days count from the day on which it was typed.

    Raises:
        DraftGone: the draft is no correction.
        EntryGone: the entry was removed, or is another rep's.
        LogLineError: the entry would become one that cannot be.
    """
    typed = TypedLine(rep=rep, text=draft.text, request_key=draft.request_key, now=draft.said_at)
    correction = await _parse(database, index_cache, typed)
    if correction is None:
        raise DraftGone
    async with database.reading() as connection:
        known = await _find_corrected(connection, index_cache, typed)
    return known or await _correct(database, index_cache, typed, correction, chosen)


async def find_line_in_correction(database: Database, index_cache: AccountIndexCache, *, rep: Rep, draft: Draft) -> str:
    """Return the log line in a correction that was kept, without the words that correct.

    Raises:
        DraftGone: there is none in it.
    """
    typed = TypedLine(rep=rep, text=draft.text, request_key=draft.request_key, now=draft.said_at)
    correction = await _parse(database, index_cache, typed)
    if correction is None or not correction.line:
        raise DraftGone
    return correction.line


# reading the line


async def _parse(database: Database, index_cache: AccountIndexCache, typed: TypedLine) -> Correction | None:
    """Parse a correction with the account names, loading new ones when another replica may have added some."""
    workspace_id, today = typed.rep.workspace_id, typed.now.astimezone(typed.rep.zone).date()
    correction = parse_correction(typed.text, accounts=await index_cache.get_index(workspace_id), today=today)
    if correction is None or not correction.new.name:
        return correction
    new = correction.new
    if new.is_ambiguous:
        async with database.reading() as connection:
            own = await account_rows.list_owned_ids(connection, rep_id=typed.rep.id)
        found = prefer_own(new.candidates, own)
        return _with_account(correction, found[0]) if len(found) == 1 else correction
    if await index_cache.refresh(workspace_id):
        return parse_correction(typed.text, accounts=await index_cache.get_index(workspace_id), today=today)
    return correction


def _with_account(correction: Correction, account: NamedAccount) -> Correction:
    return replace(correction, new=replace(correction.new, account=account, name="", candidates=(), is_ambiguous=False))


async def _leave_to_log(database: Database, index_cache: AccountIndexCache, typed: TypedLine) -> None:
    """Let the line be logged when it can be.

    Raises:
        NothingToCorrect: it cannot.
    """
    try:
        await parse_typed_line(database, index_cache, typed)
    except (AccountUnknown, AccountAmbiguous):
        return
    except LogLineError as error:
        raise NothingToCorrect from error


async def _name_waiting(
    database: Database, index_cache: AccountIndexCache, typed: TypedLine, correction: Correction, draft: Draft
) -> LoggedLine | PendingLine | None:
    """Log a line that waits for its account with the name that is said now; None when the correction is a line."""
    new = correction.new
    if not correction.is_sure:
        return None
    if new.parts != {"account"}:
        raise LineWaiting
    if new.account is not None:
        choices = (*draft.choices, NameChoice(draft.typed_name, new.account.id))
        return await settle_draft(database, index_cache, rep=typed.rep, draft=draft, choices=choices, now=typed.now)
    name = check_name(new.name)
    text, _ = cut_text(draft.text.replace(draft.typed_name, name, 1), LONGEST_LINE)
    await database.write(
        lambda connection: draft_rows.rename_in_draft(
            connection, rep_id=typed.rep.id, draft_id=draft.id, text=text, typed_name=name
        )
    )
    return PendingLine(replace(draft, text=text, typed_name=name), _make_reason(new))


def _to_typed_before(typed: TypedEntry) -> TypedBefore:
    return TypedBefore(
        entry_id=typed.entry.id,
        line_key=find_line_key(typed.request_key),
        logged_at=typed.logged_at,
        line=to_line(typed.entry),
    )


# applying it


async def _correct(
    database: Database, index_cache: AccountIndexCache, typed: TypedLine, correction: Correction, chosen: Chosen
) -> CorrectionOutcome:
    if chosen.account is not None:
        correction = _with_account(correction, chosen.account)
    if correction.new.name:
        return await _ask_account(database, typed, correction, chosen.entry_id)

    async def work(connection: AsyncConnection) -> Corrected:
        return await _change(connection, index_cache, typed, correction, chosen)

    try:
        return await database.write(work)
    except DayUnclear as unclear:
        return DayAsked(
            draft_id=await _keep_draft(database, typed),
            entry_id=chosen.entry_id,
            account_id=chosen.account.id if chosen.account else None,
            happened=unclear.happened,
            step=unclear.step,
        )


async def _change(
    connection: AsyncConnection,
    index_cache: AccountIndexCache,
    typed: TypedLine,
    correction: Correction,
    chosen: Chosen,
) -> Corrected:
    rep = typed.rep
    entry = await lock_own_entry(connection, rep=rep, entry_id=chosen.entry_id)
    known = await _find_corrected(connection, index_cache, typed)
    if known is not None:  # delivered twice at the same time
        return known
    line = apply_correction(to_line(entry), correction, now=typed.now.astimezone(rep.zone), place=chosen.place)
    if line == to_line(entry):
        logged = await load_logged(connection, rep=rep, entry_id=entry.id, now=chosen.now)
        return Corrected(entry, logged, None)
    before = (await revision_rows.take_snapshots(connection, activity_ids=[entry.id]))[entry.id]
    note, was_cut = cut_text(line.note)
    line = replace(line, note=note, note_was_cut=was_cut)
    reading = await classify_note_again(connection, workspace_id=rep.workspace_id, line=line)
    new = NewActivity(rep=rep, line=line, request_key="", logged_at=chosen.now, reading=reading)
    logged = await change_locked(connection, entry, new)
    after = (await revision_rows.take_snapshots(connection, activity_ids=[entry.id]))[entry.id]
    revision_id = await revision_rows.add_revision(
        connection,
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        request_key=typed.request_key,
        changes=[Change(before, after)],
        now=chosen.now,
    )
    return Corrected(entry, logged, revision_id)


async def _find_corrected(
    connection: AsyncConnection, index_cache: AccountIndexCache, typed: TypedLine
) -> Corrected | None:
    """Return what a request corrected before."""
    revision = await revision_rows.find_revision_by_request(
        connection, rep_id=typed.rep.id, request_key=typed.request_key
    )
    if revision is None:
        return None
    [change] = revision.changes
    logged = await load_logged(connection, rep=typed.rep, entry_id=change.entry_id, now=typed.now)
    index = await index_cache.get_index(typed.rep.workspace_id)
    return Corrected(_to_entry(change.before, index), logged, revision.id)


def _to_entry(snapshot: Snapshot, index: AccountIndex) -> Entry:
    """Return the entry of a snapshot, with the present name of its account."""
    row, step = snapshot.activity, snapshot.own_step
    account = index.get(row["account_id"]) if row["account_id"] is not None else None
    return Entry(
        id=row["id"],
        rep_id=row["rep_id"],
        account_id=row["account_id"],
        account_name=account.name if account else None,
        kind=Kind(row["kind"]),
        count=row["count"],
        day=row["day"],
        note=row["note"],
        next_step=NextStep(step["due_on"], step["due_time"], step.get("form")) if step else None,
    )


# asking


async def _ask_account(database: Database, typed: TypedLine, correction: Correction, entry_id: int) -> PendingLine:
    new = correction.new
    name = check_name(new.name)
    draft = Draft(
        id=await _keep_draft(database, typed, typed_name=name, entry_id=entry_id),
        rep_id=typed.rep.id,
        text=typed.text,
        typed_name=name,
        said_at=typed.now,
        request_key=typed.request_key,
        entry_id=entry_id,
    )
    return PendingLine(draft, _make_reason(new))


def _make_reason(new: Values) -> AccountAmbiguous | AccountUnknown:
    reason = AccountAmbiguous if new.is_ambiguous else AccountUnknown
    return reason(new.name, new.candidates)


async def _keep_draft(
    database: Database, typed: TypedLine, *, typed_name: str = "", entry_id: int | None = None
) -> int:
    """Keep a correction until the rep has chosen, with the unclear name and the entry as far as they are known."""
    text, _ = cut_text(typed.text, LONGEST_LINE)
    draft = NewDraft(
        workspace_id=typed.rep.workspace_id,
        rep_id=typed.rep.id,
        text=text,
        typed_name=typed_name,
        said_at=typed.now,
        request_key=typed.request_key,
        entry_id=entry_id,
    )

    async def work(connection: AsyncConnection) -> int:
        draft_id = await draft_rows.save_draft(connection, draft)
        if draft_id is None:  # the key is another rep's
            raise DraftGone
        if entry_id is not None:
            await draft_rows.choose_draft_entry(
                connection, rep_id=typed.rep.id, draft_id=draft_id, entry_id=entry_id, typed_name=typed_name
            )
        return draft_id

    return await database.write(work)
