"""In-memory cache of what every reply needs: work calendar, latest next steps, corrections.

Every change increments a version in its own transaction, on whichever replica. Storing a contact reads the versions
in that transaction, so that a reply never uses data from before the user's own last change.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import Absence, CompanyDay, WorkCalendar
from bot.domain.log.activity import NextStep
from bot.domain.log.situations import Correction
from bot.domain.people.people import Rep
from bot.domain.people.versions import Versions
from bot.services.people.person_cache import Person
from bot.storage.calendar import calendars as calendar_rows
from bot.storage.database import Database
from bot.storage.log import corrections as correction_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.versioned_cache import ProcessCaches, Versioned
from bot.storage.versions import load_versions

STEPS_LOOKED_AT = 60
# A version above all others: forces a reload.
NEWEST = sys.maxsize

Corrections = Versioned[tuple[Correction, ...]]


@dataclass(frozen=True, slots=True)
class Habits:
    """A rep's latest next steps, and work calendar from today on."""

    steps: Sequence[NextStep]
    calendar: WorkCalendar


async def load_corrections(database: Database, *, rep: Rep, version: int = 0) -> Corrections:
    """Return the workspace's corrections, of this version or newer.

    Without a version they may be older than the last change: the caller compares versions when storing the result.
    """
    found = database.caches.corrections.find(rep.workspace_id, version=version)
    if found is not None:
        return found
    async with database.reading() as connection:
        versions = (await load_versions(connection, rep_ids=[rep.id]))[rep.id]
        corrections = await correction_rows.list_corrections(connection, workspace_id=rep.workspace_id)
    return database.caches.corrections.keep(rep.workspace_id, tuple(corrections), version=versions.corrections)


def find_habits(caches: ProcessCaches, *, person: Person, versions: Versions) -> Habits | None:
    """Return the cached habits of a person, None when any part is missing or older than these versions."""
    steps = caches.steps.find(person.rep.id, version=versions.steps)
    absences = caches.absences.find(person.rep.id, version=versions.absences)
    days = caches.company_days.find(person.workspace.id, version=versions.company_days)
    if steps is None or absences is None or days is None:
        return None
    return Habits(steps=steps.value, calendar=_make_calendar(person, absences.value, days.value))


async def load_habits(
    connection: AsyncConnection, caches: ProcessCaches, *, person: Person, versions: Versions, today: date
) -> Habits:
    """Return a person's habits, loading the parts that are missing or older than these versions."""
    steps = await _load_steps(connection, caches, person, versions)
    absences = await _load_absences(connection, caches, person, versions, since=today - timedelta(days=1))
    days = await _load_company_days(connection, caches, person, versions)
    return Habits(steps=steps, calendar=_make_calendar(person, absences, days))


async def load_cached_calendar(database: Database, *, person: Person, versions: Versions, today: date) -> WorkCalendar:
    """Return a person's work calendar from today on, loading what is missing or older than these versions."""
    absences = database.caches.absences.find(person.rep.id, version=versions.absences)
    days = database.caches.company_days.find(person.workspace.id, version=versions.company_days)
    if absences is not None and days is not None:
        return _make_calendar(person, absences.value, days.value)
    async with database.reading() as connection:
        since = today - timedelta(days=1)
        return _make_calendar(
            person,
            await _load_absences(connection, database.caches, person, versions, since=since),
            await _load_company_days(connection, database.caches, person, versions),
        )


def _make_calendar(person: Person, absences: Sequence[Absence], days: Sequence[CompanyDay]) -> WorkCalendar:
    return person.rep.make_calendar(person.workspace, absences=tuple(absences), company_days=tuple(days))


async def _load_steps(
    connection: AsyncConnection, caches: ProcessCaches, person: Person, versions: Versions
) -> tuple[NextStep, ...]:
    rep_id = person.rep.id
    found = caches.steps.find(rep_id, version=versions.steps)
    if found is None:
        steps = await step_rows.list_latest_moments(connection, rep_id=rep_id, limit=STEPS_LOOKED_AT)
        found = caches.steps.keep(rep_id, tuple(steps), version=versions.steps)
    return found.value


async def _load_absences(
    connection: AsyncConnection, caches: ProcessCaches, person: Person, versions: Versions, *, since: date
) -> tuple[Absence, ...]:
    rep_id = person.rep.id
    found = caches.absences.find(rep_id, version=versions.absences)
    if found is None:
        absences = await calendar_rows.list_absences(connection, rep_ids=[rep_id], since=since)
        found = caches.absences.keep(rep_id, absences.get(rep_id, ()), version=versions.absences)
    return found.value


async def _load_company_days(
    connection: AsyncConnection, caches: ProcessCaches, person: Person, versions: Versions
) -> tuple[CompanyDay, ...]:
    workspace_id = person.workspace.id
    found = caches.company_days.find(workspace_id, version=versions.company_days)
    if found is None:
        days = await calendar_rows.list_company_days(connection, workspace_ids=[workspace_id])
        found = caches.company_days.keep(workspace_id, days.get(workspace_id, ()), version=versions.company_days)
    return found.value
