"""When an account's contact persons can be reached, from the rep's own log (V4)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.reach import MESSAGES_ENOUGH, Attempt, Reach, learn_hours, should_call
from bot.domain.log.situations import Situation
from bot.domain.people.people import Rep
from bot.domain.text.words import fold_word, split_tokens
from bot.storage.log import reach as reach_rows
from bot.storage.log.reach import PhoneCall


async def load_reach(connection: AsyncConnection, *, rep: Rep, account_id: int) -> Reach:
    """Return whether to call, and at which hours: by the person last mentioned, else the account, else the level."""
    latest = await reach_rows.list_latest_contacts(
        connection, rep_id=rep.id, account_id=account_id, limit=MESSAGES_ENOUGH
    )
    calls = await reach_rows.list_calls(connection, rep_id=rep.id, account_id=account_id)
    names = await reach_rows.list_contact_names(connection, account_id=account_id)
    spoken_of = next((name for call in calls for name in names if _mentions(call.note, name)), None)
    ours = [call for call in calls if spoken_of is not None and _mentions(call.note, spoken_of)]
    hours = learn_hours(_to_attempts(rep, ours)) or learn_hours(_to_attempts(rep, calls))
    is_role = False
    if hours is None:
        same = await reach_rows.list_calls_of_role(connection, rep_id=rep.id, account_id=account_id)
        hours = learn_hours(_to_attempts(rep, same))
        is_role = hours is not None
    return Reach(calls_now=should_call(latest), hours=hours, is_role=is_role)


def _to_attempts(rep: Rep, calls: list[PhoneCall]) -> list[Attempt]:
    """Return calls that were logged on the day itself, the only ones whose hour is known (K7)."""
    moments = [(call, call.logged_at.astimezone(rep.zone)) for call in calls]
    return [
        Attempt(hour=moment.hour, was_answered=call.situation is not Situation.UNREACHABLE)
        for call, moment in moments
        if moment.date() == call.day
    ]


def _mentions(note: str, name: str) -> bool:
    words = {fold_word(token) for token, _, _ in split_tokens(note)}
    return bool(words & {fold_word(part) for part in name.split() if len(part) > 2})  # noqa: PLR2004 - "de", "van"
