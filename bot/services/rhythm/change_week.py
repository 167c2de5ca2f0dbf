"""Save a rep's part-time week and holiday calendar (R4)."""

from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.countries import parse_country
from bot.domain.calendar.errors import CountryOrRegionUnknown, LeaveDaysUnclear
from bot.domain.calendar.workdays import (
    CountryUnknown,
    RegionUnknown,
    find_subdivision,
    list_holidays,
    list_subdivisions,
)
from bot.domain.people.people import Rep
from bot.services.people.person_cache import Person
from bot.services.rhythm.plan_nudges import reset_next_moment
from bot.storage.database import Database
from bot.storage.people import people as people_rows

KNOWN_COUNTRIES = "NL, BE, DE, LU"
# In days a year; more is a mistake in typing.
MOST_LEAVE = 100


class WeekChanges(TypedDict, total=False):
    """On which days and by whose holidays a rep works."""

    week: str
    country: str | None
    region: str | None


async def change_week(database: Database, *, rep: Rep, now: datetime, **changes: Unpack[WeekChanges]) -> None:
    """Set on which days or by whose holidays a rep works, and find the next moment again."""

    async def work(connection: AsyncConnection) -> None:
        await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, **changes)
        await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=now)

    await database.write(work)


async def set_leave_days(database: Database, *, rep: Rep, days: int) -> None:
    """Save how many days of leave a rep has in a year (R4).

    Raises:
        LeaveDaysUnclear: nobody has that many.
    """
    if not 0 <= days <= MOST_LEAVE:
        raise LeaveDaysUnclear
    await database.write(
        lambda connection: people_rows.change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, leave_days=days
        )
    )


async def ask_leave_once(database: Database, *, rep: Rep, now: datetime) -> bool:
    """Return whether to ask a rep for the days of leave in a year: once, until the rep says so (R4, K5)."""
    today = now.astimezone(rep.zone).date()
    return await database.write(lambda connection: people_rows.mark_leave_asked(connection, rep_id=rep.id, today=today))


async def choose_country(database: Database, *, person: Person, typed: str, now: datetime) -> str:
    """Set a rep's country for public holidays, and return its code; without text, return the present one.

    Raises:
        CountryOrRegionUnknown: there is no calendar for it.
    """
    country = parse_country(typed) or person.place[0]
    try:
        list_holidays(country, now.year)
    except CountryUnknown as error:
        raise CountryOrRegionUnknown(typed, KNOWN_COUNTRIES) from error
    if typed:
        await change_week(database, rep=person.rep, now=now, country=country, region=None)
    return country


async def choose_place(database: Database, *, rep: Rep, country: str, region: str | None, now: datetime) -> None:
    """Set a rep's country and region for public holidays.

    Raises:
        CountryOrRegionUnknown: there is no calendar for it.
    """
    try:
        list_holidays(country, now.year, region)
    except (CountryUnknown, RegionUnknown) as error:
        raise CountryOrRegionUnknown(region or country, KNOWN_COUNTRIES) from error
    await change_week(database, rep=rep, now=now, country=country, region=region)


async def choose_region(database: Database, *, person: Person, typed: str, now: datetime) -> str | None:
    """Set a rep's region for public holidays, and return its code.

    Raises:
        CountryOrRegionUnknown: the country has no such region.
    """
    country, _ = person.place
    try:
        region = find_subdivision(country, typed.strip())
    except RegionUnknown as error:
        known = ", ".join(list_subdivisions(country))
        raise CountryOrRegionUnknown(typed, known or country) from error
    if typed:
        await change_week(database, rep=person.rep, now=now, region=region)
    return region


async def follow_status_of(database: Database, *, rep: Rep, follows: bool) -> None:
    """Switch on or off that a rep's platform status adds absences."""
    await database.write(
        lambda connection: people_rows.change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, follows_status=follows
        )
    )
