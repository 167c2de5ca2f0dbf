"""Somebody who was met or put in a team begins: from now on there are nudges and figures (K4)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
from bot.domain.rhythm.occasions import find_next_rep_moment
from bot.storage.log.activities import has_activities
from bot.storage.people import people as people_rows


async def begin(connection: AsyncConnection, *, rep: Rep, now: datetime) -> None:
    """Save that a rep began: today is the first day, unless there is history of before; idempotent."""
    known = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
    if known is None:
        return
    today = now.astimezone(known.zone).date()
    if not known.is_awaited:
        return
    has_history = known.first_day is not None and await has_activities(connection, rep_id=rep.id)
    await people_rows.change_rep(
        connection,
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        seen_on=today,
        awaited_since=None,
        first_day=known.first_day if has_history and known.first_day is not None else today,
        next_due_at=find_next_rep_moment(replace(known, awaited_since=None), after=now),
    )
