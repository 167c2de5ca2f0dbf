"""Parse and store a typed line, or save it as a draft until its account is clear."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedEntry
from bot.domain.log.activity import LogLine
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown, DraftGone
from bot.domain.log.log_line import ChosenAccount, parse_log_line
from bot.domain.log.stored_text import LONGEST_LINE, check_name, cut_text
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.log.change_entry import load_logged
from bot.services.log.log_activity import NewActivity, log_activity
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database
from bot.storage.log import activities as activity_rows
from bot.storage.log import drafts as draft_rows
from bot.storage.log.drafts import Draft, NewDraft


@dataclass(frozen=True, slots=True)
class PendingLine:
    """A draft that waits for the rep to choose its account."""

    draft_id: int
    reason: AccountUnknown | AccountAmbiguous


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A typed line, when it was typed (UTC), and the key of its request."""

    rep: Rep
    text: str
    request_key: str
    now: datetime


async def log_typed_line(
    database: Database, index_cache: AccountIndexCache, typed: TypedLine
) -> LoggedEntry | PendingLine:
    """Parse and store a line; a line with an unclear account is saved as a draft.

    Raises:
        LogLineError: the line cannot be stored for another reason than its account.
        DraftGone: another rep's draft has the request key.
    """
    try:
        line = await parse_typed_line(database, index_cache, typed)
    except (AccountUnknown, AccountAmbiguous) as unclear:
        return await _hold_line(database, typed, unclear)
    return await _store_line(database, typed, line)


async def parse_typed_line(database: Database, index_cache: AccountIndexCache, typed: TypedLine) -> LogLine:
    """Parse a line with the workspace's account names, loading new ones when another replica may have added some.

    Raises:
        LogLineError: it cannot be stored as it is.
    """
    workspace_id = typed.rep.workspace_id
    local_now = typed.now.astimezone(typed.rep.zone)
    index = await index_cache.get_index(workspace_id)
    try:
        return parse_log_line(typed.text, accounts=index, now=local_now)
    except AccountAmbiguous:
        async with database.reading() as connection:
            own = await account_rows.list_owned_ids(connection, rep_id=typed.rep.id)
        return parse_log_line(typed.text, accounts=index, now=local_now, own=own)
    except AccountUnknown:
        if not await index_cache.refresh(workspace_id):
            raise
        return parse_log_line(typed.text, accounts=await index_cache.get_index(workspace_id), now=local_now)


async def open_draft(database: Database, *, rep: Rep, draft_id: int, now: datetime) -> Draft | LoggedEntry:
    """Return a rep's kept line, or the entry that it has become since.

    Raises:
        DraftGone: it was cancelled, or is somebody else's.
        EntryGone: it has become an entry that was removed.
    """
    async with database.reading() as connection:
        draft = await _get_draft(connection, rep=rep, draft_id=draft_id)
        entry = await activity_rows.find_entry_by_request(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key=draft.request_key
        )
        if entry is None:
            return draft
        return await load_logged(connection, rep=rep, entry_id=entry.id, now=now)


async def log_draft(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, draft: Draft, account: NamedAccount, now: datetime
) -> LoggedEntry:
    """Store a draft with the chosen account; its relative days count from the day on which it was typed.

    The line stays until old ones are dropped, so that a button pressed again finds the entry that it has become.

    Raises:
        LogLineError: something else in the line is wrong.
    """
    index = await index_cache.get_index(rep.workspace_id)
    line = parse_log_line(
        draft.text,
        accounts=index,
        now=draft.said_at.astimezone(rep.zone),
        chosen=ChosenAccount(typed=draft.typed_name, account=account),
    )
    # The draft's own request key, so that a button pressed twice or a redelivered line stores it once.
    new = NewActivity(rep=rep, line=line, request_key=draft.request_key, logged_at=now)
    return await log_activity(database, new)


async def drop_draft(database: Database, *, rep: Rep, draft_id: int) -> None:
    """Delete a draft."""
    await database.write(lambda connection: draft_rows.drop_draft(connection, rep_id=rep.id, draft_id=draft_id))


async def _get_draft(connection: AsyncConnection, *, rep: Rep, draft_id: int) -> Draft:
    draft = await draft_rows.find_draft(connection, rep_id=rep.id, draft_id=draft_id)
    if draft is None:
        raise DraftGone
    return draft


async def _store_line(database: Database, typed: TypedLine, line: LogLine) -> LoggedEntry:
    return await log_activity(
        database,
        NewActivity(rep=typed.rep, line=line, request_key=typed.request_key, logged_at=typed.now),
    )


async def _hold_line(database: Database, typed: TypedLine, unclear: AccountUnknown | AccountAmbiguous) -> PendingLine:
    text, _ = cut_text(typed.text, LONGEST_LINE)
    draft = NewDraft(
        workspace_id=typed.rep.workspace_id,
        rep_id=typed.rep.id,
        text=text,
        typed_name=check_name(unclear.typed),
        said_at=typed.now,
        request_key=typed.request_key,
    )
    draft_id = await database.write(lambda connection: draft_rows.save_draft(connection, draft))
    if draft_id is None:
        raise DraftGone
    return PendingLine(draft_id=draft_id, reason=unclear)
