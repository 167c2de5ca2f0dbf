"""Queries about corrections of a note's situation (K8, K12)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.situations import Correction, Situation
from bot.storage.tables.log import situation_corrections
from bot.storage.upsert import insert_or_change
from bot.storage.versions import bump_corrections

MOST_CORRECTIONS = 300


async def list_corrections(connection: AsyncConnection, *, workspace_id: int) -> list[Correction]:
    """Return a workspace's latest corrections."""
    query = (
        select(situation_corrections.c.note, situation_corrections.c.situation)
        .where(situation_corrections.c.workspace_id == workspace_id)
        .order_by(situation_corrections.c.id.desc())
        .limit(MOST_CORRECTIONS)
    )
    return [Correction(note=row.note, situation=Situation(row.situation)) for row in await connection.execute(query)]


async def save_correction(
    connection: AsyncConnection, *, workspace_id: int, activity_id: int, correction: Correction, now: datetime
) -> None:
    """Save the situation that a user set for a note, replacing an earlier correction.

    Idempotent without a request key: there is one correction per entry.
    """
    statement = insert_or_change(
        connection, situation_corrections, keys=["activity_id"], changes=["note", "situation", "learned_at"]
    )
    await connection.execute(
        statement.values(
            workspace_id=workspace_id,
            activity_id=activity_id,
            note=correction.note,
            situation=correction.situation,
            learned_at=now,
        )
    )
    await bump_corrections(connection, workspace_id=workspace_id)
