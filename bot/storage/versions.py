"""Queries about the versions of cached data; a change of that data increments its version in the same transaction."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Column, Update, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.versions import Versions
from bot.storage.tables.calendar import absences
from bot.storage.tables.log import activities, next_steps
from bot.storage.tables.people import reps, workspaces


async def load_versions(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, Versions]:
    """Return the versions of cached data, by rep id."""
    rows = await connection.execute(_READ, {"rep_ids": list(rep_ids)})
    return {rep_id: Versions(*versions) for rep_id, *versions in rows}


async def bump_absences(connection: AsyncConnection, *, rep_id: int) -> None:
    """Increment the version of a rep's absences."""
    await connection.execute(_BUMP_ABSENCES, {"bumped": rep_id})


async def bump_absences_of(connection: AsyncConnection, *, absence_id: int) -> None:
    """Increment the version of the absences of the rep with this absence."""
    await connection.execute(_BUMP_ABSENCES_OF, {"changed": absence_id})


async def bump_steps(connection: AsyncConnection, *, rep_ids: Collection[int]) -> None:
    """Increment the version of these reps' next steps: steps were added or deleted, or their days changed."""
    # Rows are locked in id order everywhere, so that two processes cannot deadlock.
    await connection.execute(_BUMP_STEPS, [{"bumped": rep_id} for rep_id in sorted(set(rep_ids))])


async def bump_steps_of_step(connection: AsyncConnection, *, step_id: int) -> None:
    """Increment the version of the next steps of the rep with this step."""
    await connection.execute(_BUMP_STEPS_OF_STEP, {"changed": step_id})


async def bump_steps_of_activity(connection: AsyncConnection, *, activity_id: int) -> None:
    """Increment the version of the next steps of the rep with this activity."""
    await connection.execute(_BUMP_STEPS_OF_ACTIVITY, {"changed": activity_id})


async def bump_company_days(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Increment the version of a workspace's company days."""
    await connection.execute(_BUMP_DAYS, {"bumped": workspace_id})


async def bump_accounts(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Increment the version of a workspace's account names."""
    await connection.execute(_BUMP_ACCOUNTS, {"bumped": workspace_id})


async def bump_corrections(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Increment the version of a workspace's corrections."""
    await connection.execute(_BUMP_CORRECTIONS, {"bumped": workspace_id})


def _bump(column: Column[Any]) -> Update:
    return update(column.table).values({column: column + 1})


_READ = (
    select(
        reps.c.id,
        reps.c.absences_version,
        reps.c.steps_version,
        workspaces.c.days_version,
        workspaces.c.corrections_version,
        workspaces.c.accounts_version,
    )
    .join_from(reps, workspaces, workspaces.c.id == reps.c.workspace_id)
    .where(reps.c.id.in_(bindparam("rep_ids", expanding=True)))
)
_CHANGED: BindParameter[int] = bindparam("changed")
_BUMP_ABSENCES = _bump(reps.c.absences_version).where(reps.c.id == bindparam("bumped"))
_BUMP_ABSENCES_OF = _bump(reps.c.absences_version).where(
    reps.c.id == select(absences.c.rep_id).where(absences.c.id == _CHANGED).scalar_subquery()
)
_BUMP_STEPS = _bump(reps.c.steps_version).where(reps.c.id == bindparam("bumped"))
_BUMP_STEPS_OF_STEP = _bump(reps.c.steps_version).where(
    reps.c.id == select(next_steps.c.rep_id).where(next_steps.c.id == _CHANGED).scalar_subquery()
)
_BUMP_STEPS_OF_ACTIVITY = _bump(reps.c.steps_version).where(
    reps.c.id == select(activities.c.rep_id).where(activities.c.id == _CHANGED).scalar_subquery()
)
_BUMP_DAYS = _bump(workspaces.c.days_version).where(workspaces.c.id == bindparam("bumped"))
_BUMP_ACCOUNTS = _bump(workspaces.c.accounts_version).where(workspaces.c.id == bindparam("bumped"))
_BUMP_CORRECTIONS = _bump(workspaces.c.corrections_version).where(workspaces.c.id == bindparam("bumped"))
