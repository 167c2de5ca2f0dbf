"""Find what a person removed and may put back, for a week (K12)."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.errors import RemovalGone
from bot.domain.people.people import Rep
from bot.storage import removals as removal_rows
from bot.storage.removals import Removal

RESTORED_WITHIN = timedelta(days=7)


async def find_restorable(
    connection: AsyncConnection, *, rep: Rep, removal_id: int, kind: str, now: datetime
) -> Removal:
    """Return a removal that the rep may take back.

    Raises:
        RemovalGone: it is of another kind, was made too long ago, or by somebody else.
    """
    removal = await removal_rows.find_removal(connection, workspace_id=rep.workspace_id, removal_id=removal_id)
    if removal is None or removal.kind != kind or removal.rep_id != rep.id:
        raise RemovalGone
    if now - removal.removed_at > RESTORED_WITHIN:
        raise RemovalGone
    return removal
