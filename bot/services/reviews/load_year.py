"""A rep's year: what the rhythm adds up to (R5)."""

from datetime import datetime

from bot.domain.reviews.year import Year, count_year
from bot.services.calendar.calendars import load_calendar
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.log.activities import count_year_done


async def load_year(database: Database, *, person: Person, now: datetime) -> Year:
    """Return a rep's calendar year: its workdays, activities so far, and projection."""
    rep = person.rep
    today = now.astimezone(rep.zone).date()
    async with database.long_reading() as connection:
        calendar = await load_calendar(connection, person=person, since=today.replace(month=1, day=1))
        done = await count_year_done(connection, rep_id=rep.id, year=today.year)
    return count_year(calendar=calendar, targets=rep.targets, done=done, today=today)
