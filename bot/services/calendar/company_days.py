"""Days on which a company differs from its country, set by who leads (R4)."""

from dataclasses import replace
from datetime import date

from bot.domain.calendar.company_words import CompanyDays
from bot.domain.calendar.errors import CompanyDayGone
from bot.domain.calendar.workdays import CompanyDay
from bot.domain.log.stored_text import check_name
from bot.domain.people.errors import ManagersOnly
from bot.services.people.person_cache import Person
from bot.storage.calendar import calendars as calendar_rows
from bot.storage.database import Database

# What a day of the company can be called.
LONGEST_DAY = 120


async def set_company_days(database: Database, *, person: Person, days: CompanyDays, unnamed: str) -> None:
    """Set days for the whole company; the same day is set once however often it is told.

    Raises:
        ManagersOnly: the rep does not lead.
        NameTooLong: what the days are called is too long to be a name.
    """
    check_may_set_days(person)
    named = replace(days, name=check_name(days.name, LONGEST_DAY) if days.name else "").list_days(unnamed=unnamed)
    await database.write(
        lambda connection: calendar_rows.set_company_days(connection, workspace_id=person.workspace.id, days=named)
    )


async def remove_company_day(database: Database, *, person: Person, day_id: int) -> None:
    """Let the company follow its country again on a day.

    Raises:
        ManagersOnly: the rep does not lead.
        CompanyDayGone: it does so already, or the day is another workspace's.
    """
    check_may_set_days(person)
    workspace_id = person.workspace.id
    was_there = await database.write(
        lambda connection: calendar_rows.remove_company_day(connection, workspace_id=workspace_id, day_id=day_id)
    )
    if not was_there:
        raise CompanyDayGone


async def list_company_days(database: Database, *, person: Person, today: date) -> list[CompanyDay]:
    """Return the days from ``today`` on."""
    async with database.reading() as connection:
        found = await calendar_rows.list_company_days(connection, workspace_ids=[person.workspace.id])
    return [day for day in found.get(person.workspace.id, ()) if day.day >= today]


def check_may_set_days(person: Person) -> None:
    """Check that somebody may set the company's days.

    Raises:
        ManagersOnly: the rep does not lead.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
