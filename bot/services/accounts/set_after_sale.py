"""Set the weeks after a sale in which customers are called, for a whole workspace (Z4)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.after_sale import AfterSale, RhythmUnclear, parse_moments
from bot.domain.accounts.errors import AfterSaleUnclear
from bot.domain.log.stored_text import clean_characters
from bot.domain.people.errors import ManagersOnly
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.people import people as people_rows

# The length of the column ``workspaces.after_sale``.
LONGEST_CODE = 500


async def set_after_sale(database: Database, *, person: Person, typed: str) -> AfterSale:
    """Set the weeks in a typed line, and return all that are in force.

    Raises:
        ManagersOnly: the rep is not a manager.
        AfterSaleUnclear: the line cannot be parsed, or the weeks are impossible.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
    try:
        wish = parse_moments(clean_characters(typed))
    except RhythmUnclear as error:
        raise AfterSaleUnclear from error

    async def work(connection: AsyncConnection) -> AfterSale:
        # Reloaded in the transaction: another user may have set another segment since this person was cached.
        workspace = await people_rows.get_workspace(connection, workspace_id=person.workspace.id)
        changed = (workspace or person.workspace).after_sale_moments.change(*wish)
        if len(changed.code) > LONGEST_CODE:
            raise AfterSaleUnclear
        await people_rows.change_workspace(connection, workspace_id=person.workspace.id, after_sale=changed.code)
        return changed

    return await database.write(work)
