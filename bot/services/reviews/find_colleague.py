"""Find a colleague who is named behind a word for an overview, such as `week @Sanne`."""

from bot.domain.people.people import Rep
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.people import people as people_rows


async def find_colleague(database: Database, *, person: Person, external_id: str | None, typed: str) -> Rep | None:
    """Return who is mentioned or named, by the whole name or the first; None for nobody, or the person as such."""
    key = typed.casefold().strip().removeprefix("@")
    if not key:
        return None
    async with database.reading() as connection:
        everybody = await people_rows.list_reps(connection, workspace_id=person.rep.workspace_id)
    found = [
        rep
        for rep in everybody
        if rep.external_id == external_id or key in {rep.name.casefold(), rep.name.casefold().partition(" ")[0]}
    ]
    return next((rep for rep in found if rep.id != person.rep.id), None)
