"""Queries about workspaces, reps and teams."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypedDict, Unpack

from sqlalchemy import RowMapping, Select, Table, Update, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkWeek
from bot.domain.log.activity import OwnKindId
from bot.domain.log.own_kinds import OwnKind
from bot.domain.people.people import Rep, Role, Team, Workspace, make_targets
from bot.domain.people.rhythm import Intensity, Rhythm
from bot.storage.log.own_kinds import list_own_kinds, seed_own_kinds
from bot.storage.rows import to_columns
from bot.storage.tables.people import reps, teams, workspaces
from bot.storage.upsert import insert_unless_present

WORKSPACE_COLUMNS = [workspaces.c[name] for name in Workspace.__dataclass_fields__]
TEAM_COLUMNS = [teams.c[name] for name in Team.__dataclass_fields__]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWorkspace:
    """A workspace that is to be added, with what holds for its people until they say otherwise."""

    platform: str
    external_id: str
    name: str
    country: str
    timezone: str
    language: str
    created_at: datetime


class WorkspaceChanges(TypedDict, total=False):
    """What of a workspace may be changed; its stages and weeks after a sale are as they are written."""

    stages: str
    after_sale: str
    currency: str
    country: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRep:
    """A rep that is to be added; the rest is as usual until it is changed."""

    workspace_id: int
    external_id: str
    name: str
    timezone: str
    language: str
    role: Role
    target_message: int
    target_call: int
    target_visit: int
    nudge_at: time
    next_due_at: datetime | None
    address: str
    created_at: datetime
    first_day: date
    country: str | None = None
    awaited_since: datetime | None = None
    is_newcomer: bool = False
    stands_in: bool = False


class RepChanges(TypedDict, total=False):
    """What of a rep may be changed."""

    name: str
    timezone: str
    language: str
    language_chosen: bool
    role: Role
    target_message: int
    target_call: int
    target_visit: int
    own_targets: str
    country: str | None
    region: str | None
    week: str
    intensity: Intensity
    nudge_at: time
    catch_up_at: time
    wrap_up_at: time
    switched_off: str
    quiet_from: time
    quiet_until: time
    paused_at: datetime | None
    silent_on: date | None
    follows_status: bool
    left_at: datetime | None
    is_deactivated: bool
    first_day: date
    awaited_since: datetime | None
    is_newcomer: bool
    stands_in: bool
    leads_since: date | None
    leading_asked_at: datetime
    leave_days: int
    next_due_at: datetime | None
    seen_on: date | None
    home_hash: str | None
    heard_in: int | None
    heard_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTeam:
    """A team that is to be added; ``name_key`` is its name in lower case."""

    workspace_id: int
    name: str
    name_key: str
    timezone: str
    summary_at: time
    created_at: datetime


class TeamChanges(TypedDict, total=False):
    """What of a team may be changed."""

    name: str
    name_key: str
    channel: str
    invited_at: datetime
    next_due_at: datetime | None


async def find_workspace(connection: AsyncConnection, *, platform: str, external_id: str) -> Workspace | None:
    """Return the workspace with the platform's id ``external_id``, None when there is none."""
    query = select(*WORKSPACE_COLUMNS).where(workspaces.c.platform == platform, workspaces.c.external_id == external_id)
    row = (await connection.execute(query)).mappings().first()
    return Workspace(**row) if row else None


async def get_workspace(connection: AsyncConnection, *, workspace_id: int) -> Workspace | None:
    """Return one workspace by our own id, None when there is none."""
    row = (
        (await connection.execute(select(*WORKSPACE_COLUMNS).where(workspaces.c.id == workspace_id))).mappings().first()
    )
    return Workspace(**row) if row else None


async def find_workspaces(connection: AsyncConnection, *, workspace_ids: Collection[int]) -> dict[int, Workspace]:
    """Return these workspaces by our own id."""
    query = select(*WORKSPACE_COLUMNS).where(workspaces.c.id.in_(list(workspace_ids)))
    return {row["id"]: Workspace(**row) for row in (await connection.execute(query)).mappings()}


async def list_workspaces(connection: AsyncConnection) -> list[Workspace]:
    """Return every workspace, for scheduled jobs and the command line."""
    rows = (await connection.execute(select(*WORKSPACE_COLUMNS).order_by(workspaces.c.id))).mappings()
    return [Workspace(**row) for row in rows]


async def add_workspace(connection: AsyncConnection, workspace: NewWorkspace) -> None:
    """Add a workspace with what every one starts with; idempotent by the platform's id."""
    await connection.execute(insert_unless_present(connection, workspaces).values(to_columns(workspace)))
    query = select(workspaces.c.id).where(
        workspaces.c.platform == workspace.platform, workspaces.c.external_id == workspace.external_id
    )
    await seed_own_kinds(connection, workspace_id=(await connection.execute(query)).scalar_one())


async def change_workspace(
    connection: AsyncConnection, *, workspace_id: int, **changes: Unpack[WorkspaceChanges]
) -> None:
    """Set columns of one workspace."""
    await connection.execute(update(workspaces).where(workspaces.c.id == workspace_id).values(**changes))


async def find_rep(connection: AsyncConnection, *, workspace_id: int, external_id: str) -> Rep | None:
    """Return the rep with the platform's user id ``external_id``, None when there is none."""
    query = select(reps).where(reps.c.workspace_id == workspace_id, reps.c.external_id == external_id)
    return next(iter(await _load_reps(connection, query)), None)


async def get_rep(connection: AsyncConnection, *, workspace_id: int, rep_id: int) -> Rep | None:
    """Return one rep of this workspace by our own id, None when there is none."""
    query = select(reps).where(reps.c.workspace_id == workspace_id, reps.c.id == rep_id)
    return next(iter(await _load_reps(connection, query)), None)


async def find_reps(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, Rep]:
    """Return these reps of any workspace by our own id, for scheduled jobs."""
    found = await _load_reps(connection, select(reps).where(reps.c.id.in_(list(rep_ids))))
    return {rep.id: rep for rep in found}


async def find_teams(connection: AsyncConnection, *, team_ids: Collection[int]) -> dict[int, Team]:
    """Return these teams of any workspace by our own id, for scheduled jobs."""
    rows = (await connection.execute(select(*TEAM_COLUMNS).where(teams.c.id.in_(list(team_ids))))).mappings()
    return {row["id"]: _to_team(row) for row in rows}


async def list_reps(
    connection: AsyncConnection, *, workspace_id: int, team_id: int | None = None, here_at: datetime | None = None
) -> list[Rep]:
    """Return the reps of a workspace, or of one team in it, by name; with ``here_at`` without who left before (K4)."""
    query = select(reps).where(reps.c.workspace_id == workspace_id).order_by(reps.c.name, reps.c.id)
    if team_id is not None:
        query = query.where(reps.c.team_id == team_id)
    if here_at is not None:
        query = query.where(or_(reps.c.left_at.is_(None), reps.c.left_at > here_at))
    return await _load_reps(connection, query)


async def list_leading(connection: AsyncConnection, *, workspace_id: int) -> list[Rep]:
    """Return the managers and administrators of a workspace who are here, by name."""
    leading = [role for role in Role if role.leads]
    query = select(reps).where(reps.c.workspace_id == workspace_id, reps.c.role.in_(leading), reps.c.left_at.is_(None))
    return await _load_reps(connection, query.order_by(reps.c.name, reps.c.id))


async def pause_reps(connection: AsyncConnection, *, rep_ids: Collection[int], now: datetime) -> None:
    """Pause all nudges to these reps."""
    await connection.execute(update(reps).where(reps.c.id.in_(list(rep_ids))).values(paused_at=now, next_due_at=None))


async def add_rep(connection: AsyncConnection, rep: NewRep) -> None:
    """Add a rep; idempotent by the platform's user id in this workspace."""
    await connection.execute(insert_unless_present(connection, reps).values(to_columns(rep)))


async def change_rep(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, **changes: Unpack[RepChanges]
) -> None:
    """Set columns of one rep."""
    await connection.execute(
        update(reps).where(reps.c.workspace_id == workspace_id, reps.c.id == rep_id).values(**changes)
    )


async def mark_hour_asked(connection: AsyncConnection, *, rep_id: int, today: date, before: date) -> bool:
    """Save that a rep is asked today for the hour of a call, unless one was asked after ``before``; return whether."""
    statement = update(reps).where(
        reps.c.id == rep_id, or_(reps.c.hour_asked_on.is_(None), reps.c.hour_asked_on <= before)
    )
    return (await connection.execute(statement.values(hour_asked_on=today))).rowcount > 0


async def mark_leave_asked(connection: AsyncConnection, *, rep_id: int, today: date) -> bool:
    """Save that a rep is asked today for the days of leave in a year, unless that was asked before; return whether."""
    statement = update(reps).where(reps.c.id == rep_id, reps.c.leave_asked_on.is_(None))
    return (await connection.execute(statement.values(leave_asked_on=today))).rowcount > 0


async def follow_locale(connection: AsyncConnection, *, workspace_id: int, rep_id: int, language: str) -> None:
    """Set the language of a rep who has not chosen one."""
    await connection.execute(
        update(reps)
        .where(reps.c.workspace_id == workspace_id, reps.c.id == rep_id, reps.c.language_chosen.is_(False))
        .values(language=language)
    )


async def find_team(connection: AsyncConnection, *, workspace_id: int, team_id: int) -> Team | None:
    """Return one team of this workspace, None when there is none."""
    query = select(*TEAM_COLUMNS).where(teams.c.workspace_id == workspace_id, teams.c.id == team_id)
    row = (await connection.execute(query)).mappings().first()
    return Team(**row) if row else None


async def find_team_named(connection: AsyncConnection, *, workspace_id: int, name_key: str) -> Team | None:
    """Return the team with this normalised name, None when there is none."""
    query = select(*TEAM_COLUMNS).where(teams.c.workspace_id == workspace_id, teams.c.name_key == name_key)
    row = (await connection.execute(query)).mappings().first()
    return Team(**row) if row else None


async def list_teams(connection: AsyncConnection, *, workspace_id: int) -> list[Team]:
    """Return the teams of a workspace by name."""
    query = select(*TEAM_COLUMNS).where(teams.c.workspace_id == workspace_id).order_by(teams.c.name)
    return [Team(**row) for row in (await connection.execute(query)).mappings()]


async def add_team(connection: AsyncConnection, team: NewTeam) -> int:
    """Add a team and return its id."""
    added = await connection.execute(insert(teams).values(to_columns(team)).returning(teams.c.id))
    return int(added.scalar_one())


async def change_team(
    connection: AsyncConnection, *, workspace_id: int, team_id: int, **changes: Unpack[TeamChanges]
) -> None:
    """Set columns of one team."""
    await connection.execute(
        update(teams).where(teams.c.workspace_id == workspace_id, teams.c.id == team_id).values(**changes)
    )


async def list_due_reps(connection: AsyncConnection, *, now: datetime, limit: int) -> Sequence[tuple[Rep, datetime]]:
    """Return reps of all workspaces with a nudge due, longest due first, each with its due time (UTC)."""
    query = select(reps).where(reps.c.next_due_at <= now).order_by(reps.c.next_due_at).limit(limit)
    rows = (await connection.execute(query)).mappings().all()
    return list(zip(await _to_reps(connection, rows), (row["next_due_at"] for row in rows), strict=True))


async def list_due_teams(connection: AsyncConnection, *, now: datetime, limit: int) -> Sequence[tuple[Team, datetime]]:
    """Return teams of all workspaces with a summary due, longest due first, each with its due time (UTC)."""
    query = (
        select(*TEAM_COLUMNS, teams.c.next_due_at)
        .where(teams.c.next_due_at <= now)
        .order_by(teams.c.next_due_at)
        .limit(limit)
    )
    rows = (await connection.execute(query)).mappings()
    return [(_to_team(row), row["next_due_at"]) for row in rows]


async def is_anybody_due(connection: AsyncConnection, *, now: datetime) -> bool:
    """Return whether any rep or team is due."""
    # min() reads one index entry, whatever the planner believes about the table's size.
    firsts = [select(func.min(table.c.next_due_at)).scalar_subquery() for table in (reps, teams)]
    row = (await connection.execute(select(*firsts))).one()
    return any(moment is not None and moment <= now for moment in row)


async def find_next_due(connection: AsyncConnection, *, after: datetime) -> datetime | None:
    """Return the first moment (UTC) after ``after`` at which a rep or team is due, None when nobody is."""
    firsts = [
        select(func.min(table.c.next_due_at)).where(table.c.next_due_at > after).scalar_subquery()
        for table in (reps, teams)
    ]
    row = (await connection.execute(select(*firsts))).one()
    return min((moment for moment in row if moment is not None), default=None)


async def set_next_moments(
    connection: AsyncConnection,
    *,
    reps: Sequence[tuple[int, datetime | None]],
    teams: Sequence[tuple[int, datetime | None]],
) -> None:
    """Set the next due time (UTC) of these reps and teams, by id; None for none."""
    for statement, moments in ((_SET_REP_MOMENT, reps), (_SET_TEAM_MOMENT, teams)):
        if moments:
            await connection.execute(
                statement, [{"subject_id": subject_id, "moment": moment} for subject_id, moment in moments]
            )


def _set_moment(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("subject_id")).values(next_due_at=bindparam("moment"))


_SET_REP_MOMENT = _set_moment(reps)
_SET_TEAM_MOMENT = _set_moment(teams)


async def _load_reps(connection: AsyncConnection, query: Select[Any]) -> list[Rep]:
    return await _to_reps(connection, (await connection.execute(query)).mappings().all())


async def _to_reps(connection: AsyncConnection, rows: Sequence[RowMapping]) -> list[Rep]:
    """Return reps from rows with all columns of the table, with the own kinds of their workspaces."""
    if not rows:
        return []
    kinds = await list_own_kinds(connection, workspace_ids={row["workspace_id"] for row in rows})
    return [_to_rep(row, kinds.get(row["workspace_id"], ())) for row in rows]


def _to_rep(row: RowMapping, own_kinds: tuple[OwnKind, ...]) -> Rep:
    return Rep(
        id=row["id"],
        workspace_id=row["workspace_id"],
        external_id=row["external_id"],
        name=row["name"],
        timezone=row["timezone"],
        language=row["language"],
        role=Role(row["role"]),
        team_id=row["team_id"],
        targets=make_targets(
            message=row["target_message"],
            call=row["target_call"],
            visit=row["target_visit"],
            own_kinds=own_kinds,
            chosen=_parse_own_targets(row["own_targets"]),
        ),
        address=row["address"],
        rhythm=_to_rhythm(row),
        week=WorkWeek(row["week"]),
        country=row["country"],
        region=row["region"],
        follows_status=row["follows_status"],
        own_kinds=own_kinds,
        left_at=row["left_at"],
        is_deactivated=row["is_deactivated"],
        first_day=row["first_day"],
        leads_since=row["leads_since"],
        leave_days=row["leave_days"],
        hour_asked_on=row["hour_asked_on"],
        seen_on=row["seen_on"],
        awaited_since=row["awaited_since"],
        is_newcomer=row["is_newcomer"],
        stands_in=row["stands_in"],
        heard_in=row["heard_in"],
        heard_at=row["heard_at"],
    )


def write_own_targets(chosen: Mapping[OwnKindId, int]) -> str:
    """Return a rep's own targets as they are stored."""
    return " ".join(f"{kind_id}={target}" for kind_id, target in sorted(chosen.items()))


def _parse_own_targets(code: str) -> dict[OwnKindId, int]:
    pairs = (each.split("=") for each in code.split())
    return {OwnKindId(int(kind_id)): int(target) for kind_id, target in pairs}


def _to_rhythm(row: RowMapping) -> Rhythm:
    return Rhythm(
        intensity=Intensity(row["intensity"]),
        morning_at=row["nudge_at"],
        catch_up_at=row["catch_up_at"],
        wrap_up_at=row["wrap_up_at"],
        switched_off=frozenset(row["switched_off"].split()),
        quiet_from=row["quiet_from"],
        quiet_until=row["quiet_until"],
        paused_at=row["paused_at"],
        silent_on=row["silent_on"],
    )


def _to_team(row: RowMapping) -> Team:
    return Team(**{name: row[name] for name in Team.__dataclass_fields__})
