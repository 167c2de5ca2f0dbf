"""Whether somebody sells, or only leads and is left out of every figure (K4)."""

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
from bot.storage.calendar.calendars import NewAbsence, add_absence
from bot.storage.database import Database
from bot.storage.deals.stalls import review_again
from bot.storage.log.activities import has_activities
from bot.storage.people import people as people_rows

DAY = timedelta(days=1)
# Where the free days come from of who did not count for a while, and does again.
LED = "led"


async def set_selling(database: Database, *, rep: Rep, sells: bool, now: datetime) -> None:
    """Save whether a rep sells from today on; one who never did was only leading from the first day on. Idempotent."""
    await database.write(lambda connection: save_selling(connection, rep=rep, sells=sells, now=now))


async def save_selling(connection: AsyncConnection, *, rep: Rep, sells: bool, now: datetime) -> None:
    """Save the same in a transaction."""
    known = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id) or rep
    if sells == (known.leads_since is None):
        return
    today = now.astimezone(known.zone).date()
    if known.leads_since is not None:
        await leave_out(connection, rep=known, first=known.leads_since, now=now, source=LED)
        leads_since = None
    elif await has_activities(connection, rep_id=rep.id):
        leads_since = today
    else:
        leads_since = known.first_day or today
    await people_rows.change_rep(
        connection, workspace_id=rep.workspace_id, rep_id=rep.id, leads_since=leads_since, leading_asked_at=now
    )


async def leave_out(connection: AsyncConnection, *, rep: Rep, first: date, now: datetime, source: str) -> None:
    """Keep the days from ``first`` until yesterday out of every figure, of who did not count then and does again."""
    last = now.astimezone(rep.zone).date() - DAY
    if last >= first:
        gap = NewAbsence(
            workspace_id=rep.workspace_id, rep_id=rep.id, first_day=first, last_day=last, source=source, created_at=now
        )
        await add_absence(connection, gap)
        await review_again(connection, owner_id=rep.id)
