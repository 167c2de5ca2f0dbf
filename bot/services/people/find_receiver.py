"""Find the colleague who is mentioned in a command."""

from bot.domain.deals.errors import DealReceiverUnknown
from bot.domain.people.people import Rep
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.people import people as people_rows


async def get_receiver(database: Database, *, person: Person, external_id: str | None) -> Rep:
    """Return the colleague with the platform's user id, to whom a deal can be handed over.

    Raises:
        DealReceiverUnknown: no user is mentioned, or one who is not a rep of this workspace.
    """
    if external_id is None:
        raise DealReceiverUnknown
    async with database.reading() as connection:
        colleague = await people_rows.find_rep(connection, workspace_id=person.workspace.id, external_id=external_id)
    if colleague is None or colleague.left_at is not None:
        raise DealReceiverUnknown
    return colleague


async def find_receiver_named(database: Database, *, person: Person, external_id: str | None, typed: str) -> Rep | None:
    """Return the one other colleague who is mentioned, or has this name or first name; None without one."""
    async with database.reading() as connection:
        everybody = await people_rows.list_reps(connection, workspace_id=person.workspace.id)
    here = [rep for rep in everybody if rep.left_at is None and rep.id != person.rep.id]
    key = typed.casefold().removeprefix("@").strip()
    found = [rep for rep in here if external_id is not None and rep.external_id == external_id]
    found = found or [rep for rep in here if rep.name.casefold() == key]
    found = found or [rep for rep in here if key and rep.name.casefold().partition(" ")[0] == key]
    return found[0] if len(found) == 1 else None
