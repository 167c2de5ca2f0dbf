"""Deciding who is due at this moment, and writing a delivery for each: unique per person, kind and local day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.occasions import (
    MORNING_NUDGE,
    TEAM_SUMMARY,
    Occasion,
    Verdict,
    find_next_due,
    judge_occasion,
)
from bot.domain.people import Rep, Team
from bot.storage import deliveries as delivery_rows
from bot.storage import people as people_rows
from bot.storage.database import Database
from bot.storage.tables import reps, teams

# One transaction plans so many people; others can write in between.
BATCH = 1_000
# Who was away longer than this gets no row for each day that was missed.
DAYS_LOOKED_BACK = 7


@dataclass(frozen=True, slots=True)
class Planned:
    """How many people were looked at, and how many deliveries were written."""

    looked_at: int
    written: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody (or a team) who has an occasion at a local time."""

    occasion: Occasion
    workspace_id: int
    rep_id: int | None
    team_id: int | None
    at: time
    zone: ZoneInfo

    @property
    def id(self) -> int:
        """The rep's or the team's id."""
        found = self.rep_id or self.team_id
        assert found is not None  # noqa: S101 - one of the two is always set
        return found


async def plan_nudges(database: Database, *, now: datetime) -> Planned:
    """Write deliveries for everybody whose moment has come, batch by batch."""
    total = Planned(looked_at=0, written=0)
    while True:
        batch = await database.write(lambda connection: plan_batch(connection, now=now))
        total = Planned(looked_at=total.looked_at + batch.looked_at, written=total.written + batch.written)
        if batch.looked_at < BATCH:
            return total


async def plan_batch(connection: AsyncConnection, *, now: datetime) -> Planned:
    """Plan the people and teams that have been due longest, and set their next moment, in one transaction."""
    due = [
        (subject_of_rep(rep), moment)
        for rep, moment in await people_rows.list_due_reps(connection, now=now, limit=BATCH)
    ]
    due += [
        (subject_of_team(team), moment)
        for team, moment in await people_rows.list_due_teams(connection, now=now, limit=BATCH)
    ]
    if not due:
        return Planned(looked_at=0, written=0)
    countries = await people_rows.find_countries(connection, workspace_ids={subject.workspace_id for subject, _ in due})
    rows = [
        to_delivery_row(subject, verdict)
        for subject, moment in due
        for verdict in judge_days(subject, since=moment, now=now, country=countries[subject.workspace_id])
        if verdict.is_due or verdict.was_missed
    ]
    written = await delivery_rows.add_deliveries(connection, rows)
    await _set_next_moments(connection, [subject for subject, _ in due], now=now)
    return Planned(looked_at=len(due), written=written)


def judge_days(subject: Subject, *, since: datetime, now: datetime, country: str) -> list[Verdict]:
    """Judge every local day from the moment that was planned until today."""
    today = now.astimezone(subject.zone).date()
    first = max(since.astimezone(subject.zone).date(), today - timedelta(days=DAYS_LOOKED_BACK))
    days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    return [
        judge_occasion(subject.occasion, day=day, at=subject.at, zone=subject.zone, country=country, now=now)
        for day in days
    ]


def subject_of_rep(rep: Rep) -> Subject:
    """Return a rep's morning nudge."""
    return Subject(
        occasion=MORNING_NUDGE,
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        team_id=None,
        at=rep.nudge_at,
        zone=rep.zone,
    )


def subject_of_team(team: Team) -> Subject:
    """Return a team's summary."""
    return Subject(
        occasion=TEAM_SUMMARY,
        workspace_id=team.workspace_id,
        rep_id=None,
        team_id=team.id,
        at=team.summary_at,
        zone=team.zone,
    )


def make_key(subject: Subject, verdict: Verdict) -> str:
    """Return the unique key of an occasion: kind, person and local day."""
    return f"{subject.occasion.kind}:{subject.id}:{verdict.day.isoformat()}"


def to_delivery_row(subject: Subject, verdict: Verdict) -> dict[str, object]:
    """Return the row that is sent, or that says why it was not."""
    return {
        "workspace_id": subject.workspace_id,
        "key": make_key(subject, verdict),
        "kind": subject.occasion.kind,
        "rep_id": subject.rep_id,
        "team_id": subject.team_id,
        "local_day": verdict.day,
        "payload": None,
        "due_at": verdict.due_at,
        "expires_at": verdict.expires_at,
        "state": "waiting" if verdict.is_due else "skipped",
        "reason": None if verdict.is_due else verdict.reason,
        "try_at": verdict.due_at,
    }


async def _set_next_moments(connection: AsyncConnection, subjects: Sequence[Subject], *, now: datetime) -> None:
    for table, chosen in (
        (reps, [subject for subject in subjects if subject.rep_id is not None]),
        (teams, [subject for subject in subjects if subject.team_id is not None]),
    ):
        if chosen:
            statement = (
                update(table).where(table.c.id == bindparam("subject_id")).values(next_due_at=bindparam("moment"))
            )
            await connection.execute(
                statement,
                [
                    {
                        "subject_id": subject.id,
                        "moment": find_next_due(after=now, at=subject.at, zone=subject.zone),
                    }
                    for subject in chosen
                ],
            )
