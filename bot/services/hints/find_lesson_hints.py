"""Hints about lessons: one that comes back, one that is not written yet, and the exercise (N1, N3, N4)."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hints import Hint, Part
from bot.domain.lessons.lesson_returns import LessonReturn, find_returns
from bot.services.hints.hint_look import HintLook
from bot.storage.deals import deals as deal_rows
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.people import people as people_rows

LESSONS_LOOKED_AT = 200
YEAR = timedelta(days=365)
# The exercise needs some months of experience, and comes in the last month of a quarter.
LAST_OF_QUARTER = 3


async def find_lesson_returns(connection: AsyncConnection, look: HintLook) -> list[Hint]:
    """Return the lessons that fit a live deal of the rep now: one's own, then those that the team shared (N4)."""
    rep = look.rep
    deals = await deal_rows.list_open_deals(connection, workspace_id=rep.workspace_id, owner_ids=[rep.id])
    if not deals:
        return []
    team = (
        await people_rows.list_reps(connection, workspace_id=rep.workspace_id, team_id=rep.team_id)
        if rep.team_id is not None
        else []
    )
    lessons = await lesson_rows.list_kept(
        connection, rep_id=rep.id, team_ids=[each.id for each in team], limit=LESSONS_LOOKED_AT
    )
    return [_to_hint(each, rep.id) for each in find_returns(lessons, deals, rep_id=rep.id, today=look.today)]


async def find_open_losses(connection: AsyncConnection, look: HintLook) -> list[Hint]:
    """Return the losses of earlier days about which nothing was written, on the last worked day of a week (N1)."""
    if not look.calendar.is_last_of_week(look.today):
        return []
    asked = await lesson_rows.list_asked(connection, rep_id=look.rep.id)
    return [
        Hint(
            part=Part.LOSS,
            subject=str(each.id),
            account_id=each.account_id,
            account_name=each.account_name,
            deal_id=each.deal_id,
            facts={"lesson": each},
        )
        for each in asked
        if each.day < look.today
    ]


async def find_exercises(connection: AsyncConnection, look: HintLook) -> list[Hint]:
    """Return the exercise of three situations in the last month of a quarter, for who lost a deal in a year (N3)."""
    today = look.today
    if today.month % LAST_OF_QUARTER:
        return []
    lost = await deal_rows.count_lost(connection, rep_id=look.rep.id, since=today - YEAR)
    return [Hint(part=Part.EXERCISE, subject=name_quarter(today), facts={"count": lost})] if lost else []


def name_quarter(day: date) -> str:
    """Return "2026Q1"."""
    return f"{day.year}Q{(day.month - 1) // LAST_OF_QUARTER + 1}"


def _to_hint(found: LessonReturn, rep_id: int) -> Hint:
    return Hint(
        part=Part.LESSON,
        subject=f"{found.lesson.id}:{found.deal.id}",
        account_id=found.deal.account_id,
        account_name=found.deal.account_name,
        deal_id=found.deal.id,
        facts={
            "lesson": found.lesson,
            "deal": found.deal,
            "because": found.because,
            "is_own": found.lesson.rep_id == rep_id,
        },
    )
