"""Load the week of every team that a person is in or leads, to see them side by side (R8, K10)."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.people.people import Team
from bot.domain.reviews.team_review import TeamWeek
from bot.services.people.person_cache import Person
from bot.services.reviews.review_team import load_team_week
from bot.storage.database import Database


async def load_team_weeks(
    database: Database, *, person: Person, teams: Sequence[Team], now: datetime
) -> list[TeamWeek]:
    """Return the last whole week of each team."""
    async with database.long_reading() as connection:
        return [
            await load_team_week(
                connection, team=team, workspace=person.workspace, day=now.astimezone(team.zone).date()
            )
            for team in teams
        ]
