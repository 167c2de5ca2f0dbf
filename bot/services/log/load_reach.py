"""When an account's contact persons can be reached, from hours that were said and now and then asked (V4)."""

from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.home.day import LoggedEntry
from bot.domain.log.activity import Kind
from bot.domain.log.reach import (
    ASKS_APART,
    MESSAGES_ENOUGH,
    WINDOWS,
    Attempt,
    Reach,
    learn_hours,
    may_ask_hour,
    offer_windows,
    should_call,
)
from bot.domain.log.situations import Situation
from bot.domain.people.people import Rep
from bot.domain.reviews.reached import was_reached
from bot.domain.text.words import fold_word, split_tokens
from bot.services.log.change_entry import load_logged, lock_own_entry
from bot.storage.database import Database
from bot.storage.log import activities as activity_rows
from bot.storage.log import reach as reach_rows
from bot.storage.log.reach import PhoneCall
from bot.storage.people import people as people_rows

# Asked where the answer is of use: at an account that is called more often.
CALLS_BEFORE_ASKING = 3


async def load_reach(connection: AsyncConnection, *, rep: Rep, account_id: int) -> Reach:
    """Return whether to call, and at which hours: by the person last mentioned, else the account, else the level."""
    latest = await reach_rows.list_latest_contacts(
        connection, rep_id=rep.id, account_id=account_id, limit=MESSAGES_ENOUGH
    )
    calls = await reach_rows.list_calls(connection, rep_id=rep.id, account_id=account_id)
    names = await reach_rows.list_contact_names(connection, account_id=account_id)
    spoken_of = next((name for call in calls for name in names if _mentions(call.note, name)), None)
    ours = [call for call in calls if spoken_of is not None and _mentions(call.note, spoken_of)]
    hours = learn_hours(_to_attempts(ours)) or learn_hours(_to_attempts(calls))
    is_role = False
    if hours is None:
        same = await reach_rows.list_calls_of_role(connection, rep_id=rep.id, account_id=account_id)
        hours = learn_hours(_to_attempts(same))
        is_role = hours is not None
    return Reach(calls_now=should_call(latest), hours=hours, is_role=is_role)


def _to_attempts(calls: list[PhoneCall]) -> list[Attempt]:
    """Return the calls whose hour was said; the hour at which one was typed tells nothing (V4, K7)."""
    return [
        Attempt(hour=call.called_at.hour, was_answered=call.situation is not Situation.UNREACHABLE)
        for call in calls
        if call.called_at is not None
    ]


def _mentions(note: str, name: str) -> bool:
    words = {fold_word(token) for token, _, _ in split_tokens(note)}
    return bool(words & {fold_word(part) for part in name.split() if len(part) > 2})  # noqa: PLR2004 - "de", "van"


async def choose_hours(
    database: Database, *, rep: Rep, logged: LoggedEntry, now: datetime
) -> tuple[tuple[int, int], ...]:
    """Return the windows among which to ask when this call was made, none when it is not asked; asks once a week."""
    local = now.astimezone(rep.zone)
    if not _may_ask(logged) or not may_ask_hour(asked_on=rep.hour_asked_on, today=local.date()):
        return ()
    async with database.reading() as connection:
        calls = await reach_rows.count_calls(connection, rep_id=rep.id, account_id=logged.entry.account_id or 0)
    if calls < CALLS_BEFORE_ASKING:
        return ()
    is_first = await database.write(
        lambda connection: people_rows.mark_hour_asked(
            connection, rep_id=rep.id, today=local.date(), before=local.date() - ASKS_APART
        )
    )
    return offer_windows(local.time()) if is_first else ()


async def save_hour(
    database: Database, *, rep: Rep, entry_id: int, window: tuple[int, int] | None, now: datetime
) -> LoggedEntry:
    """Save in which window a call of the rep was made, None while that is not known any more; return the entry.

    Raises:
        EntryGone: it was deleted, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> LoggedEntry:
        entry = await lock_own_entry(connection, rep=rep, entry_id=entry_id)
        if window in WINDOWS and entry.kind is Kind.CALL:
            called_at = time(sum(window) // len(window))
            await activity_rows.change_activity(connection, activity_id=entry_id, called_at=called_at)
        return await load_logged(connection, rep=rep, entry_id=entry_id, now=now)

    return await database.write(work)


def _may_ask(logged: LoggedEntry) -> bool:
    """Return whether a call got through, today, and did not say when."""
    entry = logged.entry
    is_call = entry.kind is Kind.CALL and entry.count == 1 and entry.own is None and entry.account_id is not None
    if not is_call or entry.day != logged.today or entry.called_at is not None:
        return False
    return entry.situation != Situation.UNREACHABLE and was_reached(entry.note)
