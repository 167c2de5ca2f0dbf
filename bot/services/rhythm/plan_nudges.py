"""Plan nudges: add a delivery to the outbox for every due occasion, unique per person, kind and local day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.people.people import Rep, Team
from bot.domain.rhythm.occasions import OccasionVerdict, find_next_rep_moment
from bot.services.calendar.calendars import CompanyCalendars, load_companies, load_rep_calendars
from bot.services.delivery.private_week import plan_private_weeks
from bot.services.rhythm.subjects import (
    DAYS_LOOKED_BACK,
    NudgeSubject,
    RepSubject,
    TeamSubject,
    judge_span,
    make_key,
)
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery.deliveries import NewDelivery
from bot.storage.people import people as people_rows

# People per transaction, so that other writes can come in between.
BATCH = 1_000
# A local day may start this much before the UTC day.
LONGEST_LEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many people were considered, and how many deliveries were added."""

    looked_at: int
    written: int


async def plan_nudges(database: Database, *, now: datetime) -> PlanCounts:
    """Add deliveries for everyone who is due, batch by batch."""
    total = PlanCounts(looked_at=0, written=0)
    while await _anybody_is_due(database, now):
        batch = await database.write(lambda connection: plan_batch(connection, now=now))
        total = PlanCounts(looked_at=total.looked_at + batch.looked_at, written=total.written + batch.written)
        if batch.looked_at < BATCH:
            break
    return total


async def plan_batch(connection: AsyncConnection, *, now: datetime) -> PlanCounts:
    """Plan the people and teams that have been due longest, and set their next due time, in one transaction."""
    due_reps = await people_rows.list_due_reps(connection, now=now, limit=BATCH)
    due_teams = await people_rows.list_due_teams(connection, now=now, limit=BATCH)
    if not due_reps and not due_teams:
        return PlanCounts(looked_at=0, written=0)
    subjects = await _make_subjects(connection, due_reps, due_teams, now=now)
    judged = [
        (subject, verdict)
        for subject, moment in subjects
        for verdict in judge_span(subject, since=moment, until=now, now=now)
    ]
    deliveries = [_make_delivery(subject, verdict) for subject, verdict in judged if subject.channel is not None]
    unposted = [(each.team, verdict) for each, verdict in judged if isinstance(each, TeamSubject) and not each.channel]
    deliveries += await plan_private_weeks(connection, unposted, now=now)
    written = await delivery_rows.add_deliveries(connection, deliveries)
    await _set_next_moments(connection, [subject for subject, _ in subjects], now=now)
    return PlanCounts(looked_at=max(len(due_reps), len(due_teams)), written=written)


async def reset_next_moment(connection: AsyncConnection, *, workspace_id: int, rep_id: int, now: datetime) -> None:
    """Recompute a rep's next due time after a change of time zone, times or week; none while the rep is paused."""
    rep = await people_rows.get_rep(connection, workspace_id=workspace_id, rep_id=rep_id)
    if rep is not None:
        await people_rows.change_rep(
            connection, workspace_id=workspace_id, rep_id=rep_id, next_due_at=find_next_rep_moment(rep, after=now)
        )


def _make_delivery(subject: NudgeSubject, verdict: OccasionVerdict) -> NewDelivery:
    """Return what is sent, or what says why it was not."""
    return NewDelivery(
        workspace_id=subject.workspace_id,
        key=make_key(subject, verdict),
        kind=verdict.occasion.kind,
        rep_id=subject.rep_id,
        team_id=subject.team_id,
        local_day=verdict.day,
        channel=subject.channel,
        through_id=subject.through_id,
        due_at=verdict.due_at,
        expires_at=verdict.expires_at,
        state=DeliveryState.WAITING if verdict.is_due else DeliveryState.SKIPPED,
        reason=None if verdict.is_due else verdict.reason,
        try_at=verdict.due_at,
    )


async def _anybody_is_due(database: Database, now: datetime) -> bool:
    # Checked on a read connection first: most ticks find nothing due, and need not queue for the single writer.
    async with database.reading() as connection:
        return await people_rows.is_anybody_due(connection, now=now)


async def _make_subjects(
    connection: AsyncConnection,
    due_reps: Sequence[tuple[Rep, datetime]],
    due_teams: Sequence[tuple[Team, datetime]],
    *,
    now: datetime,
) -> list[tuple[NudgeSubject, datetime]]:
    workspace_ids = {rep.workspace_id for rep, _ in due_reps} | {team.workspace_id for team, _ in due_teams}
    companies = await _load_companies(connection, workspace_ids)
    since = (now - LONGEST_LEAD - timedelta(days=DAYS_LOOKED_BACK)).date()
    calendars = await load_rep_calendars(connection, [rep for rep, _ in due_reps], companies=companies, since=since)
    reps: list[tuple[NudgeSubject, datetime]] = [
        (RepSubject(rep=rep, calendar=calendars[rep.id]), moment) for rep, moment in due_reps
    ]
    teams: list[tuple[NudgeSubject, datetime]] = [
        (TeamSubject(team=team, calendar=companies.of(team.workspace_id)), moment) for team, moment in due_teams
    ]
    return reps + teams


async def _load_companies(connection: AsyncConnection, workspace_ids: set[int]) -> CompanyCalendars:
    workspaces = await people_rows.find_workspaces(connection, workspace_ids=workspace_ids)
    return await load_companies(connection, workspaces)


async def _set_next_moments(connection: AsyncConnection, subjects: Sequence[NudgeSubject], *, now: datetime) -> None:
    reps = [(subject.id, subject.find_next(after=now)) for subject in subjects if isinstance(subject, RepSubject)]
    teams = [(subject.id, subject.find_next(after=now)) for subject in subjects if isinstance(subject, TeamSubject)]
    await people_rows.set_next_moments(connection, reps=reps, teams=teams)
