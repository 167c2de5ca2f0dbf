"""Classify a line's note by its situation, using the workspace's corrections (V3)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import LogLine
from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import NoteReading
from bot.domain.people.people import Rep
from bot.services.people.habit_cache import load_corrections
from bot.storage.database import Database
from bot.storage.log import corrections as correction_rows


async def classify_note(
    database: Database, *, rep: Rep, line: LogLine, version: int = 0
) -> tuple[NoteReading | None, int | None]:
    """Return a note's situation and the version of the corrections used; see ``load_corrections``.

    None when the line has no note or no account.
    """
    if not _tells(line):
        return None, None
    corrections = await load_corrections(database, rep=rep, version=version)
    return load_note_reader().read(line.note, corrections=corrections.value), corrections.version


async def classify_note_again(connection: AsyncConnection, *, workspace_id: int, line: LogLine) -> NoteReading | None:
    """Return a note's situation by the newest corrections, on an open connection; see ``classify_note``."""
    if not _tells(line):
        return None
    corrections = await correction_rows.list_corrections(connection, workspace_id=workspace_id)
    return load_note_reader().read(line.note, corrections=corrections)


def _tells(line: LogLine) -> bool:
    return line.account is not None and bool(line.note.strip())
