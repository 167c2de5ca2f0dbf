"""Set the targets of everybody in a team from a day on (R1), and let them hold once it is that day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import ManagersOnly, TargetDayPassed
from bot.domain.people.people import Rep, Team
from bot.domain.people.team_targets import DayTargets
from bot.services.meetings.team_rights import get_team_of
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from bot.storage.people import target_changes as change_rows
from bot.storage.people.target_changes import NewTargetChange, WaitingChange


@dataclass(frozen=True, slots=True)
class TeamTargets:
    """A team, who sells in it, and the targets that the first of them has now."""

    team: Team
    reps: tuple[Rep, ...]
    targets: DayTargets


async def load_team_targets(database: Database, *, person: Person, team_id: int, now: datetime) -> TeamTargets:
    """Return the team whose targets a manager wants to change.

    Raises:
        TeamGone: it is not a team of this person.
        ManagersOnly: the person does not lead it.
    """
    async with database.reading() as connection:
        return await _load(connection, person, team_id, now)


async def set_team_targets(
    database: Database, *, person: Person, team_id: int, targets: DayTargets, from_day: date, now: datetime
) -> TeamTargets:
    """Set the targets of everybody who sells in the team, from a local day on; idempotent. Return whom it concerns.

    Raises:
        TeamGone, ManagersOnly: as above.
        TargetDayPassed: the day is in the past.
    """

    async def work(connection: AsyncConnection) -> TeamTargets:
        found = await _load(connection, person, team_id, now)
        if from_day < now.astimezone(found.team.zone).date():
            raise TargetDayPassed(from_day)
        changes = [
            NewTargetChange(
                workspace_id=rep.workspace_id,
                rep_id=rep.id,
                from_day=from_day,
                message=targets.message,
                call=targets.call,
                visit=targets.visit,
            )
            for rep in found.reps
        ]
        await change_rows.save_target_changes(connection, changes)
        # Whoever had another change from that day on has it already: only the figures are new.
        for again in await change_rows.list_reset(
            connection, rep_ids=[rep.id for rep in found.reps], from_day=from_day
        ):
            await _hold(connection, again)
        await _apply_due(connection, now=now)
        return found

    return await database.write(work)


async def apply_team_targets(database: Database, *, now: datetime) -> int:
    """Let the targets hold whose day has come for their rep, and return how many."""
    async with database.reading() as connection:
        waiting = await change_rows.list_waiting(connection, until=now.date())
    return await database.write(lambda connection: _apply_due(connection, now=now)) if waiting else 0


async def _apply_due(connection: AsyncConnection, *, now: datetime) -> int:
    waiting = await change_rows.list_waiting(connection, until=now.date())
    reps = await people_rows.find_reps(connection, rep_ids=sorted({each.rep_id for each in waiting})) if waiting else {}
    due = [each for each in waiting if each.from_day <= now.astimezone(reps[each.rep_id].zone).date()]
    for change in due:
        await _apply(connection, change)
    return len(due)


async def _apply(connection: AsyncConnection, change: WaitingChange) -> None:
    rep = await people_rows.get_rep(connection, workspace_id=change.workspace_id, rep_id=change.rep_id)
    if rep is None:
        return
    was = rep.targets
    await change_rows.mark_applied(connection, change_id=change.id, was=DayTargets(was.message, was.call, was.visit))
    await _hold(connection, change)


async def _hold(connection: AsyncConnection, change: WaitingChange) -> None:
    wanted = change.targets
    await people_rows.change_rep(
        connection,
        workspace_id=change.workspace_id,
        rep_id=change.rep_id,
        target_message=wanted.message,
        target_call=wanted.call,
        target_visit=wanted.visit,
    )


async def _load(connection: AsyncConnection, person: Person, team_id: int, now: datetime) -> TeamTargets:
    access = await get_team_of(connection, rep=person.rep, team_id=team_id)
    if not access.leads:
        raise ManagersOnly
    everybody = await people_rows.list_reps(
        connection, workspace_id=access.team.workspace_id, team_id=access.team.id, here_at=now
    )
    reps = [rep for rep in everybody if not rep.leads_only_on(now.astimezone(rep.zone).date())]
    first = (reps[0] if reps else person.rep).targets
    return TeamTargets(access.team, tuple(reps), DayTargets(first.message, first.call, first.visit))
