"""Days on which a company differs from its country's calendar, set by a manager (R4)."""

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

# The maximum length of a company day's name.
LONGEST_DAY = 120


async def set_company_days(database: Database, *, person: Person, days: CompanyDays, unnamed: str) -> None:
    """Set days for the whole company; idempotent.

    Raises:
        ManagersOnly: the rep is not a manager.
        NameTooLong: the name of the days is too long.
    """
    check_may_set_days(person)
    named = replace(days, name=check_name(days.name, LONGEST_DAY) if days.name else "").list_days(unnamed=unnamed)
    await database.write(
        lambda connection: calendar_rows.set_company_days(connection, workspace_id=person.workspace.id, days=named)
    )


async def remove_company_day(database: Database, *, person: Person, day_id: int) -> None:
    """Delete a company day, so that the country's calendar applies again.

    Raises:
        ManagersOnly: the rep is not a manager.
        CompanyDayGone: it was deleted before, or is another workspace's.
    """
    check_may_set_days(person)
    workspace_id = person.workspace.id
    was_there = await database.write(
        lambda connection: calendar_rows.remove_company_day(connection, workspace_id=workspace_id, day_id=day_id)
    )
    if not was_there:
        raise CompanyDayGone


async def list_company_days(database: Database, *, person: Person, today: date) -> list[CompanyDay]:
    """Return the company days from ``today`` on."""
    async with database.reading() as connection:
        found = await calendar_rows.list_company_days(connection, workspace_ids=[person.workspace.id])
    return [day for day in found.get(person.workspace.id, ()) if day.day >= today]


def check_may_set_days(person: Person) -> None:
    """Check that a person may set company days.

    Raises:
        ManagersOnly: the rep is not a manager.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
