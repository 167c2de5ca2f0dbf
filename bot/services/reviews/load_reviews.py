"""Reviews on request: a rep's and a team's week and month, and coverage (R7, R8)."""

from datetime import date, datetime, timedelta

from bot.domain.accounts.coverage import Coverage, TeamCoverage, measure_coverage, measure_team_coverage
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.home.day import TeamDay
from bot.domain.people.errors import ManagersOnly
from bot.domain.reviews.review import RepMonth, RepWeek, find_monday
from bot.domain.reviews.streak import LONGEST
from bot.domain.reviews.team_review import TeamMonth, TeamWeek
from bot.services.calendar.calendars import load_calendar
from bot.services.certainties.load_scorecard import load_shown_scorecard
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import find_team
from bot.services.people.team_totals import load_consent
from bot.services.reviews.count_team import load_rule, load_team_count, score_team
from bot.services.reviews.review_rep import load_rep_month, load_rep_week
from bot.services.reviews.review_team import load_team_month, load_team_week
from bot.services.reviews.summarise_team import load_team_day
from bot.storage.accounts.contacts import list_accounts_of
from bot.storage.database import Database
from bot.storage.people.people import list_reps

DAY = timedelta(days=1)


async def load_current_rep_week(database: Database, *, person: Person, now: datetime) -> RepWeek:
    """Return a rep's week so far."""
    today = _find_today(person, now)
    return await _load_rep_week(database, person, day=today, today=today)


async def load_rep_week_before(database: Database, *, person: Person, now: datetime) -> RepWeek:
    """Return the whole week before a rep's current one."""
    today = _find_today(person, now)
    return await _load_rep_week(database, person, day=find_monday(today) - DAY, today=today)


async def load_current_rep_month(database: Database, *, person: Person, now: datetime) -> RepMonth:
    """Return a rep's month so far."""
    today = _find_today(person, now)
    return await _load_rep_month(database, person, month=today.replace(day=1), today=today)


async def load_rep_month_before(database: Database, *, person: Person, now: datetime) -> RepMonth:
    """Return the whole month before a rep's current one."""
    today = _find_today(person, now)
    return await _load_rep_month(database, person, month=(today.replace(day=1) - DAY).replace(day=1), today=today)


def _find_today(person: Person, now: datetime) -> date:
    return now.astimezone(person.rep.zone).date()


async def _load_rep_week(database: Database, person: Person, *, day: date, today: date) -> RepWeek:
    async with database.long_reading() as connection:
        calendar = await load_calendar(connection, person=person, since=day - LONGEST)
        return await load_rep_week(connection, person=person, calendar=calendar, day=day, today=today)


async def _load_rep_month(database: Database, person: Person, *, month: date, today: date) -> RepMonth:
    async with database.long_reading() as connection:
        calendar = await load_calendar(connection, person=person, since=month - LONGEST)
        return await load_rep_month(connection, person=person, calendar=calendar, month=month, today=today)


async def load_current_team_day(database: Database, *, person: Person, now: datetime) -> TeamDay:
    """Return the totals of a rep's team today.

    Raises:
        TeamMissing: the rep is in no team.
    """
    team = await find_team(database, rep=person.rep)
    async with database.long_reading() as connection:
        return await load_team_day(connection, team=team, workspace=person.workspace, now=now)


async def load_current_team_week(database: Database, *, person: Person, now: datetime) -> TeamWeek:
    """Return the totals of a rep's team this week; raises as ``load_current_team_day``."""
    team = await find_team(database, rep=person.rep)
    day = now.astimezone(team.zone).date()
    async with database.long_reading() as connection:
        return await load_team_week(connection, team=team, workspace=person.workspace, day=day)


async def load_current_team_month(database: Database, *, person: Person, now: datetime) -> TeamMonth:
    """Return the totals of a rep's team this month; raises as ``load_current_team_day``."""
    team = await find_team(database, rep=person.rep)
    async with database.long_reading() as connection:
        day = now.astimezone(team.zone).date()
        return await load_team_month(connection, team=team, workspace=person.workspace, day=day)


async def load_team_scorecard(database: Database, *, person: Person, now: datetime) -> tuple[Scorecard, str]:
    """Return the scorecard of a rep's team in totals, and the team's name; raises as ``load_current_team_day``."""
    team = await find_team(database, rep=person.rep)
    today = now.astimezone(team.zone).date()
    async with database.long_reading() as connection:
        month = today.replace(day=1)
        before = month - DAY
        counted = await load_team_count(connection, team=team, workspace=person.workspace, first=before)
        rule = await load_rule(connection, team=team, counted=counted)
        card = await load_shown_scorecard(
            connection,
            team=score_team(counted, today),
            team_before=score_team(counted, before),
            rule=rule,
            month=month,
            until=today,
        )
    return card, team.name


async def load_coverage(database: Database, *, person: Person, now: datetime) -> Coverage:
    """Return which share of the rep's own accounts had a contact."""
    async with database.long_reading() as connection:
        accounts = await list_accounts_of(connection, workspace_id=person.workspace.id, rep_ids=[person.rep.id])
    return measure_coverage(accounts[person.rep.id], today=now.astimezone(person.rep.zone).date())


async def load_team_coverage(database: Database, *, person: Person, now: datetime) -> TeamCoverage:
    """Return which share of the team's accounts had a contact, for its manager.

    Raises:
        ManagersOnly: the rep is not a manager.
        TeamMissing: the rep is in no team.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
    team = await find_team(database, rep=person.rep)
    async with database.long_reading() as connection:
        reps = await list_reps(connection, workspace_id=team.workspace_id, team_id=team.id)
        rule = (await load_consent(connection, team=team, now=now)).rule
        accounts = await list_accounts_of(connection, workspace_id=team.workspace_id, rep_ids=[rep.id for rep in reps])
    return measure_team_coverage(accounts, rule, today=now.astimezone(person.rep.zone).date())
