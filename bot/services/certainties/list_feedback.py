"""List a rep's latest customer feedback (Z2)."""

from datetime import datetime, timedelta

from bot.domain.certainties.feedback import Feedback
from bot.domain.people.people import Rep
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.database import Database

YEAR = timedelta(days=365)
MOST_LISTED = 15


async def list_latest_feedback(
    database: Database, *, rep: Rep, now: datetime, account_id: int | None = None
) -> list[Feedback]:
    """Return the feedback of the past year, latest first, optionally of one account."""
    since = now.astimezone(rep.zone).date() - YEAR
    async with database.reading() as connection:
        found = await feedback_rows.list_feedback(connection, rep_ids=[rep.id], since=since, account_id=account_id)
    return list(found[:MOST_LISTED])
