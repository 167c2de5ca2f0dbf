"""Teams, channels, roles and languages, set by the users themselves."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.stored_text import LONGEST_NAME, clean_characters
from bot.domain.people.errors import (
    ChannelUnknown,
    LanguageUnknown,
    ManagersOnly,
    PersonUnknown,
    TeamMissing,
    TeamNameInvalid,
)
from bot.domain.people.people import Rep, Role, Team
from bot.domain.rhythm.occasions import TEAM_SUMMARY, find_next_team_moment
from bot.messages.text.words import LANGUAGES
from bot.services.people.team_news import tell_joined
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from bot.storage.people.people import NewTeam
from bot.storage.people.team_spans import change_team_of

TEAM_NAME_LIMIT = 80
LANGUAGE_NAMES = {
    "nl": "nl", "nederlands": "nl", "dutch": "nl", "nl-nl": "nl", "nl-be": "nl", "vlaams": "nl",
    "en": "en", "engels": "en", "english": "en", "en-gb": "en", "en-us": "en",
}  # fmt: skip
ROLE_NAMES = {
    "rep": Role.REP, "verkoper": Role.REP, "manager": Role.MANAGER,
    "beheerder": Role.ADMINISTRATOR, "administrator": Role.ADMINISTRATOR, "admin": Role.ADMINISTRATOR,
}  # fmt: skip


async def join_team(database: Database, *, rep: Rep, name: str, now: datetime) -> tuple[Team, bool]:
    """Add a rep to the team of this name, creating it when needed, and return it with whether it is new.

    Who leads it is told.

    Raises:
        TeamNameInvalid: the name is empty or too long.
    """
    name = check_team_name(name)

    async def work(connection: AsyncConnection) -> tuple[Team, bool]:
        team = await people_rows.find_team_named(connection, workspace_id=rep.workspace_id, name_key=name.casefold())
        is_new = team is None
        if team is None:
            team = await _add_team(connection, rep=rep, name=name, now=now)
        was = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
        if was is None or was.team_id != team.id:
            await enter_team(connection, rep=rep, team=team, now=now, is_new=is_new)
        return team, is_new

    return await database.write(work)


async def enter_team(connection: AsyncConnection, *, rep: Rep, team: Team, now: datetime, is_new: bool = False) -> None:
    """Put a rep in a team that he or she is not in, and tell who leads it.

    Its totals begin on this day (K10), except for who makes it: the days before are that person's own to show, as far
    as they are not those of another team.
    """
    today = now.astimezone(rep.zone).date()
    await change_team_of(connection, rep_id=rep.id, team_id=team.id, today=today, is_founder=is_new)
    await tell_joined(connection, rep=rep, team=team, now=now)


def check_team_name(name: str) -> str:
    """Return a name for a team, in one line.

    Raises:
        TeamNameInvalid: it is empty or too long.
    """
    name = " ".join(clean_characters(name).split())
    # Case folding can make a name longer.
    if not name or max(len(name), len(name.casefold())) > TEAM_NAME_LIMIT:
        raise TeamNameInvalid
    return name


async def set_channel(database: Database, *, rep: Rep, channel: str, now: datetime) -> Team:
    """Set the channel for the summaries of a manager's team.

    Raises:
        ManagersOnly: the rep is not a manager.
        TeamMissing: the manager is in no team.
        ChannelUnknown: it cannot be a channel's id.
    """
    if not rep.role.leads:
        raise ManagersOnly
    if not channel or len(channel) > LONGEST_NAME or clean_characters(channel) != channel:
        raise ChannelUnknown(channel[:LONGEST_NAME])

    async def work(connection: AsyncConnection) -> Team:
        team = await _get_team(connection, rep)
        await people_rows.change_team(
            connection,
            workspace_id=rep.workspace_id,
            team_id=team.id,
            channel=channel,
            next_due_at=find_next_team_moment(team, after=now),
        )
        return await _get_team(connection, rep)

    return await database.write(work)


async def check_may_set_channel(database: Database, *, rep: Rep) -> Team:
    """Return the team whose channel the rep may set.

    Raises:
        ManagersOnly: the rep is not a manager.
        TeamMissing: the manager is in no team.
    """
    if not rep.role.leads:
        raise ManagersOnly
    return await find_team(database, rep=rep)


async def find_team(database: Database, *, rep: Rep) -> Team:
    """Return a rep's team.

    Raises:
        TeamMissing: the rep is in no team.
    """
    async with database.reading() as connection:
        return await _get_team(connection, rep)


async def list_teams(database: Database, *, rep: Rep) -> list[Team]:
    """Return the teams of the rep's workspace."""
    async with database.reading() as connection:
        return await people_rows.list_teams(connection, workspace_id=rep.workspace_id)


async def choose_language(database: Database, *, rep: Rep, typed: str) -> str:
    """Set a rep's language, overriding the platform's locale from now on, and return its code.

    Raises:
        LanguageUnknown: the bot does not support it.
    """
    language = LANGUAGE_NAMES.get(typed.strip().casefold())
    if language not in LANGUAGES:
        raise LanguageUnknown(typed)
    await database.write(
        lambda connection: people_rows.change_rep(
            connection,
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            language=language,
            language_chosen=True,
        )
    )
    return language


def parse_role(typed: str) -> Role:
    """Return the role of a typed word.

    Raises:
        PersonUnknown: there is no such role.
    """
    role = ROLE_NAMES.get(typed.strip().casefold())
    if role is None:
        raise PersonUnknown(typed)
    return role


async def _get_team(connection: AsyncConnection, rep: Rep) -> Team:
    if rep.team_id is None:
        raise TeamMissing
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=rep.team_id)
    if team is None:
        raise TeamMissing
    return team


async def _add_team(connection: AsyncConnection, *, rep: Rep, name: str, now: datetime) -> Team:
    new = NewTeam(
        workspace_id=rep.workspace_id,
        name=name,
        name_key=name.casefold(),
        timezone=rep.timezone,
        summary_at=TEAM_SUMMARY.usual,
        created_at=now,
    )
    team_id = await people_rows.add_team(connection, new)
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
    assert team is not None  # noqa: S101 - added in this transaction
    due_at = find_next_team_moment(team, after=now)
    await people_rows.change_team(connection, workspace_id=rep.workspace_id, team_id=team_id, next_due_at=due_at)
    return team
