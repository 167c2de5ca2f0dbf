"""Keep absences in sync with the platform's "away" status, for reps who switched that on (R4)."""

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
from bot.ports import Away
from bot.storage.calendar import calendars as calendar_rows
from bot.storage.calendar.calendars import NewAbsence
from bot.storage.deals.stalls import review_again

SOURCE = "slack"
# A status without an end counts for two weeks.
OPEN_END = timedelta(days=14)
# So that a status that ends at midnight does not make the next day free.
BEFORE_END = timedelta(minutes=1)


async def follow_status(connection: AsyncConnection, *, rep: Rep, away: Away | None, now: datetime) -> None:
    """Make the absences that come from the status equal to the present status."""
    today = now.astimezone(rep.zone).date()
    last_day = _find_last_day(rep, away, today=today)
    running = await calendar_rows.list_absences_from(connection, rep_id=rep.id, source=SOURCE, since=today)
    for absence in running:
        if last_day is not None:
            last = max(last_day, absence.first_day)
            await calendar_rows.change_absence(connection, absence_id=absence.id, last_day=last)
        elif absence.first_day < today:
            yesterday = today - timedelta(days=1)
            await calendar_rows.change_absence(connection, absence_id=absence.id, last_day=yesterday)
        else:
            await calendar_rows.remove_absence(connection, rep_id=rep.id, absence_id=absence.id)
    if last_day is not None and not running:
        told = NewAbsence(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            first_day=today,
            last_day=last_day,
            reason="ziek" if away and away.is_sick else "vakantie",
            source=SOURCE,
            created_at=now,
        )
        await calendar_rows.add_absence(connection, told)
    if running or last_day is not None:
        await review_again(connection, owner_id=rep.id)


def _find_last_day(rep: Rep, away: Away | None, *, today: date) -> date | None:
    if away is None:
        return None
    last = today + OPEN_END if away.until is None else (away.until - BEFORE_END).astimezone(rep.zone).date()
    return last if last >= today else None
