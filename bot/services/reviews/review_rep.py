"""Reading a rep's week and month, and what a morning plan carries on some days (R8, R10)."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.certainties.method_overviews import GoalOverview
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.hints.hints import GOAL, SCORECARD
from bot.domain.home.progress import Progress
from bot.domain.people.people import Rep, Targets
from bot.domain.people.rhythm import Intensity
from bot.domain.reviews.reached import was_reached
from bot.domain.reviews.review import (
    MorningExtras,
    RepMonth,
    RepWeek,
    find_best_hour,
    find_monday,
    find_month_before,
    find_thought,
)
from bot.domain.reviews.streak import LONGEST, count_streak
from bot.services.certainties.load_goal import load_goal
from bot.services.certainties.load_scorecard import load_scorecard
from bot.services.people.person_cache import Person
from bot.storage.deals import deals as deal_rows
from bot.storage.log.activities import count_between
from bot.storage.reviews import reviews as review_rows
from bot.storage.reviews.team_reviews import count_steps_between

SUNDAY = timedelta(days=6)
WEEK = timedelta(days=7)
# Calls of so long tell at which hour people are reached.
CALLS_LOOKED_AT = timedelta(days=90)


async def load_rep_week(
    connection: AsyncConnection, *, person: Person, calendar: WorkCalendar, day: date, today: date
) -> RepWeek:
    """Return the week of a local day, up to and including that day, as seen ``today``."""
    rep, monday = person.rep, find_monday(day)
    active = await review_rows.list_active_days(connection, rep_id=rep.id, since=day - LONGEST)
    return RepWeek(
        monday=monday,
        days=calendar.count_days(monday, day),
        progress=Progress(
            done=await count_between(connection, rep_id=rep.id, first=monday, last=day),
            targets=add_targets(rep, calendar, monday, day),
        ),
        before=await count_between(connection, rep_id=rep.id, first=monday - WEEK, last=monday - WEEK + SUNDAY),
        steps=await count_steps_between(connection, rep_ids=[rep.id], first=monday, last=day, today=today),
        streak=count_streak(calendar, active=active, today=day),
        best_hour=await _find_best_hour(connection, rep, day),
    )


async def load_rep_month(
    connection: AsyncConnection, *, person: Person, calendar: WorkCalendar, month: date, today: date
) -> RepMonth:
    """Return the month that begins on ``month`` against the one before, as seen ``today``."""
    rep_id, before = person.rep.id, find_month_before(month)
    ends, ends_before = find_month_end(month), month - timedelta(days=1)
    return RepMonth(
        month=month,
        days=calendar.count_days(month, ends),
        done=await count_between(connection, rep_id=rep_id, first=month, last=ends),
        steps=await count_steps_between(connection, rep_ids=[rep_id], first=month, last=ends, today=today),
        before=await count_between(connection, rep_id=rep_id, first=before, last=ends_before),
        steps_before=await count_steps_between(
            connection, rep_ids=[rep_id], first=before, last=ends_before, today=today
        ),
    )


async def load_morning_extras(
    connection: AsyncConnection, *, person: Person, calendar: WorkCalendar, day: date
) -> MorningExtras:
    """Return what the morning plan of a worked day carries besides the plan."""
    thought = month = week = None
    scorecard = goal = None
    if calendar.is_last_of_week(day):
        # In the morning the day itself has nothing to tell yet.
        so_far = max(find_monday(day), day - timedelta(days=1))
        thought = find_thought(await load_rep_week(connection, person=person, calendar=calendar, day=so_far, today=day))
    if calendar.is_first_of_month(day):
        last_month = find_month_before(day.replace(day=1))
        month = await load_rep_month(connection, person=person, calendar=calendar, month=last_month, today=day)
        scorecard, goal = await _load_method(connection, person, calendar, last_month, day)
    if person.rep.rhythm.intensity is Intensity.QUIET and calendar.is_first_of_week(day):
        sunday = find_monday(day) - timedelta(days=1)
        week = await load_rep_week(connection, person=person, calendar=calendar, day=sunday, today=day)
    return MorningExtras(thought=thought, month=month, week=week, scorecard=scorecard, goal=goal)


async def _load_method(
    connection: AsyncConnection, person: Person, calendar: WorkCalendar, month: date, today: date
) -> tuple[Scorecard | None, GoalOverview | None]:
    """Return the scorecard of a month for who has deals, and the own goal; each unless it is switched off."""
    rep, off = person.rep, person.rep.rhythm.switched_off
    has_deals = bool(await deal_rows.list_owners(connection, rep_ids=[rep.id]))
    scorecard = (
        await load_scorecard(
            connection, workspace_id=rep.workspace_id, rep_ids=[rep.id], month=month, until=find_month_end(month)
        )
        if has_deals and SCORECARD not in off
        else None
    )
    goal = await load_goal(connection, person=person, calendar=calendar, today=today) if GOAL not in off else None
    return scorecard, goal


def add_targets(rep: Rep, calendar: WorkCalendar, first: date, last: date) -> Targets:
    """Return what the working days of a span ask together."""
    total = Targets(message=0, call=0, visit=0)
    for number in range((last - first).days + 1):
        part = calendar.judge(first + timedelta(days=number)).part
        if part is not None:
            total = total.plus(rep.targets.on(part))
    return total


def find_month_end(month: date) -> date:
    """Return the last day of the month that begins on ``month``."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


async def _find_best_hour(connection: AsyncConnection, rep: Rep, day: date) -> int | None:
    calls: dict[int, tuple[int, int]] = {}
    for row in await review_rows.list_calls(connection, rep_id=rep.id, since=day - CALLS_LOOKED_AT):
        local = row.logged_at.astimezone(rep.zone)
        if local.date() == row.day:  # what was noted on another day tells nothing about the hour
            reached, every = calls.get(local.hour, (0, 0))
            calls[local.hour] = (reached + was_reached(row.note), every + 1)
    return find_best_hour(calls)
