"""Tell who leads a team that somebody joined it (K10)."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Team
from bot.services.people.leaving import make_delivery
from bot.services.people.team_leaders import list_team_leaders
from bot.storage.delivery import deliveries as delivery_rows

# The kind of message to who leads the team.
TEAM_JOINED = "team_joined"
TOGETHER_WITHIN = timedelta(hours=1)


async def tell_joined(connection: AsyncConnection, *, rep: Rep, team: Team, now: datetime) -> None:
    """Have who leads a team told, once a day, that a rep joined it; no figures.

    It waits a while, so that those who join together are told of in one message (K5).
    """
    detail = f"{team.id}:{now.date().isoformat()}"
    due_at = now + TOGETHER_WITHIN
    told = [
        make_delivery(each, kind=TEAM_JOINED, subject=rep.id, detail=detail, now=now, due_at=due_at)
        for each in await list_team_leaders(connection, team, now=now)
        if each.id != rep.id
    ]
    await delivery_rows.add_deliveries(connection, told)
