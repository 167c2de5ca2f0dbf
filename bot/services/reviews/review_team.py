"""Load a team's week and month in totals (R7, R8, R9)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.coverage import measure_coverage
from bot.domain.home.progress import Progress, add_counts
from bot.domain.log.activity import Counts
from bot.domain.people.people import Rep, Targets, Team, Workspace, make_no_targets
from bot.domain.reviews.review import find_monday, find_month_before
from bot.domain.reviews.team_review import WEEKS_SHOWN, TeamMonth, TeamWeek, WeekTotal
from bot.services.calendar.calendars import load_calendars
from bot.services.certainties.load_scorecard import load_scorecard
from bot.services.people.person_cache import Person
from bot.services.reviews.review_rep import SUNDAY, WEEK, add_targets
from bot.storage.accounts.contacts import list_accounts_of
from bot.storage.people import people as people_rows
from bot.storage.reviews import team_reviews as review_rows

Totals = Mapping[date, Counts]


async def load_team_week(connection: AsyncConnection, *, team: Team, workspace: Workspace, day: date) -> TeamWeek:
    """Return the week before the one of the team's local day."""
    monday = find_monday(day) - WEEK
    reps = await _list_members(connection, team, monday)
    rep_ids = [rep.id for rep in reps]
    since = monday - WEEK * (WEEKS_SHOWN - 1)
    totals = await review_rows.count_team_days(connection, rep_ids=rep_ids, first=since, last=monday + SUNDAY)
    advances = await review_rows.count_advances_by_day(connection, rep_ids=rep_ids, first=since, last=monday + SUNDAY)
    accounts = await list_accounts_of(connection, workspace_id=team.workspace_id, rep_ids=rep_ids)
    return TeamWeek(
        team=team,
        monday=monday,
        people=len(reps),
        progress=Progress(
            done=_add_up(totals, monday, monday + SUNDAY),
            targets=await _add_targets(connection, reps, workspace, monday),
        ),
        steps=await review_rows.count_steps_between(
            connection, rep_ids=rep_ids, first=monday, last=monday + SUNDAY, today=day
        ),
        trend=[_make_week(totals, advances, since + WEEK * number) for number in range(WEEKS_SHOWN)],
        coverage=measure_coverage(accounts, today=day),
    )


async def _list_members(connection: AsyncConnection, team: Team, first: date) -> list[Rep]:
    """Return the members of a team without who had left before a local day (K4)."""
    here_at = datetime.combine(first, time(), tzinfo=team.zone)
    return await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id, here_at=here_at)


async def load_team_month(connection: AsyncConnection, *, team: Team, day: date) -> TeamMonth:
    """Return the month before the one of the team's local day, against the month before that."""
    month = find_month_before(day.replace(day=1))
    before, ends = find_month_before(month), day.replace(day=1) - timedelta(days=1)
    reps = await _list_members(connection, team, month)
    rep_ids = [rep.id for rep in reps]
    totals = await review_rows.count_team_days(connection, rep_ids=rep_ids, first=before, last=ends)
    last = month - timedelta(days=1)
    closed = await review_rows.count_deals_closed(connection, rep_ids=rep_ids, first=month, last=ends)
    scorecard = (
        await load_scorecard(connection, workspace_id=team.workspace_id, rep_ids=rep_ids, month=month, until=ends)
        if closed.are_known
        else None
    )
    return TeamMonth(
        team=team,
        month=month,
        done=_add_up(totals, month, ends),
        steps=await review_rows.count_steps_between(connection, rep_ids=rep_ids, first=month, last=ends, today=day),
        before=_add_up(totals, before, last),
        steps_before=await review_rows.count_steps_between(
            connection, rep_ids=rep_ids, first=before, last=last, today=day
        ),
        deals=closed,
        scorecard=scorecard,
        own_kinds=reps[0].own_kinds if reps else (),
    )


async def _add_targets(connection: AsyncConnection, reps: list[Rep], workspace: Workspace, monday: date) -> Targets:
    people = [Person(rep=rep, workspace=workspace) for rep in reps]
    calendars = await load_calendars(connection, people, since=monday)
    total = make_no_targets()
    for rep in reps:
        total = total.plus(add_targets(rep, calendars[rep.id], monday, monday + SUNDAY))
    return total


def _make_week(totals: Totals, advances: Mapping[date, int], monday: date) -> WeekTotal:
    sunday = monday + SUNDAY
    made = sum(count for day, count in advances.items() if monday <= day <= sunday)
    return WeekTotal(monday=monday, done=_add_up(totals, monday, sunday), advances=made)


def _add_up(totals: Totals, first: date, last: date) -> Counts:
    return add_counts(done for day, done in totals.items() if first <= day <= last)
