"""Load a team's week and month in totals (R7, R8, R9)."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.coverage import measure_team_coverage
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Kind, OwnKindId
from bot.domain.people.people import Team, Workspace
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
from bot.services.certainties.load_scorecard import load_shown_scorecard
from bot.services.reviews.count_team import TeamCount, load_rule, load_team_count, score_team
from bot.services.reviews.review_rep import SUNDAY, WEEK
from bot.storage.accounts.contacts import list_accounts_of
from bot.storage.reviews import team_reviews as review_rows

KindTallies = Mapping[Kind | OwnKindId, Tally]


async def load_team_week(connection: AsyncConnection, *, team: Team, workspace: Workspace, day: date) -> TeamWeek:
    """Return the week before the one of the team's local day."""
    monday = find_monday(day) - WEEK
    since, last = monday - WEEK * (WEEKS_SHOWN - 1), monday + SUNDAY
    counted = await load_team_count(connection, team=team, workspace=workspace, first=monday, since=since)
    rep_ids = counted.rep_ids
    rule = await load_rule(connection, team=team, counted=counted)
    done = counted.keep_days(await review_rows.count_team_days(connection, rep_ids=rep_ids, first=since, last=last))
    steps = counted.keep_steps(
        await review_rows.tally_steps(connection, rep_ids=rep_ids, first=since, last=last, today=day)
    )
    in_it = [rep.id for rep in counted.list_in_team(day)]
    accounts = await list_accounts_of(connection, workspace_id=team.workspace_id, rep_ids=in_it)
    tallies = split_by_kind(done)
    active = {rep_id for (rep_id, done_on), counts in done.items() if counts and done_on >= monday}
    return TeamWeek(
        team=team,
        monday=monday,
        people=counted.count_people(monday, last, active=active),
        members=counted.members,
        active=len(active),
        progress=Progress(
            done=rule.add_up_kinds(tallies, monday, last),
            targets=counted.add_period(monday, last),
        ),
        steps=steps.add_up(rule, monday, last),
        trend=[_make_week(rule, tallies, steps, counted, since + WEEK * number) for number in range(WEEKS_SHOWN)],
        coverage=measure_team_coverage(accounts, rule, today=day),
    )


async def load_team_month(connection: AsyncConnection, *, team: Team, workspace: Workspace, day: date) -> TeamMonth:
    """Return the month before the one of the team's local day, against the month before that (K4)."""
    month = find_month_before(day.replace(day=1))
    before, ends = find_month_before(month), day.replace(day=1) - timedelta(days=1)
    counted = await load_team_count(connection, team=team, workspace=workspace, first=before)
    rep_ids = counted.rep_ids
    last = month - timedelta(days=1)
    rule = await load_rule(connection, team=team, counted=counted)
    done = await review_rows.count_team_days(connection, rep_ids=rep_ids, first=before, last=ends)
    tallies = split_by_kind(counted.keep_days(done))
    steps = counted.keep_steps(
        await review_rows.tally_steps(connection, rep_ids=rep_ids, first=before, last=ends, today=day)
    )
    closed = counted.keep_deals(
        await review_rows.list_deals_closed(connection, rep_ids=rep_ids, first=month, last=ends)
    )
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
            await load_shown_scorecard(
                connection,
                team=score_team(counted, ends),
                team_before=score_team(counted, last),
                rule=rule,
                month=month,
                until=ends,
            )
            if closed.are_known
            else None
        ),
        own_kinds=counted.reps[0].own_kinds if counted.reps else (),
        days=counted.count_days(month, ends),
        days_before=counted.count_days(before, last),
    )


def _make_week(
    rule: TotalsRule, tallies: KindTallies, steps: StepTallies, counted: TeamCount, monday: date
) -> WeekTotal:
    sunday = monday + SUNDAY
    advances = rule.add_up(steps.made, monday, sunday) or None
    return WeekTotal(
        monday=monday,
        done=rule.add_up_kinds(tallies, monday, sunday),
        advances=advances,
        days=counted.count_days(monday, sunday),
    )


def _add_up_all(rule: TotalsRule, tallies: KindTallies, first: date, last: date) -> int | None:
    """Return the total of all kinds, None when one of them may not be shown: it would follow from the others (K10)."""
    counted = [kind for kind, tally in tallies.items() if add_up(tally, first, last)]
    shown = rule.add_up_kinds(tallies, first, last)
    return sum(shown.values()) if counted and set(counted) <= set(shown) else None
