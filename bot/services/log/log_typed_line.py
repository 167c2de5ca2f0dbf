"""Parse and store a typed line, or save it as a draft until its accounts are clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.home.day import LoggedLine
from bot.domain.log.activity import LogLine
from bot.domain.log.errors import (
    AccountAmbiguous,
    AccountMissing,
    AccountUnknown,
    ActivityInFuture,
    ContactNotMade,
    DraftGone,
    EntryGone,
    KindMissing,
    KindUnknown,
    LogLineError,
)
from bot.domain.log.line_keys import find_line_key, make_line_keys
from bot.domain.log.log_line import (
    AS_TYPED,
    ChosenAccount,
    DayChoice,
    LineChoice,
    parse_log_line,
    parse_log_lines,
)
from bot.domain.log.stored_text import LONGEST_LINE, check_name, cut_text
from bot.domain.log.unclear_line import LineContext
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.log.change_entry import load_logged
from bot.services.log.load_line import load_line
from bot.services.log.log_activity import NewActivity, log_line
from bot.services.log.pending_line import PendingLine, Unclear, find_options
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database
from bot.storage.log import activities as activity_rows
from bot.storage.log import drafts as draft_rows
from bot.storage.log import revisions as revision_rows
from bot.storage.log.drafts import Draft, NameChoice, NewDraft
from bot.storage.row_locks import lock_row
from bot.storage.tables.log import drafts

# The answer to "with whom?" comes soon; later a name by itself asks for a card again.
ANSWERED_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A typed line, when it was typed (UTC), and the key of its request."""

    rep: Rep
    text: str
    request_key: str
    now: datetime


async def log_typed_line(
    database: Database, index_cache: AccountIndexCache, typed: TypedLine
) -> LoggedLine | PendingLine:
    """Parse and store a line, all its activities or none; one with an unclear account, kind or day is saved as a draft.

    Raises:
        LogLineError: the line cannot be stored for another reason, or no choice can make it readable.
        DraftGone: another rep's draft has the request key, or it has become an appointment.
    """
    try:
        lines = await parse_typed_line(database, index_cache, typed)
    except (AccountUnknown, AccountAmbiguous, KindMissing, KindUnknown, ActivityInFuture, ContactNotMade) as unclear:
        return await _hold_line(database, index_cache, typed, unclear)
    return await _store_lines(database, typed, lines, now=typed.now)


async def parse_typed_line(
    database: Database,
    index_cache: AccountIndexCache,
    typed: TypedLine,
    *,
    chosen: Sequence[ChosenAccount] = (),
    choice: LineChoice = AS_TYPED,
) -> tuple[LogLine, ...]:
    """Parse a line with the workspace's account names, loading new ones when another replica may have added some.

    ``chosen`` are the accounts that the rep chose for names in it, ``choice`` what was chosen besides.

    Raises:
        LogLineError: it cannot be stored as it is.
    """
    rep = typed.rep
    own: frozenset[int] | None = None
    is_fresh = False
    while True:
        index = await index_cache.get_index(rep.workspace_id)
        try:
            return _parse(typed, index, own=own or frozenset(), chosen=chosen, choice=choice)
        except AccountAmbiguous:
            if own is not None:
                raise
            async with database.reading() as connection:
                own = frozenset(await account_rows.list_owned_ids(connection, rep_id=rep.id))
        except AccountUnknown:
            if is_fresh or not await index_cache.refresh(rep.workspace_id):
                raise
            is_fresh = True


async def keep_nameless(database: Database, typed: TypedLine) -> None:
    """Keep a line whose account was asked for."""
    text, _ = cut_text(typed.text, LONGEST_LINE)
    new = NewDraft(
        workspace_id=typed.rep.workspace_id,
        rep_id=typed.rep.id,
        text=text,
        typed_name="",
        said_at=typed.now,
        request_key=typed.request_key,
    )
    await database.write(lambda connection: draft_rows.add_draft(connection, new))


async def take_nameless(database: Database, index_cache: AccountIndexCache, answer: TypedLine) -> str | None:
    """Return the line that a name answers, with that name, and drop what was kept; None when nothing was asked."""
    rep = answer.rep
    async with database.reading() as connection:
        draft = await draft_rows.find_latest_draft(connection, rep_id=rep.id, since=answer.now - ANSWERED_WITHIN)
    if draft is None or draft.typed_name or not await _lacks_account(database, index_cache, answer, draft):
        return None
    await database.write(lambda connection: draft_rows.drop_draft(connection, rep_id=rep.id, draft_id=draft.id))
    return f"{draft.text} {answer.text}"


async def open_draft(database: Database, *, rep: Rep, draft_id: int, now: datetime) -> Draft | LoggedLine:
    """Return a rep's kept line, or the entries that it has become since.

    Raises:
        DraftGone: it was cancelled, or is somebody else's.
        EntryGone: it has become entries that were removed.
    """
    async with database.reading() as connection:
        draft = await _get_draft(connection, rep=rep, draft_id=draft_id)
        stored = await load_line(connection, rep=rep, line_key=draft.request_key, now=now)
        if stored is None and await _was_stored(connection, rep=rep, line_key=draft.request_key):
            raise EntryGone
        if draft.entry_id is not None and await _is_applied(connection, draft):
            logged = await load_logged(connection, rep=rep, entry_id=draft.entry_id, now=now)
            stored = LoggedLine(find_line_key(logged.entry.request_key), (logged,))
    return draft if stored is None else stored


async def get_draft(database: Database, *, rep: Rep, draft_id: int) -> Draft:
    """Return a rep's kept line.

    Raises:
        DraftGone: it was cancelled, or is somebody else's.
    """
    async with database.reading() as connection:
        return await _get_draft(connection, rep=rep, draft_id=draft_id)


async def ask_again(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, draft: Draft, now: datetime
) -> LoggedLine | PendingLine:
    """Return the question that a draft waits for now, or store it when its names have become clear in the meantime.

    Raises:
        LogLineError: something else in the line is wrong.
        DraftGone: it was cancelled at this moment.
    """
    return await settle_draft(database, index_cache, rep=rep, draft=draft, choices=draft.choices, now=now)


async def drop_draft(database: Database, *, rep: Rep, draft_id: int) -> None:
    """Delete a draft."""
    await database.write(lambda connection: draft_rows.drop_draft(connection, rep_id=rep.id, draft_id=draft_id))


async def settle_draft(
    database: Database,
    index_cache: AccountIndexCache,
    *,
    rep: Rep,
    draft: Draft,
    choices: Sequence[NameChoice],
    now: datetime,
) -> LoggedLine | PendingLine:
    """Store a draft with these choices, or keep them and return the next question.

    Its relative days count from the day on which it was typed. The draft stays until old ones are dropped, so that a
    button pressed again finds the entries that it has become.

    Raises:
        LogLineError: something in the line is wrong that no choice can settle.
        DraftGone: it was cancelled at this moment.
    """
    typed = to_typed(rep, draft)
    chosen = await load_chosen(database, rep, choices)
    accounts = list(chosen.values())
    try:
        lines = await parse_typed_line(
            database, index_cache, typed, chosen=accounts, choice=draft.find_choice(rep.own_kinds)
        )
    except (AccountUnknown, AccountAmbiguous, KindMissing, KindUnknown, ActivityInFuture, ContactNotMade) as unclear:
        return await keep_asking(database, index_cache, rep=rep, draft=draft, chosen=chosen, unclear=unclear, now=now)
    # The draft's own request key, so that a button pressed twice or a redelivered line stores it once.
    return await _store_lines(database, typed, lines, now=now)


async def keep_asking(
    database: Database,
    index_cache: AccountIndexCache,
    *,
    rep: Rep,
    draft: Draft,
    chosen: Mapping[NameChoice, ChosenAccount],
    unclear: Unclear,
    now: datetime,
) -> LoggedLine | PendingLine:
    """Keep what was chosen for a draft, and return the question that is left."""
    # What was chosen and is gone since is asked again.
    asked = replace(draft, choices=tuple(chosen), typed_name=_find_name(unclear) or draft.typed_name)
    saved = await _save_choices(database, rep=rep, draft=draft, asked=asked)
    if saved != asked:  # another button was pressed at this moment
        return await ask_again(database, index_cache, rep=rep, draft=saved, now=now)
    return await _make_pending(index_cache, to_typed(rep, draft), asked, unclear, list(chosen.values()))


def to_typed(rep: Rep, draft: Draft) -> TypedLine:
    """Return a draft as the line that was typed."""
    return TypedLine(rep, draft.text, draft.request_key, draft.said_at)


async def load_chosen(database: Database, rep: Rep, choices: Sequence[NameChoice]) -> dict[NameChoice, ChosenAccount]:
    """Return the accounts of these choices, without those that are gone."""
    found: dict[NameChoice, ChosenAccount] = {}
    async with database.reading() as connection:
        for choice in choices:
            account = await account_rows.find_account(
                connection, workspace_id=rep.workspace_id, account_id=choice.account_id
            )
            if account is not None:
                found[choice] = ChosenAccount(typed=choice.typed, account=account)
    return found


def _find_name(unclear: Unclear) -> str:
    return check_name(unclear.typed) if isinstance(unclear, AccountUnknown | AccountAmbiguous) else ""


async def _save_choices(database: Database, *, rep: Rep, draft: Draft, asked: Draft) -> Draft:
    """Save what is asked about a draft now, unless it has changed since it was read; return it as it is."""

    async def work(connection: AsyncConnection) -> Draft:
        await lock_row(connection, drafts, draft.id)
        current = await _get_draft(connection, rep=rep, draft_id=draft.id)
        if (current.choices, current.typed_name) != (draft.choices, draft.typed_name):
            return current
        await draft_rows.change_draft(connection, asked)
        return asked

    return await database.write(work)


async def _is_applied(connection: AsyncConnection, draft: Draft) -> bool:
    """Return whether a correction has changed its entry."""
    found = await revision_rows.find_revision_by_request(connection, rep_id=draft.rep_id, request_key=draft.request_key)
    return found is not None


async def _get_draft(connection: AsyncConnection, *, rep: Rep, draft_id: int) -> Draft:
    draft = await draft_rows.find_draft(connection, rep_id=rep.id, draft_id=draft_id)
    if draft is None or draft.day_choice is DayChoice.PLANNED:
        raise DraftGone
    return draft


async def _was_stored(connection: AsyncConnection, *, rep: Rep, line_key: str) -> bool:
    entries = await activity_rows.list_line_entries(
        connection, workspace_id=rep.workspace_id, rep_id=rep.id, line_key=line_key, with_removed=True
    )
    return bool(entries)


async def _store_lines(database: Database, typed: TypedLine, lines: Sequence[LogLine], *, now: datetime) -> LoggedLine:
    keys = make_line_keys(typed.request_key, len(lines))
    news = [
        NewActivity(rep=typed.rep, line=line, request_key=key, logged_at=now)
        for line, key in zip(lines, keys, strict=True)
    ]
    return await log_line(database, news)


async def _hold_line(
    database: Database, index_cache: AccountIndexCache, typed: TypedLine, unclear: Unclear
) -> LoggedLine | PendingLine:
    text, _ = cut_text(typed.text, LONGEST_LINE)
    new = NewDraft(
        workspace_id=typed.rep.workspace_id,
        rep_id=typed.rep.id,
        text=text,
        typed_name=_find_name(unclear),
        said_at=typed.now,
        request_key=typed.request_key,
    )
    draft_id = await database.write(lambda connection: draft_rows.add_draft(connection, new))
    if draft_id is None:
        return await _hold_again(database, index_cache, typed)
    draft = Draft(
        id=draft_id,
        rep_id=new.rep_id,
        text=text,
        typed_name=new.typed_name,
        said_at=new.said_at,
        request_key=new.request_key,
    )
    return await _make_pending(index_cache, typed, draft, unclear, ())


async def _hold_again(database: Database, index_cache: AccountIndexCache, typed: TypedLine) -> LoggedLine | PendingLine:
    """Answer a line that was kept before and is delivered again: what it waits for now, or what it has become."""
    rep, key = typed.rep, typed.request_key
    async with database.reading() as connection:
        draft = await draft_rows.find_draft_by_request(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key=key
        )
        stored = await load_line(connection, rep=rep, line_key=key, now=typed.now, with_removed=True)
    if draft is None or draft.day_choice is DayChoice.PLANNED:
        raise DraftGone
    if stored is not None:
        return stored
    return await ask_again(database, index_cache, rep=rep, draft=draft, now=typed.now)


async def _make_pending(
    index_cache: AccountIndexCache,
    typed: TypedLine,
    draft: Draft,
    unclear: Unclear,
    chosen: Sequence[ChosenAccount],
) -> PendingLine:
    index = await index_cache.get_index(typed.rep.workspace_id)
    if isinstance(unclear, AccountUnknown | AccountAmbiguous):
        guess = ChosenAccount(unclear.typed, NamedAccount(id=0, name=unclear.typed))
        return PendingLine(draft, unclear, has_rest=_has_several(typed, index, [*chosen, guess]))
    own_kinds = typed.rep.own_kinds
    choice = draft.find_choice(own_kinds)
    context = LineContext(index, _to_local(typed), chosen=next(iter(chosen), None), choice=choice, own_kinds=own_kinds)
    return PendingLine(draft, unclear, find_options(typed.text, unclear, context))


def _has_several(typed: TypedLine, index: AccountIndex, chosen: Sequence[ChosenAccount]) -> bool:
    """Return whether a line has several activities, with a guess for the name that is unclear."""
    try:
        return len(_parse(typed, index, own=frozenset(), chosen=chosen)) > 1
    except (AccountUnknown, AccountAmbiguous):
        return True
    except LogLineError:
        return False


def _parse(
    typed: TypedLine,
    index: AccountIndex,
    *,
    own: frozenset[int],
    chosen: Sequence[ChosenAccount],
    choice: LineChoice = AS_TYPED,
) -> tuple[LogLine, ...]:
    local_now = _to_local(typed)
    if choice == AS_TYPED:
        return parse_log_lines(
            typed.text, accounts=index, now=local_now, own=own, chosen=chosen, own_kinds=typed.rep.own_kinds
        )
    # A kind or day is chosen for a line with one activity.
    first = next(iter(chosen), None)
    line = parse_log_line(
        typed.text,
        accounts=index,
        now=local_now,
        own=own,
        chosen=first,
        choice=choice,
        own_kinds=typed.rep.own_kinds,
    )
    return (line,)


def _to_local(typed: TypedLine) -> datetime:
    return typed.now.astimezone(typed.rep.zone)


async def _lacks_account(database: Database, index_cache: AccountIndexCache, answer: TypedLine, draft: Draft) -> bool:
    try:
        await parse_typed_line(database, index_cache, to_typed(answer.rep, draft))
    except AccountMissing:
        return True
    except LogLineError:
        return False
    return False
