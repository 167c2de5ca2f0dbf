"""Hints about lessons: one that applies again, one not written yet, and the exercise (N1, N3, N4)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Deal
from bot.domain.hints.hint_kinds import ExerciseHint, LessonHint, LossHint
from bot.domain.lessons.lesson_returns import JUST_NOW, find_returns, has_just_entered
from bot.domain.lessons.lessons import Lesson
from bot.services.deals.day_memo import DayMemo
from bot.services.hints.hint_context import HintContext
from bot.storage.deals import deals as deal_rows
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.lessons.lessons import LessonScope

LESSONS_LOOKED_AT = 200
YEAR = timedelta(days=365)
# The exercise needs some months of experience, and comes in the last month of a quarter (N3).
LAST_OF_QUARTER = 3


async def find_lesson_returns(
    connection: AsyncConnection, looks: Sequence[HintContext], _memo: DayMemo
) -> dict[int, list[LessonHint]]:
    """Return by rep id the lessons that fit open deals now: the rep's own first, then those shared in the team (N4)."""
    live = {look.rep.id: [deal for deal in look.open_deals if has_just_entered(deal, look.today)] for look in looks}
    asking = [look for look in looks if live[look.rep.id]]
    if not asking:
        return {}
    own, shared = await _load_lessons(connection, asking, [deal for deals in live.values() for deal in deals])
    found = {}
    for look in asking:
        rep = look.rep
        of_team = [each for each in shared.get(rep.team_id or 0, ()) if each.rep_id != rep.id]
        lessons = [*own.get(rep.id, ()), *of_team][:LESSONS_LOOKED_AT]
        returns = find_returns(lessons, live[rep.id], rep_id=rep.id, today=look.today)
        found[rep.id] = [LessonHint(each, is_own=each.lesson.rep_id == rep.id) for each in returns]
    return found


async def find_open_losses(
    connection: AsyncConnection, looks: Sequence[HintContext], _memo: DayMemo
) -> dict[int, list[LossHint]]:
    """Return by rep id the earlier losses without a lesson, on the last workday of the week (N1)."""
    ending = [look for look in looks if look.calendar.is_last_of_week(look.today)]
    if not ending:
        return {}
    asked = await lesson_rows.list_asked_of(connection, rep_ids=[look.rep.id for look in ending])
    return {
        look.rep.id: [LossHint(each) for each in asked.get(look.rep.id, ()) if each.day < look.today] for look in ending
    }


async def find_exercises(
    connection: AsyncConnection, looks: Sequence[HintContext], _memo: DayMemo
) -> dict[int, list[ExerciseHint]]:
    """Return the exercise in the last month of a quarter, for reps who lost a deal in the past year (N3)."""
    ending = [look for look in looks if look.today.month % LAST_OF_QUARTER == 0]
    if not ending:
        return {}
    first = min(look.today for look in ending) - YEAR
    lost = await deal_rows.list_lost_days(connection, rep_ids=[look.rep.id for look in ending], since=first)
    counts = {look.rep.id: sum(day >= look.today - YEAR for day in lost.get(look.rep.id, ())) for look in ending}
    return {
        look.rep.id: [ExerciseHint(name_quarter(look.today), counts[look.rep.id])]
        for look in ending
        if counts[look.rep.id]
    }


def name_quarter(day: date) -> str:
    """Return a quarter's name, such as "2026Q1"."""
    return f"{day.year}Q{(day.month - 1) // LAST_OF_QUARTER + 1}"


async def _load_lessons(
    connection: AsyncConnection, looks: Sequence[HintContext], deals: Sequence[Deal]
) -> tuple[Mapping[int, Sequence[Lesson]], Mapping[int, Sequence[Lesson]]]:
    """Return the lessons that may fit one of these deals: by rep id, and the shared ones by team id."""
    since = min(look.today for look in looks) - JUST_NOW
    own = await lesson_rows.list_own_kept(connection, rep_ids=[look.rep.id for look in looks], since=since)
    team_ids = {look.rep.team_id for look in looks if look.rep.team_id is not None}
    if not team_ids:
        return own, {}
    scope = LessonScope(
        situations=frozenset(
            deal.activity_rollup.situation for deal in deals if deal.activity_rollup.situation is not None
        ),
        stages=frozenset(deal.stage for deal in deals),
    )
    return own, await lesson_rows.list_shared(connection, team_ids=team_ids, scope=scope)
