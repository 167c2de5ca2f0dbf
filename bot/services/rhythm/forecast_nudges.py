"""Forecast which messages would be sent to whom, when and why, without sending anything."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.people.people import Workspace
from bot.domain.rhythm.nudges import NoNudge, choose_catch_up
from bot.domain.rhythm.occasions import (
    CATCH_UP,
    NOT_IN_INTENSITY,
    OccasionMoment,
    OccasionVerdict,
    list_all_rep_moments,
    to_instant,
)
from bot.services.calendar.calendars import load_companies, load_rep_calendars
from bot.services.home.load_day import load_day
from bot.services.people.person_cache import Person
from bot.services.rhythm.subjects import NudgeSubject, RepSubject, TeamSubject, make_key
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.people import people as people_rows

NO_CHANNEL = "no_channel"
DEPENDS = "if behind by then"
# An absence that ended longer ago cannot affect the forecast days.
DAYS_BACK = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class NudgeForecast:
    """One message that would (or would not) be sent; ``reason`` is a stable code."""

    workspace: str
    to: str
    kind: str
    subject: NudgeSubject
    verdict: OccasionVerdict
    reason: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class ForecastWindow:
    """The forecast period, from ``since`` up to and including ``until``, as seen at ``now``."""

    since: datetime
    until: datetime
    now: datetime

    def list_days(self, subject: NudgeSubject) -> list[date]:
        """Return the subject's local days in it."""
        first = self.since.astimezone(subject.zone).date()
        last = self.until.astimezone(subject.zone).date()
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]


async def forecast_nudges(
    database: Database, *, since: datetime, until: datetime, now: datetime | None = None, name: str = ""
) -> list[NudgeForecast]:
    """Return every occasion from ``since`` up to and including ``until``, in chronological order.

    ``name`` filters on the names of people and teams. Occasions that depend on a rep's figures are judged with the
    figures at ``now``; on later days the reason only says on what they depend.
    """
    span = ForecastWindow(since=since, until=until, now=now or until)
    found: list[NudgeForecast] = []
    async with database.long_reading() as connection:
        for workspace in await people_rows.list_workspaces(connection):
            for subject, called in await _list_subjects(connection, workspace, span):
                if name.casefold() in called.casefold():
                    found += await _forecast_subject(connection, workspace, subject, called, span)
    # Occasions excluded by a rep's intensity are listed only with a name filter; for all reps it would be noise.
    told = [item for item in found if name or item.reason != NOT_IN_INTENSITY]
    return sorted(told, key=lambda item: (item.verdict.due_at, item.kind, item.to))


async def _list_subjects(
    connection: AsyncConnection, workspace: Workspace, span: ForecastWindow
) -> list[tuple[NudgeSubject, str]]:
    reps = await people_rows.list_reps(connection, workspace_id=workspace.id)
    teams = await people_rows.list_teams(connection, workspace_id=workspace.id)
    companies = await load_companies(connection, {workspace.id: workspace})
    calendars = await load_rep_calendars(connection, reps, companies=companies, since=(span.since - DAYS_BACK).date())
    found: list[tuple[NudgeSubject, str]] = [
        (RepSubject(rep=rep, calendar=calendars[rep.id]), rep.name) for rep in reps
    ]
    return found + [(TeamSubject(team=team, calendar=companies.of(workspace.id)), team.name) for team in teams]


async def _forecast_subject(
    connection: AsyncConnection, workspace: Workspace, subject: NudgeSubject, name: str, span: ForecastWindow
) -> list[NudgeForecast]:
    verdicts = [
        verdict
        for day in span.list_days(subject)
        for moment in _list_moments(subject, day)
        if span.since <= to_instant(day, moment.at, subject.zone) <= span.until
        if (verdict := subject.judge(moment, now=span.until)) is not None
    ]
    states = await delivery_rows.list_keys(
        connection, workspace_id=workspace.id, keys=[make_key(subject, verdict) for verdict in verdicts]
    )
    found = [_describe(workspace, subject, name, verdict, states) for verdict in verdicts]
    return [await _weigh_figures(connection, workspace, item, span) for item in found]


def _list_moments(subject: NudgeSubject, day: date) -> list[OccasionMoment]:
    """Return all occasions of a day, also those that a rep's settings exclude, to give the reason."""
    if isinstance(subject, RepSubject):
        return list_all_rep_moments(subject.rep, day)
    return subject.list_moments(day)


def _describe(
    workspace: Workspace,
    subject: NudgeSubject,
    name: str,
    verdict: OccasionVerdict,
    states: Mapping[str, tuple[str, str | None]],
) -> NudgeForecast:
    # Judged at the end of the window an earlier occasion counts as missed; at its own time it is due.
    reason = "due" if verdict.was_missed else verdict.reason
    state, why = states.get(make_key(subject, verdict), (None, None))
    if state is not None:
        reason = f"already {state}" if why is None or state == DeliveryState.WAITING else f"already {state}: {why}"
    elif reason == "due" and subject.channel is None:
        reason = NO_CHANNEL
    return NudgeForecast(
        workspace=workspace.name,
        to=name,
        kind=verdict.occasion.kind,
        subject=subject,
        verdict=verdict,
        reason=reason,
        is_due=reason == "due",
    )


async def _weigh_figures(
    connection: AsyncConnection, workspace: Workspace, item: NudgeForecast, span: ForecastWindow
) -> NudgeForecast:
    """Judge by the rep's figures whether a catch-up nudge that the calendar allows is needed (R3)."""
    if not item.is_due or item.verdict.occasion is not CATCH_UP or not isinstance(item.subject, RepSubject):
        return item
    rep = item.subject.rep
    if span.now.astimezone(rep.zone).date() != item.verdict.day:
        return replace(item, reason=DEPENDS)
    day = await load_day(connection, person=Person(rep=rep, workspace=workspace), now=span.now)
    chosen = choose_catch_up(day, at=item.verdict.due_at.astimezone(rep.zone).time())
    if isinstance(chosen, NoNudge):
        return replace(item, reason=chosen.reason, is_due=False)
    return item
