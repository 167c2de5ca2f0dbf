"""Remove a lesson, by who wrote it, and put it back (K12)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.lessons.errors import LessonGone
from bot.domain.people.people import Rep
from bot.services.people.find_restorable import find_restorable
from bot.storage import removals as removal_rows
from bot.storage.database import Database
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.removals import NewRemoval
from bot.storage.row_locks import lock_row
from bot.storage.tables.lessons import lessons
from bot.storage.tables.removals import removals

LESSON = "lesson"


async def remove_lesson(database: Database, *, rep: Rep, lesson_id: int, now: datetime) -> int:
    """Remove a rep's own lesson, and return the id of the removal; a repeated request finds the one of before.

    Raises:
        LessonGone: it does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> int:
        await lock_row(connection, lessons, lesson_id)
        lesson = await lesson_rows.find_lesson(connection, rep_id=rep.id, lesson_id=lesson_id)
        if lesson is None:
            return await _find_removed(connection, rep, lesson_id)
        removal = NewRemoval(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            kind=LESSON,
            subject_id=lesson_id,
            content={"lessons": await removal_rows.dump_rows(connection, lessons, lessons.c.id == lesson_id)},
            removed_at=now,
        )
        await lesson_rows.remove_lesson(connection, lesson_id=lesson_id)
        return await removal_rows.save_removal(connection, removal)

    return await database.write(work)


async def restore_lesson(database: Database, *, rep: Rep, removal_id: int, now: datetime) -> None:
    """Put a removed lesson back as it was, without its deal when that is gone or has another lesson; idempotent.

    Raises:
        RemovalGone: it was removed more than a week ago, or by somebody else.
    """

    async def work(connection: AsyncConnection) -> None:
        await lock_row(connection, removals, removal_id)
        removal = await find_restorable(connection, rep=rep, removal_id=removal_id, kind=LESSON, now=now)
        if removal.restored_at is not None:
            return
        rows = [
            {**row, **await lesson_rows.find_missing(connection, account_id=row["account_id"], deal_id=row["deal_id"])}
            for row in removal.content["lessons"]
        ]
        await removal_rows.restore_rows(connection, lessons, rows)
        await removal_rows.mark_restored(connection, removal_id=removal_id, now=now)

    await database.write(work)


async def _find_removed(connection: AsyncConnection, rep: Rep, lesson_id: int) -> int:
    removal = await removal_rows.find_latest(
        connection, workspace_id=rep.workspace_id, kind=LESSON, subject_id=lesson_id
    )
    if removal is None or removal.rep_id != rep.id or removal.restored_at is not None:
        raise LessonGone
    return removal.id
