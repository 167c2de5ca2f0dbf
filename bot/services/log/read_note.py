"""Reading the note of a line for its situation, with what the workspace taught since (V3)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import LogLine
from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import Reading
from bot.storage.database import Database
from bot.storage.log import corrections as correction_rows


async def read_note(database: Database, *, workspace_id: int, line: LogLine) -> Reading | None:
    """Return what a note tells of, None where there is none or no account that it is about."""
    if not _tells(line):
        return None
    async with database.reading() as connection:
        return await read_note_on(connection, workspace_id=workspace_id, line=line)


async def read_note_on(connection: AsyncConnection, *, workspace_id: int, line: LogLine) -> Reading | None:
    """Return what a note tells of on an open connection; see ``read_note``."""
    if not _tells(line):
        return None
    corrections = await correction_rows.list_corrections(connection, workspace_id=workspace_id)
    return load_note_reader().read(line.note, corrections=corrections)


def _tells(line: LogLine) -> bool:
    return line.account is not None and bool(line.note.strip())
