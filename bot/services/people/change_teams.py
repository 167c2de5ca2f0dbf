"""Join, make, leave, rename and remove teams, and lead several of them (K12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.stored_text import clean_characters
from bot.domain.people.errors import ManagersOnly, TeamGone, TeamMissing, TeamNameTaken, TeamUnknown
from bot.domain.people.people import Rep, Team, find_zone
from bot.services.people.find_restorable import find_restorable
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import check_team_name, enter_team
from bot.storage import removals as removal_rows
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows
from bot.storage.people.team_spans import NewSpan, add_span, change_team_of, load_spans
from bot.storage.removals import NewRemoval, Removal
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import team_spans, teams
from bot.storage.tables.removals import removals

TEAM = "team"


@dataclass(frozen=True, slots=True)
class Joined:
    """A team that a rep is in now, and the team that the rep left for it."""

    team: Team
    left: Team | None


@dataclass(frozen=True, slots=True)
class TeamLookup:
    """A typed name with the team of that name, all teams of the workspace, and the one that the rep is in."""

    name: str
    team: Team | None
    known: tuple[Team, ...]
    own: Team | None

    @property
    def is_unknown(self) -> bool:
        """Whether to ask before a team is made: the first of a workspace cannot be meant to be another."""
        return self.team is None and bool(self.known)


@dataclass(frozen=True, slots=True)
class Removable:
    """A team that can be removed, its number of members, and the teams to which they can go."""

    team: Team
    members: int
    others: tuple[Team, ...]


async def look_up_team(database: Database, *, rep: Rep, name: str) -> TeamLookup:
    """Return the team of a typed name, or the teams that could be meant instead.

    Raises:
        TeamNameInvalid: the name is empty or too long.
    """
    name = check_team_name(name)
    async with database.reading() as connection:
        known = await people_rows.list_teams(connection, workspace_id=rep.workspace_id)
        own = await _find_own(connection, rep)
    team = next((each for each in known if each.name.casefold() == name.casefold()), None)
    return TeamLookup(name, team, tuple(known), own)


async def join_team_by_id(database: Database, *, rep: Rep, team_id: int, now: datetime) -> Joined:
    """Add a rep to a team, and tell who leads it.

    Raises:
        TeamGone: it does not exist (any more).
    """

    async def work(connection: AsyncConnection) -> Joined:
        team, left = await _get_team(connection, rep, team_id), await _find_own(connection, rep)
        if left is not None and left.id == team.id:
            return Joined(team, None)
        await enter_team(connection, rep=rep, team=team, now=now)
        return Joined(team, left)

    return await database.write(work)


async def leave_team(database: Database, *, rep: Rep, now: datetime) -> Team:
    """Take a rep out of the team, which keeps the days until today, and return the team.

    Raises:
        TeamMissing: the rep is in no team.
    """

    async def work(connection: AsyncConnection) -> Team:
        team = await _find_own(connection, rep)
        if team is None:
            raise TeamMissing
        await change_team_of(connection, rep_id=rep.id, team_id=None, today=now.astimezone(rep.zone).date())
        return team

    return await database.write(work)


async def has_days_in(database: Database, *, rep: Rep, team: Team) -> bool:
    """Return whether any day is one of a rep in a team."""
    async with database.reading() as connection:
        return bool((await load_spans(connection, team_id=team.id)).get(rep.id))


async def rename_team(database: Database, *, rep: Rep, typed: str, name: str) -> tuple[Team, str]:
    """Give a team another name, and return it with the name that it had.

    Raises:
        ManagersOnly: the rep is not a manager.
        TeamUnknown: there is no team of the typed name.
        TeamNameInvalid, TeamNameTaken: the new name cannot be given.
    """
    _check_leads(rep)
    name = check_team_name(name)

    async def work(connection: AsyncConnection) -> tuple[Team, str]:
        other = await people_rows.find_team_named(connection, workspace_id=rep.workspace_id, name_key=name.casefold())
        team = await _find_named(connection, rep, typed, instead=other)
        await lock_row(connection, teams, team.id)
        if other is not None and other.id != team.id:
            raise TeamNameTaken(other.name)
        await people_rows.change_team(
            connection, workspace_id=rep.workspace_id, team_id=team.id, name=name, name_key=name.casefold()
        )
        return replace(team, name=name), typed

    return await database.write(work)


async def find_removable_team(database: Database, *, rep: Rep, typed: str) -> Removable:
    """Return a team that a manager wants to remove.

    Raises:
        ManagersOnly: the rep is not a manager.
        TeamUnknown: there is no team of this name.
    """
    _check_leads(rep)
    async with database.reading() as connection:
        team = await _find_named(connection, rep, typed)
        known = await people_rows.list_teams(connection, workspace_id=rep.workspace_id)
        members = await team_rows.count_members(connection, team_id=team.id)
    return Removable(team, members, tuple(each for each in known if each.id != team.id))


@dataclass(frozen=True, slots=True)
class TeamRemoved:
    """A removed team, the one to which its members went, if any, and what can put it back."""

    team: Team
    receiver: Team | None
    removal_id: int


async def remove_team(
    database: Database, *, rep: Rep, team_id: int, to_team_id: int | None, now: datetime
) -> TeamRemoved:
    """Remove a team, its members going to another team or to none.

    Raises:
        ManagersOnly: the rep is not a manager.
        TeamGone: one of the teams does not exist (any more).
    """
    _check_leads(rep)

    async def work(connection: AsyncConnection) -> TeamRemoved:
        await lock_row(connection, teams, team_id)
        team = await _get_team(connection, rep, team_id)
        receiver = None if to_team_id is None else await _get_team(connection, rep, to_team_id)
        content = {
            "teams": await removal_rows.dump_rows(connection, teams, teams.c.id == team.id),
            "members": [{"id": each} for each in await team_rows.list_member_ids(connection, team_id=team.id)],
            "spans": await removal_rows.dump_rows(connection, team_spans, team_spans.c.team_id == team.id),
            "leaders": [{"id": each} for each in await team_rows.list_leader_ids(connection, team_id=team.id)],
            "went_to": [{"id": to_team_id}],
        }
        today = now.astimezone(team.zone).date()
        await team_rows.move_members(
            connection, team_id=team.id, to_team_id=receiver.id if receiver else None, today=today
        )
        await team_rows.remove_team(connection, team_id=team.id)
        removal = NewRemoval(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            kind=TEAM,
            subject_id=team.id,
            content=content,
            removed_at=now,
        )
        return TeamRemoved(team, receiver, await removal_rows.save_removal(connection, removal))

    return await database.write(work)


async def restore_team(database: Database, *, rep: Rep, removal_id: int, now: datetime) -> Team:
    """Put a removed team back, with those of its members who are still where they went, and return it; idempotent.

    Raises:
        RemovalGone: it was removed more than a week ago, or by somebody else.
        TeamNameTaken: another team has its name by now.
    """

    async def work(connection: AsyncConnection) -> Team:
        await lock_row(connection, removals, removal_id)
        removal = await find_restorable(connection, rep=rep, removal_id=removal_id, kind=TEAM, now=now)
        if removal.restored_at is not None:
            return await _get_team(connection, rep, removal.subject_id)
        [row], [went_to] = removal.content["teams"], removal.content["went_to"]
        taken = await people_rows.find_team_named(connection, workspace_id=rep.workspace_id, name_key=row["name_key"])
        if taken is not None:
            raise TeamNameTaken(taken.name)
        await removal_rows.restore_rows(connection, teams, [row])
        await _restore_members(connection, removal, from_team_id=went_to["id"], zone=find_zone(row["timezone"]))
        for leader in removal.content["leaders"]:
            await team_rows.add_lead(
                connection, workspace_id=rep.workspace_id, team_id=removal.subject_id, rep_id=leader["id"]
            )
        await removal_rows.mark_restored(connection, removal_id=removal_id, now=now)
        return await _get_team(connection, rep, removal.subject_id)

    return await database.write(work)


async def _restore_members(
    connection: AsyncConnection, removal: Removal, *, from_team_id: int | None, zone: ZoneInfo
) -> None:
    content, team_id = removal.content, removal.subject_id
    if "spans" in content:
        await removal_rows.restore_rows(connection, team_spans, content["spans"])
    else:  # removed before the days of those who had left it were kept
        for each in content["members"]:
            since = date.fromisoformat(each["since"]) if each.get("since") else None
            span = NewSpan(workspace_id=removal.workspace_id, team_id=team_id, rep_id=each["id"], since=since)
            await add_span(connection, span)
    await team_rows.return_members(
        connection,
        team_id=team_id,
        rep_ids=[each["id"] for each in content["members"]],
        from_team_id=from_team_id,
        left_on=removal.removed_at.astimezone(zone).date(),
    )


async def lead_team(database: Database, *, rep: Rep, typed: str, leads: bool) -> Team:
    """Have a manager lead a team besides the own one, or no more, and return the team.

    Raises:
        ManagersOnly: the rep is not a manager.
        TeamUnknown: there is no team of this name.
    """
    _check_leads(rep)

    async def work(connection: AsyncConnection) -> Team:
        team = await _find_named(connection, rep, typed)
        if leads:
            await team_rows.add_lead(connection, workspace_id=rep.workspace_id, team_id=team.id, rep_id=rep.id)
        else:
            await team_rows.remove_lead(connection, team_id=team.id, rep_id=rep.id)
        return team

    return await database.write(work)


async def list_teams_of(database: Database, *, person: Person) -> list[Team]:
    """Return the team that a person is in, then the other teams that he or she leads as a manager."""
    rep = person.rep
    async with database.reading() as connection:
        own = await _find_own(connection, rep)
        led = await team_rows.list_led(connection, rep_id=rep.id) if rep.role.leads else []
    return [*([own] if own else []), *(team for team in led if own is None or team.id != own.id)]


def pick_team(teams: Sequence[Team], text: str) -> tuple[Team | None, str]:
    """Return the one of a person's teams whose name begins a text, and the rest; else the first of them."""
    for team in sorted(teams, key=lambda each: -len(each.name)):
        start, rest = text[: len(team.name)], text[len(team.name) :]
        if start.casefold() == team.name.casefold() and rest[:1] in {"", " "}:
            return team, rest.strip()
    return (teams[0] if teams else None), text


def _check_leads(rep: Rep) -> None:
    if not rep.role.leads:
        raise ManagersOnly


async def _find_own(connection: AsyncConnection, rep: Rep) -> Team | None:
    # As it is now, not as it was when the person was met.
    now = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id) or rep
    if now.team_id is None:
        return None
    return await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=now.team_id)


async def _get_team(connection: AsyncConnection, rep: Rep, team_id: int) -> Team:
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
    if team is None:
        raise TeamGone
    return team


async def _find_named(connection: AsyncConnection, rep: Rep, typed: str, *, instead: Team | None = None) -> Team:
    """Return the team of a typed name; ``instead`` is the one of a repeated request, which has its new name by now."""
    name_key = " ".join(clean_characters(typed).split()).casefold()
    team = await people_rows.find_team_named(connection, workspace_id=rep.workspace_id, name_key=name_key)
    team = team or instead
    if team is None:
        known = await people_rows.list_teams(connection, workspace_id=rep.workspace_id)
        raise TeamUnknown(typed, [each.name for each in known])
    return team
