"""Add an account, with a warning first when a similar name exists."""

from datetime import datetime

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import NamedAccount, normalise_name
from bot.domain.log.stored_text import check_key, check_name
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.storage.accounts import accounts as account_rows
from bot.storage.accounts.accounts import NewAccount
from bot.storage.database import Database


async def find_similar_accounts(index_cache: AccountIndexCache, *, rep: Rep, name: str) -> list[NamedAccount]:
    """Return accounts with a similar name, about which the user should be asked before this one is created."""
    await index_cache.refresh(rep.workspace_id)
    return (await index_cache.get_index(rep.workspace_id)).find_similar_accounts(name)


async def add_account(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, name: str, now: datetime
) -> NamedAccount:
    """Add an account owned by the rep, or return the existing one with exactly this normalised name.

    Raises:
        NothingReadable: the name has no readable characters.
        NameTooLong: the name is too long.
    """
    name = check_name(name)
    new = NewAccount(
        workspace_id=rep.workspace_id,
        name=name,
        name_key=check_key(normalise_name(name) or name.casefold()),
        owner_id=rep.id,
        stage=AccountStage.SUSPECT,
        created_at=now,
    )
    account = await database.write(lambda connection: account_rows.add_account(connection, new))
    await index_cache.refresh(rep.workspace_id)
    return account
