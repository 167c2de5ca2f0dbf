"""Work calendars of reps and companies, built from stored settings, absences and company days (R4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import CompanyDay, WorkCalendar
from bot.domain.people.people import Rep, Workspace
from bot.services.people.person_cache import Person
from bot.storage.calendar import calendars as calendar_rows


@dataclass(frozen=True, slots=True)
class CompanyCalendars:
    """The workspaces of a batch, with their company days."""

    workspaces: Mapping[int, Workspace]
    company_days: Mapping[int, tuple[CompanyDay, ...]]

    def of(self, workspace_id: int) -> WorkCalendar:
        """Return the work calendar of the company as a whole."""
        return self.workspaces[workspace_id].make_calendar(self.company_days.get(workspace_id, ()))


async def load_calendar(connection: AsyncConnection, *, person: Person, since: date) -> WorkCalendar:
    """Return a person's work calendar, with the absences that end on or after a local day."""
    return (await load_calendars(connection, [person], since=since))[person.rep.id]


async def load_calendars(
    connection: AsyncConnection, people: Sequence[Person], *, since: date
) -> dict[int, WorkCalendar]:
    """Return the work calendars of people by rep id, with the absences that end on or after a local day."""
    companies = await load_companies(connection, {person.workspace.id: person.workspace for person in people})
    return await load_rep_calendars(connection, [person.rep for person in people], companies=companies, since=since)


async def load_rep_calendars(
    connection: AsyncConnection, reps: Collection[Rep], *, companies: CompanyCalendars, since: date
) -> dict[int, WorkCalendar]:
    """Return the work calendars of reps by id, with the absences that end on or after a local day."""
    absences = await calendar_rows.list_absences(connection, rep_ids=[rep.id for rep in reps], since=since)
    return {
        rep.id: rep.make_calendar(
            companies.workspaces[rep.workspace_id],
            absences=absences.get(rep.id, ()),
            company_days=companies.company_days.get(rep.workspace_id, ()),
        )
        for rep in reps
    }


async def load_companies(connection: AsyncConnection, workspaces: Mapping[int, Workspace]) -> CompanyCalendars:
    """Return these workspaces with their company days."""
    days = await calendar_rows.list_company_days(connection, workspace_ids=list(workspaces))
    return CompanyCalendars(workspaces=workspaces, company_days=days)


async def load_company_calendar(connection: AsyncConnection, *, workspace: Workspace) -> WorkCalendar:
    """Return the work calendar of the company as a whole."""
    return (await load_companies(connection, {workspace.id: workspace})).of(workspace.id)
