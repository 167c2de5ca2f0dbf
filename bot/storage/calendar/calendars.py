"""Queries about absences of reps, and about days on which a company differs from its country's calendar."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import Absence, CompanyDay, DayPart
from bot.storage.rows import to_columns
from bot.storage.tables.calendar import absences, company_days
from bot.storage.upsert import insert_or_change, insert_unless_present
from bot.storage.versions import bump_absences, bump_absences_of, bump_company_days

ABSENCE_COLUMNS = [absences.c[name] for name in Absence.__dataclass_fields__]


async def list_absences(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, tuple[Absence, ...]]:
    """Return the absences of these reps that end on or after a local day, by rep id, first day first."""
    query = (
        select(*ABSENCE_COLUMNS)
        .where(absences.c.rep_id.in_(list(rep_ids)), absences.c.last_day >= since)
        .order_by(absences.c.first_day, absences.c.id)
    )
    found: dict[int, tuple[Absence, ...]] = {}
    for row in (await connection.execute(query)).mappings():
        absence = Absence(**(dict(row) | {"part": DayPart(row["part"])}))
        found[absence.rep_id] = (*found.get(absence.rep_id, ()), absence)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAbsence:
    """Free days of a rep from one local day to another, both included."""

    workspace_id: int
    rep_id: int
    first_day: date
    last_day: date
    created_at: datetime
    part: DayPart = DayPart.WHOLE
    reason: str = ""
    source: str = "typed"


async def add_absence(connection: AsyncConnection, absence: NewAbsence) -> None:
    """Add an absence; idempotent."""
    await connection.execute(insert_unless_present(connection, absences).values(to_columns(absence)))
    await bump_absences(connection, rep_id=absence.rep_id)


async def remove_absence(connection: AsyncConnection, *, rep_id: int, absence_id: int) -> bool:
    """Delete a rep's absence, and return whether it existed."""
    await bump_absences(connection, rep_id=rep_id)
    statement = (
        delete(absences).where(absences.c.rep_id == rep_id, absences.c.id == absence_id).returning(absences.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def list_company_days(
    connection: AsyncConnection, *, workspace_ids: Collection[int]
) -> dict[int, tuple[CompanyDay, ...]]:
    """Return the company days of these workspaces, by workspace id, in order."""
    query = (
        select(company_days).where(company_days.c.workspace_id.in_(list(workspace_ids))).order_by(company_days.c.day)
    )
    found: dict[int, tuple[CompanyDay, ...]] = {}
    for row in await connection.execute(query):
        day = CompanyDay(id=row.id, day=row.day, is_worked=row.is_worked, name=row.name)
        found[row.workspace_id] = (*found.get(row.workspace_id, ()), day)
    return found


async def set_company_days(connection: AsyncConnection, *, workspace_id: int, days: Sequence[CompanyDay]) -> None:
    """Upsert company days.

    Unique by workspace and day; an existing day keeps its id, so that a repeated request changes nothing and the
    buttons of older messages stay valid.
    """
    rows = [
        {"workspace_id": workspace_id, "day": day.day, "is_worked": day.is_worked, "name": day.name} for day in days
    ]
    statement = insert_or_change(connection, company_days, keys=("workspace_id", "day"), changes=("is_worked", "name"))
    await connection.execute(statement, rows)
    await bump_company_days(connection, workspace_id=workspace_id)


async def remove_company_day(connection: AsyncConnection, *, workspace_id: int, day_id: int) -> bool:
    """Delete a company day, and return whether it existed."""
    await bump_company_days(connection, workspace_id=workspace_id)
    statement = (
        delete(company_days)
        .where(company_days.c.workspace_id == workspace_id, company_days.c.id == day_id)
        .returning(company_days.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def list_absences_from(
    connection: AsyncConnection, *, rep_id: int, source: str, since: date
) -> tuple[Absence, ...]:
    """Return a rep's absences from a source such as the platform's status, that end on or after a local day."""
    found = (await list_absences(connection, rep_ids=[rep_id], since=since)).get(rep_id, ())
    return tuple(absence for absence in found if absence.source == source)


async def change_absence(connection: AsyncConnection, *, absence_id: int, last_day: date) -> None:
    """Change the last day of an absence."""
    await connection.execute(update(absences).where(absences.c.id == absence_id).values(last_day=last_day))
    await bump_absences_of(connection, absence_id=absence_id)
