"""Load a team's week and month in totals (R7, R8, R9)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.coverage import measure_team_coverage
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Kind, OwnKindId
from bot.domain.people.people import Rep, Targets, Team, Workspace, make_no_targets
from bot.domain.reviews.review import find_monday, find_month_before
from bot.domain.reviews.team_review import (
    WEEKS_SHOWN,
    StepTallies,
    TeamMonth,
    TeamWeek,
    WeekTotal,
    split_by_kind,
)
from bot.domain.statistics.team_totals import Tally, TotalsRule, add_up
from bot.services.calendar.calendars import load_calendars
from bot.services.certainties.load_scorecard import load_shown_scorecard
from bot.services.people.person_cache import Person
from bot.services.people.team_totals import load_totals_rule
from bot.services.reviews.review_rep import SUNDAY, WEEK, add_targets
from bot.storage.accounts.contacts import list_accounts_of
from bot.storage.people import people as people_rows
from bot.storage.reviews import team_reviews as review_rows

KindTallies = Mapping[Kind | OwnKindId, Tally]


async def load_team_week(connection: AsyncConnection, *, team: Team, workspace: Workspace, day: date) -> TeamWeek:
    """Return the week before the one of the team's local day."""
    monday = find_monday(day) - WEEK
    reps = await _list_members(connection, team, monday)
    rep_ids = [rep.id for rep in reps]
    since = monday - WEEK * (WEEKS_SHOWN - 1)
    last = monday + SUNDAY
    rule = await load_totals_rule(connection, team=team, reps=reps)
    done = await review_rows.count_team_days(connection, rep_ids=rep_ids, first=since, last=last)
    steps = await review_rows.tally_steps(connection, rep_ids=rep_ids, first=since, last=last, today=day)
    accounts = await list_accounts_of(connection, workspace_id=team.workspace_id, rep_ids=rep_ids)
    tallies = split_by_kind(done)
    return TeamWeek(
        team=team,
        monday=monday,
        people=len(reps),
        active=len({rep_id for (rep_id, done_on), counts in done.items() if counts and done_on >= monday}),
        progress=Progress(
            done=rule.add_up_kinds(tallies, monday, last),
            targets=await _add_targets(connection, reps, workspace, monday),
        ),
        steps=steps.add_up(rule, monday, last),
        trend=[_make_week(rule, tallies, steps, since + WEEK * number) for number in range(WEEKS_SHOWN)],
        coverage=measure_team_coverage(accounts, rule, today=day),
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
    last = month - timedelta(days=1)
    rule = await load_totals_rule(connection, team=team, reps=reps)
    tallies = split_by_kind(await review_rows.count_team_days(connection, rep_ids=rep_ids, first=before, last=ends))
    steps = await review_rows.tally_steps(connection, rep_ids=rep_ids, first=before, last=ends, today=day)
    closed = await review_rows.list_deals_closed(connection, rep_ids=rep_ids, first=month, last=ends)
    return TeamMonth(
        team=team,
        month=month,
        done=rule.add_up_kinds(tallies, month, ends),
        contacts=_add_up_all(rule, tallies, month, ends),
        contacts_before=_add_up_all(rule, tallies, before, last),
        steps=steps.add_up(rule, month, ends),
        steps_before=steps.add_up(rule, before, last),
        deals=closed.add_up(rule),
        scorecard=(
            await load_shown_scorecard(connection, reps=reps, rule=rule, month=month, until=ends)
            if closed.are_known
            else None
        ),
        own_kinds=reps[0].own_kinds if reps else (),
    )


async def _add_targets(connection: AsyncConnection, reps: list[Rep], workspace: Workspace, monday: date) -> Targets:
    people = [Person(rep=rep, workspace=workspace) for rep in reps]
    calendars = await load_calendars(connection, people, since=monday)
    total = make_no_targets()
    for rep in reps:
        total = total.plus(add_targets(rep, calendars[rep.id], monday, monday + SUNDAY))
    return total


def _make_week(rule: TotalsRule, tallies: KindTallies, steps: StepTallies, monday: date) -> WeekTotal:
    sunday = monday + SUNDAY
    advances = rule.add_up(steps.made, monday, sunday) or None
    return WeekTotal(monday=monday, done=rule.add_up_kinds(tallies, monday, sunday), advances=advances)


def _add_up_all(rule: TotalsRule, tallies: KindTallies, first: date, last: date) -> int | None:
    """Return the total of all kinds, None when one of them may not be shown: it would follow from the others (K10)."""
    counted = [kind for kind, tally in tallies.items() if add_up(tally, first, last)]
    shown = rule.add_up_kinds(tallies, first, last)
    return sum(shown.values()) if counted and set(counted) <= set(shown) else None
