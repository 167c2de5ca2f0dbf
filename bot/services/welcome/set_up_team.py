"""Put a whole team in place at once: who is in it, who leads, targets, days, hour and channel; everybody is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import AdministratorsOnly, ColleagueElsewhere, ColleagueUnknown, ManagersOnly
from bot.domain.people.people import Rep, Role, Targets, Team, Workspace
from bot.domain.people.rhythm import move_morning
from bot.domain.rhythm.first_days import find_decent_moment
from bot.domain.rhythm.occasions import TEAM_SUMMARY, find_next_team_moment
from bot.services.people.greeting import PLACED, begin_welcome
from bot.services.people.leaving import make_delivery
from bot.services.people.person_cache import Person, choose_country
from bot.services.people.roles import set_role
from bot.services.people.set_selling import save_selling
from bot.services.rhythm.plan_nudges import reset_next_moment
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows
from bot.storage.people.people import NewTeam, RepChanges, TeamChanges
from bot.storage.people.team_spans import change_team_of


@dataclass(frozen=True, slots=True)
class TeamSetUp:
    """A filled-in form; people are rep ids, ``week`` is Monday to Sunday as stored, ``channel`` the platform's id."""

    team: str
    members: frozenset[int]
    leaders: frozenset[int]
    leaders_sell: bool
    targets: Targets
    own_targets: Mapping[int, Targets]
    week: str
    morning_at: time
    country: str
    language: str
    channel: str | None

    @property
    def people(self) -> frozenset[int]:
        """Everybody in the form."""
        return self.members | self.leaders


@dataclass(frozen=True, slots=True)
class TeamPlaced:
    """A team as it was set up: its people besides who did it, and when the first and the last hears of it (UTC)."""

    team: Team
    others: int
    first_told_at: datetime
    last_told_at: datetime


@dataclass(frozen=True, slots=True)
class _SettingUp:
    """What setting up needs throughout: who does it, in which workspace, and when."""

    connection: AsyncConnection
    by: Rep
    workspace: Workspace
    now: datetime


async def set_up_team(database: Database, *, person: Person, set_up: TeamSetUp, now: datetime) -> TeamPlaced:
    """Make or complete a team, and have everybody told who put them there and who sees what.

    Whoever is at work already keeps the own targets, days and hour, unless they are the user's or given by name.

    Raises:
        ManagersOnly: the user is not a manager.
        AdministratorsOnly: a colleague is to become manager, and the user is not an administrator.
        ColleagueElsewhere: somebody is in another team, and the user is not an administrator.
        ColleagueUnknown: somebody is not of this workspace, or left.
    """

    async def work(connection: AsyncConnection) -> TeamPlaced:
        by = await people_rows.get_rep(connection, workspace_id=person.rep.workspace_id, rep_id=person.rep.id)
        if by is None or not by.role.leads:
            raise ManagersOnly
        at_work = _SettingUp(connection, by, person.workspace, now)
        found = await people_rows.find_reps(connection, rep_ids=set_up.people)
        reps = [rep for rep in found.values() if rep.workspace_id == by.workspace_id and rep.left_at is None]
        if len(reps) != len(set_up.people):
            raise ColleagueUnknown
        workspace = await _change_workspace(at_work, set_up)
        team = await _get_team(at_work, set_up)
        await _check_free(at_work, reps, team, set_up)
        for rep in reps:
            await _place(at_work, rep, team, set_up, workspace)
        told = [await _tell(at_work, rep, team, workspace) for rep in reps if rep.id != by.id]
        return TeamPlaced(team, len(told), min(told, default=now), max(told, default=now))

    return await database.write(work)


async def _change_workspace(at_work: _SettingUp, set_up: TeamSetUp) -> Workspace:
    """Save the country of the first team as that of the company, and the language of its channels."""
    by, connection = at_work.by, at_work.connection
    if by.role is Role.ADMINISTRATOR:
        is_first = not await people_rows.list_teams(connection, workspace_id=by.workspace_id)
        country = set_up.country if is_first else at_work.workspace.country
        await people_rows.change_workspace(
            connection, workspace_id=by.workspace_id, country=country, language=set_up.language
        )
    return await people_rows.get_workspace(connection, workspace_id=by.workspace_id) or at_work.workspace


async def _get_team(at_work: _SettingUp, set_up: TeamSetUp) -> Team:
    connection, by = at_work.connection, at_work.by
    key = set_up.team.casefold()
    team = await people_rows.find_team_named(connection, workspace_id=by.workspace_id, name_key=key)
    if team is None:
        new = NewTeam(
            workspace_id=by.workspace_id,
            name=set_up.team,
            name_key=key,
            timezone=by.timezone,
            summary_at=TEAM_SUMMARY.usual,
            created_at=at_work.now,
        )
        await people_rows.add_team(connection, new)
        team = await people_rows.find_team_named(connection, workspace_id=by.workspace_id, name_key=key)
        assert team is not None  # noqa: S101 - added in this transaction
    changes: TeamChanges = {"next_due_at": find_next_team_moment(team, after=at_work.now)}
    if set_up.channel is not None:
        changes["channel"] = set_up.channel
    await people_rows.change_team(connection, workspace_id=by.workspace_id, team_id=team.id, **changes)
    return team


async def _check_free(at_work: _SettingUp, reps: list[Rep], team: Team, set_up: TeamSetUp) -> None:
    if at_work.by.role is Role.ADMINISTRATOR:
        return
    teams = await people_rows.find_teams(at_work.connection, team_ids=[rep.team_id for rep in reps if rep.team_id])
    for rep in reps:
        if rep.id in set_up.leaders and not rep.role.leads:
            raise AdministratorsOnly("leaders")
        if rep.team_id not in {None, team.id} and rep.id not in set_up.leaders | {at_work.by.id}:
            raise ColleagueElsewhere(rep.name, teams[rep.team_id or 0].name)


async def _place(at_work: _SettingUp, rep: Rep, team: Team, set_up: TeamSetUp, workspace: Workspace) -> None:
    connection, now = at_work.connection, at_work.now
    leads = rep.id in set_up.leaders
    if leads and rep.team_id not in {None, team.id}:
        await team_rows.add_lead(connection, workspace_id=rep.workspace_id, team_id=team.id, rep_id=rep.id)
        return
    changes: RepChanges = {}
    if rep.team_id != team.id:
        # The totals begin on this day (K10).
        await change_team_of(connection, rep_id=rep.id, team_id=team.id, today=now.astimezone(rep.zone).date())
    is_own = rep.is_awaited or rep.id == at_work.by.id
    targets = set_up.own_targets.get(rep.id, set_up.targets if is_own else None)
    if targets is not None:
        changes |= {
            "target_message": targets.message,
            "target_call": targets.call,
            "target_visit": targets.visit,
        }
    if is_own:
        rhythm = move_morning(rep.rhythm, set_up.morning_at)
        changes |= {
            "week": set_up.week,
            # Who lives by another clock than the team's company keeps the country of that clock.
            "country": choose_country(rep.timezone, workspace)
            or (None if set_up.country == workspace.country else set_up.country),
            "nudge_at": rhythm.morning_at,
            "catch_up_at": rhythm.catch_up_at,
            "wrap_up_at": rhythm.wrap_up_at,
        }
    if changes:
        await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, **changes)
    await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=now)
    if leads:
        if not rep.role.leads:
            await set_role(connection, rep=rep, role=Role.MANAGER, by=rep, now=now)
        await save_selling(connection, rep=rep, sells=set_up.leaders_sell, now=now)


async def _tell(at_work: _SettingUp, rep: Rep, team: Team, workspace: Workspace) -> datetime:
    """Have somebody told who was put in a team, in working hours; return when (UTC)."""
    now = at_work.now
    due_at = find_decent_moment(rep, rep.make_calendar(workspace), now=now)
    await begin_welcome(at_work.connection, rep=rep, workspace=workspace, greeted_at=due_at)
    detail = f"{at_work.by.id}:{now.date().isoformat()}"
    told = make_delivery(rep, kind=PLACED, subject=team.id, detail=detail, now=now, due_at=due_at)
    await delivery_rows.add_deliveries(at_work.connection, [told])
    return due_at
