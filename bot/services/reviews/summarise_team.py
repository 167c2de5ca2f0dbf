"""A team's day in totals: against its targets, advances, and open steps (R8). No individual is shown (K10)."""

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.stall_news import add_up_stalled
from bot.domain.home.day import TeamDay
from bot.domain.home.progress import Progress
from bot.domain.people.people import Team, Workspace
from bot.domain.reviews.team_review import split_by_kind
from bot.services.calendar.calendars import load_company_calendar
from bot.services.reviews.count_team import load_rule, load_team_count
from bot.storage.deals import stalls as stall_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows


async def load_team_day(connection: AsyncConnection, *, team: Team, workspace: Workspace, now: datetime) -> TeamDay:
    """Return a team's day so far, in the team's own time zone, by the calendar of each member (K4)."""
    day = now.astimezone(team.zone).date()
    counted = await load_team_count(connection, team=team, workspace=workspace, first=day)
    rep_ids = counted.rep_ids
    rule = await load_rule(connection, team=team, counted=counted)
    done = await activity_rows.count_done(connection, rep_ids=rep_ids, days=[day])
    active = {rep_id for (rep_id, _), counts in done.items() if any(counts.values())}
    made, kept = await step_rows.count_steps(connection, rep_ids=rep_ids, day=day)
    calendar = await load_company_calendar(connection, workspace=workspace)
    next_day = calendar.find_worked_day(day, step=1)
    before = next_day - timedelta(days=1)
    due_next = await step_rows.count_open_steps(connection, rep_ids=rep_ids, after=before, until=next_day)
    overdue = await step_rows.count_open_steps(connection, rep_ids=rep_ids, after=date.min, until=day)
    stalled = await stall_rows.list_stalled(connection, workspace_id=team.workspace_id, owner_ids=rep_ids)
    return TeamDay(
        team=team,
        day=day,
        next_day=next_day,
        people=counted.count_people(day, day, active=active),
        members=counted.members,
        active=len(active),
        progress=Progress(done=rule.add_up_kinds(split_by_kind(done), day, day), targets=counted.add_day(day)),
        steps_made=rule.keep(sum(made.values()), made),
        steps_kept=rule.keep(sum(kept.values()), kept),
        due_next=rule.keep(sum(due_next.values()), due_next),
        overdue=rule.keep(sum(overdue.values()), overdue),
        stalled=add_up_stalled(stalled, rule),
        has_plans=bool(due_next),
        has_decisions=bool(stalled),
        stalled_ids=frozenset(each.deal.id for each in stalled),
    )
