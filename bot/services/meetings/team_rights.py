"""Which teams a person may look at: the own one, and those that he or she leads."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import TeamGone
from bot.domain.people.people import Rep, Team
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows


@dataclass(frozen=True, slots=True)
class TeamAccess:
    """A team that a person is in or leads; ``leads`` is whether he or she is its manager."""

    team: Team
    leads: bool


async def get_team_of(connection: AsyncConnection, *, rep: Rep, team_id: int) -> TeamAccess:
    """Return a team of a person.

    Raises:
        TeamGone: it does not exist (any more), or the person is not in it and does not lead it.
    """
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
    now = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id) or rep
    if team is None:
        raise TeamGone
    is_in = now.team_id == team.id
    leads = now.role.leads and (is_in or now.id in await team_rows.list_leader_ids(connection, team_id=team.id))
    if not (is_in or leads):
        raise TeamGone
    return TeamAccess(team, leads)


async def find_team_of(database: Database, *, rep: Rep, team_id: int) -> TeamAccess:
    """Return the same, on a connection of its own."""
    async with database.reading() as connection:
        return await get_team_of(connection, rep=rep, team_id=team_id)
