"""Who leads a team: the managers in it, and those who were given it besides their own."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Team
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows


async def list_team_leaders(connection: AsyncConnection, team: Team, *, now: datetime) -> list[Rep]:
    """Return who leads a team and is here at ``now`` (UTC)."""
    everybody = await people_rows.list_reps(connection, workspace_id=team.workspace_id, here_at=now)
    leading = await team_rows.list_leader_ids(connection, team_id=team.id)
    return [each for each in everybody if each.role.leads and (each.team_id == team.id or each.id in leading)]
