"""The first day of reps, before which nothing of theirs counts (K4)."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import find_zone
from bot.storage.tables.log import activities
from bot.storage.tables.people import reps

_SET_FIRST_DAY = update(reps).where(reps.c.id == bindparam("subject_id")).values(first_day=bindparam("day"))


async def refresh_first_days(connection: AsyncConnection, *, workspace_id: int, prefixes: Sequence[str]) -> None:
    """Set the first day of a workspace's reps: that of the first contact, or of an earlier imported activity.

    ``prefixes`` are those of the request keys of activities that nobody typed: what somebody types about an earlier day
    does not make that day, and the ones after it, days on which he or she was here.
    """
    query = (
        select(activities.c.rep_id, func.min(activities.c.day))
        .where(
            activities.c.workspace_id == workspace_id,
            activities.c.removed_at.is_(None),
            or_(*(activities.c.request_key.startswith(prefix, autoescape=True) for prefix in prefixes)),
        )
        .group_by(activities.c.rep_id)
    )
    earliest = {rep_id: day for rep_id, day in (await connection.execute(query)).all()}  # noqa: C416 - rows are no pairs to mypy
    people = select(reps.c.id, reps.c.timezone, reps.c.created_at, reps.c.first_day).where(
        reps.c.workspace_id == workspace_id
    )
    changes = []
    for rep_id, timezone, created_at, known in (await connection.execute(people)).all():
        met = created_at.astimezone(find_zone(timezone)).date()
        first = min(met, earliest.get(rep_id, met))
        if first != known:
            changes.append({"subject_id": rep_id, "day": first})
    if changes:
        await connection.execute(_SET_FIRST_DAY, changes)
