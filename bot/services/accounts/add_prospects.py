"""Add the companies that a rep names in the first days (K11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.add_account import add_account
from bot.storage.accounts.contacts import list_accounts_of
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Prospects:
    """The named accounts: those in the rep's own name, and those that a colleague had already."""

    own: tuple[NamedAccount, ...]
    others: tuple[NamedAccount, ...]


async def add_prospects(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, names: Sequence[str], now: datetime
) -> Prospects:
    """Add accounts owned by the rep; idempotent by name, and what there was already stays as it is.

    Raises:
        NothingReadable: a name has no readable characters.
        NameTooLong: a name is too long.
    """
    found = [await add_account(database, index_cache, rep=rep, name=name, now=now) for name in names]
    async with database.reading() as connection:
        accounts = await list_accounts_of(connection, workspace_id=rep.workspace_id, rep_ids=[rep.id])
    own = {account.id for account in accounts[rep.id]}
    named = {account.id: account for account in found}.values()
    return Prospects(
        own=tuple(account for account in named if account.id in own),
        others=tuple(account for account in named if account.id not in own),
    )
