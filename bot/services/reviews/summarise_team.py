"""A team's day in totals: against its targets, advances, and open steps (R8). No individual is shown (K10)."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.stall_news import add_up_stalled
from bot.domain.home.day import TeamDay
from bot.domain.home.progress import Progress, add_progress
from bot.domain.people.people import Rep, Team, Workspace
from bot.domain.reviews.team_review import split_by_kind
from bot.domain.statistics.team_totals import TotalsRule
from bot.services.calendar.calendars import load_company_calendar
from bot.services.people.team_totals import load_totals_rule
from bot.storage.deals import stalls as stall_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.people import people as people_rows


async def load_team_day(connection: AsyncConnection, *, team: Team, workspace: Workspace, now: datetime) -> TeamDay:
    """Return a team's day so far, in the team's own time zone."""
    day = now.astimezone(team.zone).date()
    reps = await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id, here_at=now)
    rep_ids = [rep.id for rep in reps]
    rule = await load_totals_rule(connection, team=team, reps=reps)
    days = await _load_days(connection, reps, day)
    made, kept = await step_rows.count_steps(connection, rep_ids=rep_ids, day=day)
    calendar = await load_company_calendar(connection, workspace=workspace)
    next_day = calendar.find_worked_day(day, step=1)
    due_next = await step_rows.count_open_steps(connection, rep_ids=rep_ids, after=day, until=next_day)
    overdue = await step_rows.count_open_steps(connection, rep_ids=rep_ids, after=date.min, until=day)
    stalled = await stall_rows.list_stalled(connection, workspace_id=team.workspace_id, owner_ids=rep_ids)
    return TeamDay(
        team=team,
        day=day,
        next_day=next_day,
        people=len(reps),
        active=sum(not progress.is_empty for progress in days.values()),
        progress=_add_up_shown(rule, days, day),
        steps_made=rule.keep(sum(made.values()), made),
        steps_kept=rule.keep(sum(kept.values()), kept),
        due_next=rule.keep(sum(due_next.values()), due_next),
        overdue=rule.keep(sum(overdue.values()), overdue),
        stalled=add_up_stalled(stalled, rule),
        has_plans=bool(due_next),
        has_decisions=bool(stalled),
    )


def _add_up_shown(rule: TotalsRule, days: Mapping[int, Progress], day: date) -> Progress:
    tallies = split_by_kind({(rep_id, day): progress.done for rep_id, progress in days.items()})
    return Progress(done=rule.add_up_kinds(tallies, day, day), targets=add_progress(days.values()).targets)


async def _load_days(connection: AsyncConnection, reps: list[Rep], day: date) -> dict[int, Progress]:
    done = await activity_rows.count_done(connection, rep_ids=[rep.id for rep in reps], days=[day])
    return {rep.id: Progress(done=done.get((rep.id, day), {}), targets=rep.targets_on(day)) for rep in reps}
