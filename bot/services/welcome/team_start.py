"""The only invitation to those of a team who have not begun, and who does not want to be in a team."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import ManagersOnly, TeamGone
from bot.domain.people.people import Rep, Team
from bot.domain.rhythm.first_days import find_decent_moment
from bot.services.home.load_first_days import list_others
from bot.services.people.greeting import DECLINED, INVITATION
from bot.services.people.leaving import make_delivery
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.people import newcomers as newcomer_rows
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows
from bot.storage.people.team_spans import change_team_of


@dataclass(frozen=True, slots=True)
class Declined:
    """A team that somebody does not want to be in, and who put him or her there, if still here."""

    team: Team
    by: Rep | None


async def invite_others(database: Database, *, person: Person, team_id: int, now: datetime) -> Team:
    """Send those of a team who have not begun the only invitation, and return the team; idempotent.

    Raises:
        ManagersOnly: the user does not lead it.
        TeamGone: it does not exist (any more).
    """

    async def work(connection: AsyncConnection) -> Team:
        by = await people_rows.get_rep(connection, workspace_id=person.rep.workspace_id, rep_id=person.rep.id)
        team = await people_rows.find_team(connection, workspace_id=person.rep.workspace_id, team_id=team_id)
        if team is None:
            raise TeamGone
        leading = await team_rows.list_leader_ids(connection, team_id=team.id)
        if by is None or not by.role.leads or not (by.team_id == team.id or by.id in leading):
            raise ManagersOnly
        for rep in await list_others(connection, team=team, viewer=by, now=now):
            if rep.is_awaited:
                await _invite(connection, person, rep, team, now)
        await people_rows.change_team(connection, workspace_id=team.workspace_id, team_id=team.id, invited_at=now)
        return team

    return await database.write(work)


async def decline_team(database: Database, *, person: Person, team_id: int, by_id: int, now: datetime) -> Declined:
    """Take a rep out of the team that a colleague put him or her in, who is told; idempotent.

    Raises:
        TeamGone: it does not exist (any more).
    """
    rep = person.rep

    async def work(connection: AsyncConnection) -> Declined:
        team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
        if team is None:
            raise TeamGone
        by = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=by_id)
        by = by if by is not None and by.left_at is None else None
        known = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
        if known is not None and known.team_id == team.id:
            today = now.astimezone(rep.zone).date()
            await change_team_of(connection, rep_id=rep.id, team_id=None, today=today)
            # Who says no is not reminded either.
            await newcomer_rows.mark_newcomer(connection, rep_id=rep.id, step="tour_closed_at", now=now)
            if by is not None:
                due_at = find_decent_moment(by, by.make_calendar(person.workspace), now=now)
                detail = f"{team.id}:{now.date().isoformat()}"
                told = make_delivery(by, kind=DECLINED, subject=rep.id, detail=detail, now=now, due_at=due_at)
                await delivery_rows.add_deliveries(connection, [told])
        return Declined(team, by)

    return await database.write(work)


async def close_tour(database: Database, *, person: Person, now: datetime) -> None:
    """Save that a person hid the first steps; idempotent."""
    await database.write(
        lambda connection: newcomer_rows.mark_newcomer(connection, rep_id=person.rep.id, step="tour_closed_at", now=now)
    )


async def _invite(connection: AsyncConnection, person: Person, rep: Rep, team: Team, now: datetime) -> None:
    if await newcomer_rows.mark_newcomer(connection, rep_id=rep.id, step="invited_at", now=now):
        due_at = find_decent_moment(rep, rep.make_calendar(person.workspace), now=now)
        detail = str(person.rep.id)
        invitation = make_delivery(rep, kind=INVITATION, subject=team.id, detail=detail, now=now, due_at=due_at)
        await delivery_rows.add_deliveries(connection, [invitation])
