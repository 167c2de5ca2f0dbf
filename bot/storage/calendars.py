"""Queries about free days: of reps, and of companies that differ from their country."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.workdays import Absence, CompanyDay, DayPart
from bot.storage.tables import absences, company_days
from bot.storage.upsert import insert_unless_present

ABSENCE_COLUMNS = [absences.c[name] for name in Absence.__dataclass_fields__]


async def list_absences(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, tuple[Absence, ...]]:
    """Return the absences of these reps that end on or after a local day, by rep, first day first."""
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


async def add_absence(connection: AsyncConnection, **values: Any) -> None:
    """Add an absence unless exactly this one is there."""
    await connection.execute(insert_unless_present(connection, absences).values(**values))


async def remove_absence(connection: AsyncConnection, *, rep_id: int, absence_id: int) -> bool:
    """Take a rep's own absence away, and return whether it was there."""
    statement = (
        delete(absences).where(absences.c.rep_id == rep_id, absences.c.id == absence_id).returning(absences.c.id)
    )
    return (await connection.execute(statement)).first() is not None


async def list_company_days(
    connection: AsyncConnection, *, workspace_ids: Collection[int]
) -> dict[int, tuple[CompanyDay, ...]]:
    """Return the days on which companies differ from their country, by workspace, in order."""
    query = (
        select(company_days).where(company_days.c.workspace_id.in_(list(workspace_ids))).order_by(company_days.c.day)
    )
    found: dict[int, tuple[CompanyDay, ...]] = {}
    for row in await connection.execute(query):
        day = CompanyDay(day=row.day, is_worked=row.is_worked, name=row.name)
        found[row.workspace_id] = (*found.get(row.workspace_id, ()), day)
    return found
