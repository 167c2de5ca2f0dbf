"""List the lessons that a rep may read (N4)."""

from bot.domain.lessons.lessons import Lesson
from bot.domain.log.stored_text import clean_characters
from bot.domain.people.people import Rep
from bot.storage.database import Database
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.people import people as people_rows

MOST_LISTED = 15


async def list_lessons(database: Database, *, rep: Rep, typed: str = "") -> list[Lesson]:
    """Return the lessons that contain the typed text: the rep's own, then those shared by team members."""
    async with database.reading() as connection:
        team = (
            await people_rows.list_reps(connection, workspace_id=rep.workspace_id, team_id=rep.team_id)
            if rep.team_id is not None
            else []
        )
        return await lesson_rows.list_kept(
            connection,
            rep_id=rep.id,
            team_ids=[each.id for each in team],
            typed=clean_characters(typed).strip(),
            limit=MOST_LISTED,
        )
