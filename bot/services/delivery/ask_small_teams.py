"""Ask each person of a small team privately, once, whether its totals may be shown (K10)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Team
from bot.services.calendar.calendars import load_calendars
from bot.services.people.leaving import make_delivery
from bot.services.people.person_cache import Person
from bot.services.people.team_totals import TotalsConsent, load_consent
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.people import people as people_rows

# The kind of message with the question.
TOTALS_ASKED = "totals_asked"


async def ask_small_teams(database: Database, teams: Sequence[Team], *, now: datetime) -> None:
    """Have each person of these teams, where they are small, asked once whether totals may be shown.

    Who is free, paused or in quiet hours now is asked the next time that there would have been a total.
    """
    asked = []
    async with database.reading() as connection:
        for team in teams:
            consent = await load_consent(connection, team=team, now=now)
            for rep in await _list_reachable(connection, consent, now):
                delivery = make_delivery(rep, kind=TOTALS_ASKED, subject=team.id, detail=consent.people, now=now)
                known = await delivery_rows.find_due(connection, workspace_id=rep.workspace_id, key=delivery.key)
                asked += [delivery] if known is None else []
    if asked:
        await database.write(lambda connection: delivery_rows.add_deliveries(connection, asked))


async def _list_reachable(connection: AsyncConnection, consent: TotalsConsent, now: datetime) -> list[Rep]:
    reps = consent.unasked
    workspace = await people_rows.get_workspace(connection, workspace_id=consent.team.workspace_id)
    if not reps or workspace is None:
        return []
    people = [Person(rep=rep, workspace=workspace) for rep in reps]
    calendars = await load_calendars(connection, people, since=now.date() - timedelta(days=1))
    return [
        rep for rep in reps if _is_reachable(rep, now) and calendars[rep.id].is_worked(now.astimezone(rep.zone).date())
    ]


def _is_reachable(rep: Rep, now: datetime) -> bool:
    return not rep.rhythm.is_paused and not rep.rhythm.is_quiet_at(now.astimezone(rep.zone).time())
