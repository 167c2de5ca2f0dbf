"""What comes on some days: the thought of the week with the plan, the month and the scorecard apart (R8, R10)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.method_overviews import GoalOverview
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.delivery.memory import MORNING
from bot.domain.hints.hints import GOAL, SCORECARD
from bot.domain.reviews.review import MorningExtras, find_monday, find_month_before, find_month_end, find_thought
from bot.domain.rhythm.occasions import MONTH_PLACE, READING, SCORECARD_PLACE, WEEK_REVIEW, find_place_in_month
from bot.services.certainties.load_goal import load_goals
from bot.services.certainties.load_score_actions import load_score_actions
from bot.services.certainties.load_scorecard import load_scorecards, score_rep
from bot.services.deals.day_memo import DayMemo
from bot.services.reviews.review_rep import RepCalendar, load_rep_months, load_rep_weeks
from bot.storage.deals import deals as deal_rows

DAY = timedelta(days=1)
# A month of which fewer working days count is not looked back on: who began at its end, or was away (K4).
DAYS_TOLD = 5
NO_EXTRAS = MorningExtras()


async def load_morning_extras(
    connection: AsyncConnection, days: Mapping[date, Sequence[RepCalendar]], *, memo: DayMemo
) -> dict[int, MorningExtras]:
    """Return what the plans of reps carry besides the plan, by rep; ``days`` has the reps by their own local day.

    In as many statements for each local day whatever the number of reps; who has nothing special is absent.
    """
    found: dict[int, MorningExtras] = {}
    for day, reps in days.items():
        found |= await _load_of_day(connection, reps, day, memo)
    return found


async def _load_of_day(
    connection: AsyncConnection, reps: Sequence[RepCalendar], day: date, memo: DayMemo
) -> dict[int, MorningExtras]:
    monday = find_monday(day)
    ending = [
        each
        for each in reps
        if each.calendar.is_last_of_week(day) and not each.told.list_days_of(WEEK_REVIEW.kind, since=monday)
    ]
    # In the morning the day itself has nothing to tell yet.
    so_far = await load_rep_weeks(connection, ending, day=max(monday, day - DAY), today=day)
    quiet = [
        each
        for each in reps
        if _is_quiet(each) and each.calendar.is_first_of_week(day) and not each.told.list_days_of(MORNING, since=monday)
    ]
    weeks = await load_rep_weeks(connection, quiet, day=monday - DAY, today=day)
    months = await load_months(connection, [each for each in reps if _is_quiet(each)], day, memo=memo)
    return {
        rep_id: replace(
            months.get(rep_id, NO_EXTRAS),
            thought=find_thought(so_far[rep_id]) if rep_id in so_far else None,
            week=weeks.get(rep_id),
        )
        for rep_id in {*so_far, *weeks, *months}
    }


async def load_months(
    connection: AsyncConnection, reps: Sequence[RepCalendar], day: date, *, memo: DayMemo
) -> dict[int, MorningExtras]:
    """Return the month and the goal on one of the first days of a month, and the scorecard on the next, by rep.

    Who wants one message a day gets all three on the first working day.
    """
    beginning = [each for each in reps if _has_month(each, day)]
    scored = [each for each in reps if _has_scorecard(each, day)]
    month = find_month_before(day.replace(day=1))
    months = await load_rep_months(connection, beginning, month=month, today=day)
    months = {rep_id: told for rep_id, told in months.items() if not told.is_empty and told.days >= DAYS_TOLD}
    scorecards = await _load_scorecards(connection, scored, month, day, memo)
    goals = await _load_goals(connection, beginning, month, day)
    return {
        rep_id: MorningExtras(month=months.get(rep_id), scorecard=scorecards.get(rep_id), goal=goals.get(rep_id))
        for rep_id in {*months, *scorecards}
    }


def _has_month(each: RepCalendar, day: date) -> bool:
    return _begins_month(each, day) if _is_quiet(each) else _find_place(each, day) == MONTH_PLACE


def _has_scorecard(each: RepCalendar, day: date) -> bool:
    return _begins_month(each, day) if _is_quiet(each) else _find_place(each, day) == SCORECARD_PLACE


def _begins_month(each: RepCalendar, day: date) -> bool:
    return each.calendar.is_first_of_month(day) and not each.told.list_days_of(MORNING, since=day.replace(day=1))


def _find_place(each: RepCalendar, day: date) -> int | None:
    told = each.told.list_days_of(READING.kind, since=day.replace(day=1))
    return find_place_in_month(each.calendar, day, told=told, full=each.full)


def _is_quiet(each: RepCalendar) -> bool:
    return each.rep.rhythm.intensity.has_plan_only


def _was_here(each: RepCalendar, month: date) -> bool:
    return each.rep.first_day is None or each.rep.first_day <= find_month_end(month)


async def _load_scorecards(
    connection: AsyncConnection, reps: Sequence[RepCalendar], month: date, today: date, memo: DayMemo
) -> Mapping[int, Scorecard]:
    """Return the scorecards of a month of those who have deals and did not switch it off, by rep."""
    wanting = [each.rep for each in reps if SCORECARD not in each.rep.rhythm.switched_off and _was_here(each, month)]
    if not wanting:
        return {}
    owners = await deal_rows.list_owners(connection, rep_ids=[rep.id for rep in wanting])
    scored = [rep for rep in wanting if rep.id in owners]
    groups = [score_rep(rep) for rep in scored]
    cards = await load_scorecards(connection, groups, month=month, until=find_month_end(month), today=today, memo=memo)
    workspace_ids = {rep.workspace_id for rep in scored}
    actions = await load_score_actions(
        connection, workspace_ids=workspace_ids, rep_ids=[rep.id for rep in scored], today=today
    )
    return {rep.id: replace(card, actions=actions[rep.id]) for rep, card in zip(scored, cards, strict=True)}


async def _load_goals(
    connection: AsyncConnection, reps: Sequence[RepCalendar], month: date, today: date
) -> Mapping[int, GoalOverview]:
    """Return the goals of those who want them, by rep; one that ended before the month told about is past (O1)."""
    wanting = {each.rep.id: each.calendar for each in reps if GOAL not in each.rep.rhythm.switched_off}
    found = await load_goals(connection, wanting, today=today) if wanting else {}
    return {rep_id: each for rep_id, each in found.items() if each.goal.by >= month}
