"""Find the deal that is meant by its own name, by its account, or by both."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deal_line import DealParser
from bot.domain.deals.deal_names import make_deal_key
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealUnknown
from bot.domain.deals.fitting_deals import choose_deals
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.errors import PersonError
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.find_named import find_named_account
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows

MOST_FOUND = 8


async def find_meant_deals(
    database: Database, accounts: AccountIndexCache, *, person: Person, reader: DealParser, typed: str
) -> list[Deal]:
    """Return the deals that a name can mean; several when it fits several, never none.

    Raises:
        DealUnknown: it fits none.
    """
    async with database.reading() as connection:
        named = await _search(connection, person, typed)
    exact = [deal for deal in named if make_deal_key(deal.name) == make_deal_key(typed)]
    found = exact or await _find_at_account(database, accounts, person, reader, typed) or named
    if not found:
        raise DealUnknown(typed)
    return found[:MOST_FOUND]


async def find_deal_named(database: Database, *, person: Person, name: str) -> Deal | None:
    """Return the only deal with exactly this name, an open one before closed ones; None when there is none."""
    async with database.reading() as connection:
        named = await _search(connection, person, name)
    exact = [deal for deal in named if make_deal_key(deal.name) == make_deal_key(name)]
    still_open = [deal for deal in exact if deal.state is DealState.OPEN]
    found = still_open or exact
    return found[0] if len(found) == 1 else None


async def _search(connection: AsyncConnection, person: Person, typed: str) -> list[Deal]:
    return await deal_rows.search_deals(
        connection, workspace_id=person.workspace.id, key=make_deal_key(typed), limit=MOST_FOUND
    )


async def _find_at_account(
    database: Database, accounts: AccountIndexCache, person: Person, reader: DealParser, typed: str
) -> list[Deal]:
    """Return the deals of an account that is named first, as `Acme "Kassen"` or `Acme`; none when it is none."""
    try:
        line = reader.parse_account(typed)
        account = await find_named_account(accounts, rep=person.rep, typed=line.account)
    except (AccountUnknown, AccountAmbiguous, PersonError):
        return []
    async with database.reading() as connection:
        known = await deal_rows.list_deals_of_account(
            connection, workspace_id=person.workspace.id, account_id=account.id
        )
    try:
        line = reader.parse_changes(line, [deal.name for deal in known])
    except PersonError:
        return []
    return [] if line.changes else choose_deals(known, line)
