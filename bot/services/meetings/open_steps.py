"""The agreed steps that stayed open: a rep's own, or those of a team for who leads it; move or drop several at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.errors import NextStepPassed, StepGone
from bot.domain.log.next_steps import AgreedStep
from bot.domain.people.people import Rep, Team
from bot.services.calendar.calendars import load_calendar
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.deals.keep_step import list_deals_of_step
from bot.services.meetings.team_rights import TeamAccess, get_team_of
from bot.services.people.person_cache import Person
from bot.services.people.team_totals import load_consent
from bot.storage.database import Database
from bot.storage.log import next_steps as step_rows
from bot.storage.people import people as people_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.log import next_steps

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenSteps:
    """The steps due before today that are still open, the longest waiting first.

    ``of_team``: those of the whole team; else only the reader's own. ``is_kept_back`` is True for a manager while the
    team's are of too few people: a list would show whose they are (K10). ``next_day`` is the reader's next working day.
    """

    team: Team
    steps: tuple[AgreedStep, ...]
    next_day: date
    of_team: bool = False
    is_kept_back: bool = False


@dataclass(frozen=True, slots=True)
class StepsChanged:
    """What was moved to ``due_on``, or dropped when that is None; ``others`` are the steps of colleagues, by rep."""

    steps: tuple[AgreedStep, ...]
    due_on: date | None
    others: tuple[tuple[Rep, tuple[AgreedStep, ...]], ...]


async def list_open_steps(database: Database, *, person: Person, team_id: int, now: datetime) -> OpenSteps:
    """Return the open steps that a person may see of a team.

    Raises:
        TeamGone: it is not a team of this person.
    """
    async with database.reading() as connection:
        return await _load(connection, person, team_id, now)


async def change_steps(
    database: Database, *, person: Person, team_id: int, step_ids: Collection[int], due_on: date | None, now: datetime
) -> StepsChanged:
    """Move several open steps to another day, or drop them with None, and return what was changed.

    For a colleague's step this counts as neither moved nor missed: it was the manager's choice.

    Raises:
        TeamGone: it is not a team of this person.
        NextStepPassed: the day is in the past.
        StepGone: none of them is open any more, or they are not this person's to change.
    """
    if due_on is not None and due_on < now.astimezone(person.rep.zone).date():
        raise NextStepPassed(due_on)

    async def work(connection: AsyncConnection) -> StepsChanged:
        access = await get_team_of(connection, rep=person.rep, team_id=team_id)
        found = await _list_by_rep(connection, person.rep, access, now)
        chosen = [step for steps in found.values() for step in steps if step.id in step_ids]
        if not chosen:
            raise StepGone
        reps = await people_rows.find_reps(connection, rep_ids={step.rep_id for step in chosen})
        for step in chosen:
            await _change(connection, reps[step.rep_id], step, due_on, is_own=step.rep_id == person.rep.id, now=now)
        return StepsChanged(tuple(chosen), due_on, _list_others(person.rep, reps, chosen))

    return await database.write(work)


async def put_back_steps(database: Database, *, person: Person, team_id: int, days: Mapping[int, date]) -> StepsChanged:
    """Put steps back as they were, by id with the day that each was due, and return them; idempotent.

    Raises:
        TeamGone: it is not a team of this person.
        StepGone: none of them can be put back.
    """

    async def work(connection: AsyncConnection) -> StepsChanged:
        access = await get_team_of(connection, rep=person.rep, team_id=team_id)
        seen = {rep.id: rep for rep in await _list_seen(connection, person.rep, access)}
        back = []
        for step_id, due_on in sorted(days.items()):
            step = await step_rows.put_back_step(connection, step_id=step_id, rep_ids=seen, due_on=due_on)
            if step is not None:
                rep = seen[step.rep_id]
                await refresh_rollups(connection, deal_ids=await list_deals_of_step(connection, rep=rep, step=step))
                back.append(step)
        if not back:
            raise StepGone
        return StepsChanged(tuple(back), None, _list_others(person.rep, seen, back))

    return await database.write(work)


def _list_others(
    by: Rep, reps: Mapping[int, Rep], steps: Sequence[AgreedStep]
) -> tuple[tuple[Rep, tuple[AgreedStep, ...]], ...]:
    """Return the steps of colleagues, by rep."""
    others = sorted({step.rep_id for step in steps} - {by.id})
    return tuple((reps[rep_id], tuple(step for step in steps if step.rep_id == rep_id)) for rep_id in others)


async def _load(connection: AsyncConnection, person: Person, team_id: int, now: datetime) -> OpenSteps:
    rep, today = person.rep, now.astimezone(person.rep.zone).date()
    next_day = (await load_calendar(connection, person=person, since=today)).find_worked_day(today, step=1)
    access = await get_team_of(connection, rep=rep, team_id=team_id)
    found = await _list_by_rep(connection, rep, access, now)
    if not access.leads:
        return OpenSteps(access.team, tuple(found.get(rep.id, ())), next_day)
    rule = (await load_consent(connection, team=access.team, now=now)).rule
    if found and not rule.may_show(found.keys()):
        return OpenSteps(access.team, tuple(found.get(rep.id, ())), next_day, is_kept_back=True)
    steps = sorted((step for each in found.values() for step in each), key=lambda step: (step.due_on, step.id))
    return OpenSteps(access.team, tuple(steps), next_day, of_team=True)


async def _list_by_rep(
    connection: AsyncConnection, rep: Rep, access: TeamAccess, now: datetime
) -> dict[int, list[AgreedStep]]:
    before = now.astimezone(access.team.zone).date() - ONE_DAY
    reps = await _list_seen(connection, rep, access)
    return await step_rows.list_due_steps(connection, rep_ids=[each.id for each in reps], until=before)


async def _list_seen(connection: AsyncConnection, rep: Rep, access: TeamAccess) -> list[Rep]:
    if not access.leads:
        return [rep]
    everybody = await people_rows.list_reps(connection, workspace_id=rep.workspace_id, team_id=access.team.id)
    return [each for each in everybody if each.left_at is None]


async def _change(
    connection: AsyncConnection, rep: Rep, step: AgreedStep, due_on: date | None, *, is_own: bool, now: datetime
) -> None:
    await lock_row(connection, next_steps, step.id)
    if not is_own:
        await step_rows.replan_step(connection, step_id=step.id, due_on=due_on)
    elif due_on is not None:
        await step_rows.move_step(connection, step_id=step.id, due_on=due_on)
    else:
        await step_rows.miss_step(connection, step_id=step.id, day=now.astimezone(rep.zone).date())
    await refresh_rollups(connection, deal_ids=await list_deals_of_step(connection, rep=rep, step=step))
