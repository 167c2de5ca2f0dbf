"""A rep's lesson from a loss: asked for when a deal is lost, written, snoozed, shared (N1, N2)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Deal
from bot.domain.hints.hints import TURN
from bot.domain.lessons.attitude_reader import load_attitude_reader
from bot.domain.lessons.errors import LessonGone
from bot.domain.lessons.lessons import (
    Lesson,
    LessonAnswers,
    LessonOrigin,
    LessonReadings,
    LessonState,
    Response,
    choose_response,
)
from bot.domain.log.stored_text import check_text
from bot.domain.people.people import Rep
from bot.storage.accounts import account_changes as change_rows
from bot.storage.database import Database
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.lessons.lessons import NewLesson
from bot.storage.row_locks import lock_row
from bot.storage.tables.lessons import lessons


@dataclass(frozen=True, slots=True)
class SavedLesson:
    """A lesson as saved, and how to answer it."""

    lesson: Lesson
    response: Response


async def ask_for_lesson(connection: AsyncConnection, *, deal: Deal, rep: Rep, day: date, now: datetime) -> None:
    """Ask the owner of a lost deal for a lesson, or the rep who closed it when it has no owner."""
    await lesson_rows.ask_lesson(
        connection,
        NewLesson(
            workspace_id=deal.workspace_id,
            rep_id=deal.owner_id or rep.id,
            account_id=deal.account_id,
            deal_id=deal.id,
            origin=LessonOrigin.LOSS,
            state=LessonState.ASKED,
            day=day,
            stage=deal.stage,
            situation=deal.activity_rollup.situation,
            changed_at=now,
        ),
    )


async def find_lesson(database: Database, *, rep: Rep, lesson_id: int) -> Lesson:
    """Return a rep's lesson.

    Raises:
        LessonGone: it does not exist, or is another rep's.
    """
    async with database.reading() as connection:
        return await _get_lesson(connection, rep, lesson_id)


async def find_lesson_of_deal(database: Database, *, rep: Rep, deal_id: int) -> Lesson | None:
    """Return a rep's lesson about a deal, written or only asked for; None when there is none."""
    async with database.reading() as connection:
        return await lesson_rows.find_lesson_of_deal(connection, rep_id=rep.id, deal_id=deal_id)


async def begin_lesson(database: Database, *, rep: Rep, deal_id: int, happened: str) -> bool:
    """Fill in what happened in the lesson that a loss asks for, and return whether it was; a written one stays."""

    async def work(connection: AsyncConnection) -> bool:
        lesson = await lesson_rows.find_lesson_of_deal(connection, rep_id=rep.id, deal_id=deal_id)
        if lesson is None or lesson.state is LessonState.KEPT or not lesson.answers.is_empty:
            return False
        await lesson_rows.change_lesson(connection, lesson_id=lesson.id, happened=check_text(happened))
        return True

    return await database.write(work)


async def save_lesson(
    database: Database, *, rep: Rep, lesson_id: int, answers: LessonAnswers, now: datetime
) -> SavedLesson:
    """Save a rep's lesson about a loss; a note that blames others gets a follow-up question, once (N2).

    Raises:
        LessonGone: it does not exist, or is another rep's.
        TextTooLong: an answer exceeds the maximum length.
    """
    answers = replace(
        answers, happened=check_text(answers.happened), sign=check_text(answers.sign), share=check_text(answers.share)
    )
    reader = load_attitude_reader()
    readings = LessonReadings(
        told=reader.read(answers.told), share=reader.read(answers.share) if answers.share else None
    )

    async def work(connection: AsyncConnection) -> SavedLesson:
        await lock_row(connection, lessons, lesson_id)
        lesson = await _get_lesson(connection, rep, lesson_id)
        response = choose_response(
            readings,
            was_turned=lesson.was_turned,
            may_turn=bool(answers.happened) and TURN not in rep.rhythm.switched_off,
        )
        await lesson_rows.save_answers(connection, lesson_id=lesson_id, answers=answers, now=now)
        if response is Response.TURN:
            await lesson_rows.change_lesson(connection, lesson_id=lesson_id, was_turned=True)
        kept = replace(lesson, answers=answers, state=LessonState.KEPT)
        return SavedLesson(lesson=kept, response=response)

    return await database.write(work)


async def save_contract_end(database: Database, *, rep: Rep, lesson_id: int, day: date) -> None:
    """Keep until when the customer of a loss is tied to another supplier, so that it is contacted before (Z6).

    Raises:
        LessonGone: the lesson does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> None:
        lesson = await _get_lesson(connection, rep, lesson_id)
        if lesson.origin is LessonOrigin.LOSS and lesson.account_id is not None:
            await change_rows.set_account(connection, account_id=lesson.account_id, contract_end=day)

    await database.write(work)


async def save_exercise(
    database: Database, *, rep: Rep, situations: tuple[str, ...], gain: str, request_key: str, now: datetime
) -> int:
    """Save the situations of the exercise (N3) as lessons, and return their number.

    Idempotent by request key.

    Raises:
        TextTooLong: an answer exceeds the maximum length.
    """
    day = now.astimezone(rep.zone).date()
    texts, share = [check_text(each) for each in situations], check_text(gain)

    async def work(connection: AsyncConnection) -> int:
        for number, told in enumerate(texts):
            lesson = NewLesson(
                workspace_id=rep.workspace_id,
                rep_id=rep.id,
                origin=LessonOrigin.EXERCISE,
                state=LessonState.KEPT,
                day=day,
                happened=told,
                share=share,
                changed_at=now,
                request_key=f"{request_key}:{number}",
            )
            await lesson_rows.insert_lesson(connection, lesson)
        return len(texts)

    return await database.write(work)


async def skip_lesson(database: Database, *, rep: Rep, lesson_id: int) -> Lesson:
    """Snooze a lesson, and return it.

    Raises:
        LessonGone: it does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> Lesson:
        await lock_row(connection, lessons, lesson_id)
        lesson = await _get_lesson(connection, rep, lesson_id)
        if lesson.state is LessonState.ASKED:
            await lesson_rows.change_lesson(connection, lesson_id=lesson_id, state=LessonState.SKIPPED)
        return lesson

    return await database.write(work)


async def share_lesson(database: Database, *, rep: Rep, lesson_id: int, is_shared: bool) -> Lesson:
    """Share a lesson with the team, or make it private again, and return it.

    Raises:
        LessonGone: it does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> Lesson:
        lesson = await _get_lesson(connection, rep, lesson_id)
        await lesson_rows.change_lesson(connection, lesson_id=lesson_id, is_shared=is_shared)
        return replace(lesson, answers=replace(lesson.answers, is_shared=is_shared))

    return await database.write(work)


async def _get_lesson(connection: AsyncConnection, rep: Rep, lesson_id: int) -> Lesson:
    lesson = await lesson_rows.find_lesson(connection, rep_id=rep.id, lesson_id=lesson_id)
    if lesson is None:
        raise LessonGone
    return lesson
