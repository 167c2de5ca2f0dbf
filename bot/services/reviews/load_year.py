"""A rep's year: what the rhythm adds up to (R5)."""

from datetime import date, datetime

from bot.domain.reviews.year import Year, YearDone, count_year, find_year_spans
from bot.services.calendar.calendars import load_calendar
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.log.activities import count_between


async def load_year(database: Database, *, person: Person, now: datetime) -> Year:
    """Return a rep's calendar year: its workdays, activities so far, pace and projection."""
    rep = person.rep
    today = now.astimezone(rep.zone).date()
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    async with database.long_reading() as connection:
        calendar = await load_calendar(connection, person=person, since=first)
        spans = find_year_spans(calendar, today=today)
        done = YearDone(
            year=await count_between(connection, rep_id=rep.id, first=first, last=last),
            since_first=await count_between(connection, rep_id=rep.id, first=spans.first, last=today),
            lately=await count_between(connection, rep_id=rep.id, first=spans.lately, last=today),
        )
    return count_year(calendar=calendar, targets=rep.targets, done=done, today=today, leave_days=rep.leave_days)
