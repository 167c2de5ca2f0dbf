"""Save a contact person at a customer, with role and level, and update the level of open deals (Z1)."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount, normalise_name
from bot.domain.deals.deals import Level
from bot.domain.log.stored_text import check_key, check_name
from bot.domain.people.people import Rep
from bot.services.accounts.check_account import check_account
from bot.storage.accounts import contact_persons
from bot.storage.accounts.contact_persons import NewContact
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows

LONGEST_ROLE = 120


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """A person at a customer."""

    name: str
    role: str
    level: Level


async def save_contact_person(database: Database, *, rep: Rep, account_id: int, person: ContactPerson) -> NamedAccount:
    """Upsert a contact person by name, and return the account.

    Raises:
        AccountGone: the account does not exist.
        NothingReadable: the name has no readable characters.
        NameTooLong: the name or the role is too long.
    """
    name = check_name(person.name)
    name_key = check_key(normalise_name(name) or name.casefold())
    role = check_name(person.role, LONGEST_ROLE) if person.role.strip() else ""

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=account_id)
        # The account and the name are unique: the same form again changes nothing.
        contact = NewContact(
            workspace_id=rep.workspace_id,
            account_id=account.id,
            name=name,
            name_key=name_key,
            role=role,
            level=person.level,
        )
        await contact_persons.keep_contact_person(connection, contact)
        await deal_rows.set_levels(
            connection, await deal_rows.find_highest_levels(connection, account_ids=[account.id])
        )
        return account

    return await database.write(work)
