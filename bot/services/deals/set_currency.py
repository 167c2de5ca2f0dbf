"""Set the currency of a workspace, by an administrator; deals whose currency was not typed follow."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import AdministratorsOnly, CurrencyUnknown
from bot.domain.people.people import Role
from bot.domain.text.money import find_currency
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.people import people as people_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import workspaces


async def set_currency(database: Database, *, person: Person, typed: str) -> str:
    """Set the currency of amounts that are typed without one, for the whole workspace, and return its code.

    Raises:
        AdministratorsOnly: the rep is not an administrator.
        CurrencyUnknown: it is no currency that is supported.
    """
    if person.rep.role is not Role.ADMINISTRATOR:
        raise AdministratorsOnly
    currency = find_currency(typed.strip())
    if currency is None:
        raise CurrencyUnknown(typed)

    async def work(connection: AsyncConnection) -> str:
        workspace_id = person.workspace.id
        await lock_row(connection, workspaces, workspace_id)
        await people_rows.change_workspace(connection, workspace_id=workspace_id, currency=currency)
        await deal_rows.follow_currency(connection, workspace_id=workspace_id, currency=currency)
        return currency

    return await database.write(work)
