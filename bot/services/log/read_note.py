"""Reading the note of a line for its situation, with what the workspace taught since (V3)."""

from bot.domain.log.activity import LogLine
from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import Reading
from bot.storage.database import Database
from bot.storage.log import corrections as correction_rows


async def read_note(database: Database, *, workspace_id: int, line: LogLine) -> Reading | None:
    """Return what a note tells of, None where there is none or no account that it is about."""
    if line.account is None or not line.note.strip():
        return None
    async with database.reading() as connection:
        corrections = await correction_rows.list_corrections(connection, workspace_id=workspace_id)
    return load_note_reader().read(line.note, corrections=corrections)
