"""Telling which messages would go to whom, when and why, without sending anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.occasions import Verdict, judge_occasion
from bot.domain.people import Workspace
from bot.services.plan_nudges import Subject, make_key, subject_of_rep, subject_of_team
from bot.storage import deliveries as delivery_rows
from bot.storage import people as people_rows
from bot.storage.database import Database

NO_CHANNEL = "no_channel"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One message that would (or would not) go out; ``reason`` is a stable code, ``state`` what has happened to it."""

    workspace: str
    to: str
    kind: str
    subject: Subject
    verdict: Verdict
    reason: str
    is_due: bool


async def foresee_nudges(database: Database, *, since: datetime, until: datetime) -> list[Foreseen]:
    """Return every occasion whose moment lies from ``since`` up to and including ``until``, in order of time."""
    found: list[Foreseen] = []
    async with database.reading() as connection:
        for workspace in await people_rows.list_workspaces(connection):
            for subject, name, has_place in await _list_subjects(connection, workspace):
                found += await _foresee_subject(
                    connection, workspace, subject, name, has_place=has_place, span=(since, until)
                )
    return sorted(found, key=lambda item: (item.verdict.due_at, item.kind, item.to))


async def _list_subjects(connection: AsyncConnection, workspace: Workspace) -> list[tuple[Subject, str, bool]]:
    reps = await people_rows.list_reps(connection, workspace_id=workspace.id)
    teams = await people_rows.list_teams(connection, workspace_id=workspace.id)
    return [(subject_of_rep(rep), rep.name, True) for rep in reps] + [
        (subject_of_team(team), team.name, team.channel is not None) for team in teams
    ]


async def _foresee_subject(
    connection: AsyncConnection,
    workspace: Workspace,
    subject: Subject,
    name: str,
    *,
    has_place: bool,
    span: tuple[datetime, datetime],
) -> list[Foreseen]:
    since, until = span
    verdicts = []
    day = since.astimezone(subject.zone).date()
    while day <= until.astimezone(subject.zone).date():
        verdict = judge_occasion(
            subject.occasion, day=day, at=subject.at, zone=subject.zone, country=workspace.country, now=until
        )
        if since <= verdict.due_at <= until:
            verdicts.append(verdict)
        day += timedelta(days=1)
    states = await delivery_rows.list_keys(
        connection, workspace_id=workspace.id, keys=[make_key(subject, verdict) for verdict in verdicts]
    )
    return [_describe(workspace, subject, name, verdict, states, has_place=has_place) for verdict in verdicts]


def _describe(
    workspace: Workspace,
    subject: Subject,
    name: str,
    verdict: Verdict,
    states: dict[str, str],
    *,
    has_place: bool,
) -> Foreseen:
    # The tick comes when the moment does, so what is seen from later on as too late was due then.
    reason = "due" if verdict.was_missed else verdict.reason
    state = states.get(make_key(subject, verdict))
    if reason == "due" and state is not None:
        reason = f"already {state}"
    if reason == "due" and not has_place:
        reason = NO_CHANNEL
    return Foreseen(
        workspace=workspace.name,
        to=name,
        kind=subject.occasion.kind,
        subject=subject,
        verdict=verdict,
        reason=reason,
        is_due=reason == "due",
    )
