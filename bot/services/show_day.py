"""What a rep can look at: the day so far, what is due, and the latest entries."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.activity import Entry
from bot.domain.contact_plan import suggest_contacts
from bot.domain.day import Day, Overview
from bot.domain.people import Rep, Team
from bot.domain.progress import Progress
from bot.domain.workdays import find_working_day
from bot.services.people_book import Person
from bot.storage import accounts as account_rows
from bot.storage import activities as activity_rows
from bot.storage import next_steps as step_rows
from bot.storage import people as people_rows
from bot.storage.database import Database

STEPS_SHOWN = 5
ENTRIES_SHOWN = 10
DAYS_AHEAD = 14


async def show_day(database: Database, *, person: Person, now: datetime) -> Day:
    """Return a rep's day as it stands."""
    async with database.reading() as connection:
        return await read_day(connection, person=person, now=now)


async def show_overview(database: Database, *, person: Person, now: datetime) -> Overview:
    """Return a rep's day with the steps to come and the latest entries."""
    rep = person.rep
    async with database.reading() as connection:
        day = await read_day(connection, person=person, now=now)
        until = day.day + timedelta(days=DAYS_AHEAD)
        steps = await step_rows.list_open_steps(connection, rep_id=rep.id, until=until, limit=ENTRIES_SHOWN)
        entries = await activity_rows.list_latest_entries(connection, rep_id=rep.id, limit=STEPS_SHOWN)
        team = await _find_team(connection, rep)
    return Overview(
        day=day,
        team=team,
        upcoming=tuple(step for step in steps if step.due_on > day.day),
        entries=tuple(entries),
    )


async def list_latest(database: Database, *, rep: Rep) -> list[Entry]:
    """Return a rep's latest entries, newest first."""
    async with database.reading() as connection:
        return await activity_rows.list_latest_entries(connection, rep_id=rep.id, limit=ENTRIES_SHOWN)


async def read_day(connection: AsyncConnection, *, person: Person, now: datetime) -> Day:
    """Return a rep's day on an open connection."""
    rep = person.rep
    today = now.astimezone(rep.zone).date()
    before = find_working_day(today, country=person.workspace.country, step=-1)
    done = await activity_rows.count_done(connection, rep_ids=[rep.id], days=[today, before])
    steps = await step_rows.list_open_steps(connection, rep_id=rep.id, until=today, limit=STEPS_SHOWN)
    histories = await account_rows.list_histories(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
    promised = {step.account_id for step in steps}
    free = [history for history in histories if history.id not in promised]
    return Day(
        rep=rep,
        day=today,
        progress=Progress(done=done.get((rep.id, today), {}), targets=rep.targets),
        before=Progress(done=done.get((rep.id, before), {}), targets=rep.targets),
        before_day=before,
        steps_due=tuple(steps),
        suggestions=tuple(suggest_contacts(free, today=today)),
    )


async def _find_team(connection: AsyncConnection, rep: Rep) -> Team | None:
    if rep.team_id is None:
        return None
    return await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=rep.team_id)
