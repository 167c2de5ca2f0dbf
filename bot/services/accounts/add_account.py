"""Making a new account, with a warning first when there is one whose name is nearly the same."""

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
    """Return accounts whose name is nearly the same, so that creating this one deserves a warning."""
    await index_cache.refresh(rep.workspace_id)
    return (await index_cache.get_index(rep.workspace_id)).find_similar_accounts(name)


async def add_account(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, name: str, now: datetime
) -> NamedAccount:
    """Add an account that the rep owns, or return the one that has this very name already.

    Raises:
        NothingReadable: there is nothing in the name.
        NameTooLong: it is too long to be a name.
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
