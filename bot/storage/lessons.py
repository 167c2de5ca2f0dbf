"""Queries about notes that people put right."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.situations import Lesson, Situation
from bot.storage.tables import situation_lessons
from bot.storage.upsert import insert_or_change

MOST_LESSONS = 300


async def list_lessons(connection: AsyncConnection, *, workspace_id: int) -> list[Lesson]:
    """Return what a workspace taught last."""
    query = (
        select(situation_lessons.c.note, situation_lessons.c.situation)
        .where(situation_lessons.c.workspace_id == workspace_id)
        .order_by(situation_lessons.c.id.desc())
        .limit(MOST_LESSONS)
    )
    return [Lesson(note=row.note, situation=Situation(row.situation)) for row in await connection.execute(query)]


async def keep_lesson(
    connection: AsyncConnection, *, workspace_id: int, activity_id: int, lesson: Lesson, now: datetime
) -> None:
    """Keep what a note tells of, as somebody said; the last word about a note holds."""
    statement = insert_or_change(
        connection, situation_lessons, keys=["activity_id"], changes=["note", "situation", "learned_at"]
    )
    await connection.execute(
        statement.values(
            workspace_id=workspace_id,
            activity_id=activity_id,
            note=lesson.note,
            situation=lesson.situation,
            learned_at=now,
        )
    )
