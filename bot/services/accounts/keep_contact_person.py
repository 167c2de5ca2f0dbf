"""Somebody at a customer, with role and level; open deals learn how high they reach (Z1)."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount, normalise_name
from bot.domain.accounts.errors import AccountGone
from bot.domain.deals.deals import Level
from bot.domain.people.people import Rep
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody at a customer."""

    name: str
    role: str
    level: Level


async def keep_contact_person(database: Database, *, rep: Rep, account_id: int, person: ContactPerson) -> NamedAccount:
    """Add somebody at a customer, or change what is known of that name, and return the account.

    Raises:
        AccountGone: it is not there.
    """

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await account_rows.find_account(connection, workspace_id=rep.workspace_id, account_id=account_id)
        if account is None:
            raise AccountGone
        await deal_rows.keep_contact_person(
            connection,
            workspace_id=rep.workspace_id,
            account_id=account_id,
            name=person.name,
            name_key=normalise_name(person.name) or person.name.casefold(),
            role=person.role,
            level=person.level,
        )
        await deal_rows.set_levels(
            connection, await deal_rows.find_highest_levels(connection, account_ids=[account_id])
        )
        return account

    return await database.write(work)
