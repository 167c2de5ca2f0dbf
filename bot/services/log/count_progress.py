"""Put the targets of a rep's day beside what was just stored (K4)."""

from dataclasses import replace

from bot.domain.home.day import LoggedEntry
from bot.domain.people.counted_targets import count_day, sum_targets
from bot.services.people.habit_cache import load_cached_calendar
from bot.services.people.person_cache import Person
from bot.storage.database import Database


async def count_progress(database: Database, *, person: Person, logged: LoggedEntry) -> LoggedEntry:
    """Return what was stored with the targets of today: none on a free day, half of them on half a day.

    What was loaded rather than stored has them already, and is returned as it is.
    """
    if logged.versions is None:
        return logged
    calendar = await load_cached_calendar(database, person=person, versions=logged.versions, today=logged.today)
    targets = sum_targets([count_day(person.rep, calendar, logged.today)])
    return replace(logged, progress=replace(logged.progress, targets=targets))
