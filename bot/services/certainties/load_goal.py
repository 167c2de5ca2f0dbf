"""A rep's personal goal: the progress, and what it still requires per day (O1)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.certainties.method_overviews import GoalOverview
from bot.domain.certainties.personal_goal import (
    Funnel,
    Goal,
    GoalKind,
    Pace,
    find_gap,
    find_requirement,
    measure_progress,
)
from bot.services.people.person_cache import Person
from bot.storage.certainties import goals as goal_rows

YEAR, DAY = timedelta(days=365), timedelta(days=1)
# The working days over which today's pace is counted, and how far back they are looked for.
PACE_DAYS, PACE_LOOKED_AT = 20, timedelta(days=60)


async def load_goal(
    connection: AsyncConnection, *, person: Person, calendar: WorkCalendar, today: date
) -> GoalOverview | None:
    """Return the progress of a rep's personal goal on a local day, None without a goal."""
    return (await load_goals(connection, {person.rep.id: calendar}, today=today)).get(person.rep.id)


async def load_goals(
    connection: AsyncConnection, calendars: Mapping[int, WorkCalendar], *, today: date
) -> dict[int, GoalOverview]:
    """Return the own goals of reps as they stand on a local day, by rep; ``calendars`` are theirs by rep id.

    In a handful of statements whatever their number; who has no goal is absent.
    """
    goals = await goal_rows.find_goals(connection, rep_ids=calendars)
    if not goals:
        return {}
    funnels = await goal_rows.load_funnels(connection, rep_ids=goals, since=today - YEAR)
    customers = await goal_rows.count_new_customers(connection, rep_ids=goals)
    margins = await goal_rows.add_margins(connection, rep_ids=goals)
    contacts = await goal_rows.count_contacts_by_day(connection, rep_ids=goals, since=today - PACE_LOOKED_AT)
    return {
        rep_id: _draw_goal(
            goal,
            calendars[rep_id],
            reached=Decimal(customers.get(rep_id, 0))
            if goal.kind is GoalKind.CUSTOMERS
            else margins.get(rep_id, Decimal(0)),
            funnel=funnels[rep_id],
            pace=_measure_pace(calendars[rep_id], contacts.get(rep_id, {}), today),
            today=today,
        )
        for rep_id, goal in goals.items()
    }


def _measure_pace(calendar: WorkCalendar, contacts: Mapping[date, int], today: date) -> Pace:
    """Return the contacts of the last 20 working days before today, which is not over yet."""
    first, days = today, 0.0
    while days < PACE_DAYS and today - first < PACE_LOOKED_AT:
        first -= DAY
        days += calendar.count_days(first, first)
    return Pace(sum(count for day, count in contacts.items() if first <= day < today), days)


def _draw_goal(
    goal: Goal, calendar: WorkCalendar, *, reached: Decimal, funnel: Funnel, pace: Pace, today: date
) -> GoalOverview:
    days_left = calendar.count_days(today + DAY, goal.by)
    days_in_all = calendar.count_days(goal.since, goal.by)
    return GoalOverview(
        goal=goal,
        reached=reached,
        progress=measure_progress(goal, reached=reached, days_gone=days_in_all - days_left, days_in_all=days_in_all),
        funnel=funnel,
        ask=find_requirement(goal, reached=reached, funnel=funnel, days_left=days_left),
        gap=find_gap(goal, funnel=funnel, days_left=days_left),
        is_over=today > goal.by,
        pace=pace,
    )
