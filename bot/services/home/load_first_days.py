"""The first days on the Home page: what is still to try, and how many of a manager's team have begun (K10)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.home.tour import Tour
from bot.domain.people.people import Rep, Team
from bot.domain.people.team_start import TeamStart, judge_team_start
from bot.services.people.person_cache import Person
from bot.storage.people import newcomers as newcomer_rows
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows


async def load_tour(connection: AsyncConnection, *, person: Person, has_accounts: bool) -> Tour | None:
    """Return the first steps of a person, None for who was here before, or hid them."""
    rep = person.rep
    newcomer = await newcomer_rows.find_newcomer(connection, rep_id=rep.id)
    if newcomer is None or newcomer.tour_closed_at is not None:
        return None
    return Tour(
        has_logged=newcomer.first_logged_at is not None,
        has_hour=newcomer.hour_chosen_at is not None,
        has_accounts=has_accounts,
        has_team=rep.team_id is not None,
        sets_up=rep.role.leads,
        sells=rep.leads_since is None,
    )


async def load_team_start(
    connection: AsyncConnection, *, team: Team | None, viewer: Rep, now: datetime
) -> TeamStart | None:
    """Return how many of the viewer's team besides him or her have begun, as far as it may be said; for managers."""
    if team is None or not viewer.role.leads:
        return None
    others = await list_others(connection, team=team, viewer=viewer, now=now)
    return judge_team_start(
        team.id,
        others,
        joined_at=await newcomer_rows.find_last_greeting(connection, rep_ids=[rep.id for rep in others]),
        invited_at=await team_rows.find_invited_at(connection, team_id=team.id),
    )


async def list_others(connection: AsyncConnection, *, team: Team, viewer: Rep, now: datetime) -> list[Rep]:
    """Return those of a team who sell, besides the viewer."""
    reps = await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id, here_at=now)
    return [rep for rep in reps if rep.id != viewer.id and not rep.leads_only_on(now.astimezone(rep.zone).date())]
