"""A goal of one's own: how far it is, and what it asks a day (O1)."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.certainties.method_overviews import GoalOverview
from bot.domain.certainties.personal_goal import Goal, GoalKind, find_requirement, measure_progress
from bot.services.people.person_cache import Person
from bot.storage.certainties import goals as goal_rows

YEAR, DAY = timedelta(days=365), timedelta(days=1)


async def load_goal(
    connection: AsyncConnection, *, person: Person, calendar: WorkCalendar, today: date
) -> GoalOverview | None:
    """Return a rep's own goal as it stands on a local day, None when there is none."""
    rep = person.rep
    goal = await goal_rows.find_goal(connection, rep_id=rep.id)
    if goal is None:
        return None
    funnel = await goal_rows.load_funnel(connection, rep_id=rep.id, since=today - YEAR)
    reached = await _load_reached(connection, person, goal)
    days_left = calendar.count_days(today + DAY, goal.by)
    days_in_all = calendar.count_days(goal.since, goal.by)
    return GoalOverview(
        goal=goal,
        reached=reached,
        progress=measure_progress(goal, reached=reached, days_gone=days_in_all - days_left, days_in_all=days_in_all),
        funnel=funnel,
        ask=find_requirement(goal, reached=reached, funnel=funnel, days_left=days_left),
        is_over=today > goal.by,
    )


async def _load_reached(connection: AsyncConnection, person: Person, goal: Goal) -> Decimal:
    rep = person.rep
    if goal.kind is GoalKind.CUSTOMERS:
        count = await goal_rows.count_new_customers(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, since=goal.since
        )
        return Decimal(count)
    return (await goal_rows.load_funnel(connection, rep_id=rep.id, since=goal.since)).margin
