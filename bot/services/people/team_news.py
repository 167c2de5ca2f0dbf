"""Tell who leads a team that somebody joined it (K10)."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Team
from bot.services.people.leaving import make_delivery
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows

# The kind of message to who leads the team.
TEAM_JOINED = "team_joined"
TOGETHER_WITHIN = timedelta(hours=1)


async def tell_joined(connection: AsyncConnection, *, rep: Rep, team: Team, now: datetime) -> None:
    """Have who leads a team told, once a day, that a rep joined it; no figures.

    It waits a while, so that those who join together are told of in one message (K5).
    """
    everybody = await people_rows.list_reps(connection, workspace_id=team.workspace_id, here_at=now)
    leading = await team_rows.list_leader_ids(connection, team_id=team.id)
    leaders = [
        each
        for each in everybody
        if each.id != rep.id and each.role.leads and (each.team_id == team.id or each.id in leading)
    ]
    detail = f"{team.id}:{now.date().isoformat()}"
    due_at = now + TOGETHER_WITHIN
    told = [
        make_delivery(each, kind=TEAM_JOINED, subject=rep.id, detail=detail, now=now, due_at=due_at) for each in leaders
    ]
    await delivery_rows.add_deliveries(connection, told)
