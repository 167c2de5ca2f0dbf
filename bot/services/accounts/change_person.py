"""Put right who is known at a customer: change or move somebody, or take out who is not there (K12, Z1)."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_changes import ChangeKind
from bot.domain.accounts.account_names import normalise_name
from bot.domain.accounts.errors import ContactGone, ContactNameTaken
from bot.domain.deals.deals import Level
from bot.domain.home.account_card import AccountDetails, PersonThere
from bot.domain.log.stored_text import check_key, check_name
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.change_journal import AccountRequest, ChangeMade, make_change
from bot.services.accounts.check_account import check_account
from bot.services.accounts.save_contact_person import LONGEST_ROLE
from bot.storage.accounts import account_cards as card_rows
from bot.storage.accounts import account_changes as change_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """What somebody at a customer is to be, and at which account."""

    person_id: int
    name: str
    role: str
    level: Level | None
    account_id: int


async def find_person(database: Database, *, rep: Rep, person_id: int) -> PersonThere:
    """Return somebody at a customer of the user's workspace.

    Raises:
        ContactGone: there is no such person.
    """
    async with database.reading() as connection:
        return await _get_person(connection, rep, person_id)


async def edit_person(
    database: Database, names: AccountIndexCache, request: AccountRequest, edit: PersonEdit
) -> ChangeMade:
    """Change somebody at a customer, who may move to another account.

    Raises:
        ContactGone: the person is not at the account of the request.
        AccountGone: an account does not exist, or is another workspace's.
        AccountOfColleague: the user may not put the account right.
        ContactNameTaken: somebody of that name is known there.
        NameTooLong: the name or the role is too long.
        NothingReadable: the name has no readable characters.
    """
    name = check_name(edit.name)
    key = check_key(normalise_name(name) or name.casefold())
    role = check_name(edit.role, LONGEST_ROLE) if edit.role.strip() else ""

    async def work(connection: AsyncConnection, details: AccountDetails) -> None:
        person = await _get_person_at(connection, request.rep, edit.person_id, details.id)
        target = await check_account(connection, rep=request.rep, account_id=edit.account_id)
        same = await change_rows.find_person_named(connection, account_id=target.id, name_key=key)
        if same not in {None, person.id}:
            raise ContactNameTaken(name, target.name)
        await change_rows.set_person(
            connection,
            person_id=person.id,
            account_id=target.id,
            name=name,
            name_key=key,
            role=role,
            level=edit.level,
        )
        await _refresh_levels(connection, details.id, target.id)

    other_id = edit.account_id if edit.account_id != request.account_id else None
    return await make_change(database, names, request, kind=ChangeKind.PERSON, work=work, other_id=other_id)


async def remove_person(
    database: Database, names: AccountIndexCache, request: AccountRequest, *, person_id: int
) -> ChangeMade:
    """Take somebody out of a customer's contact persons.

    Raises:
        ContactGone: the person is not at the account of the request.
        AccountGone: the account does not exist, or is another workspace's.
        AccountOfColleague: the user may not put the account right.
    """

    async def work(connection: AsyncConnection, details: AccountDetails) -> None:
        person = await _get_person_at(connection, request.rep, person_id, details.id)
        await change_rows.remove_person(connection, person_id=person.id)
        await _refresh_levels(connection, details.id)

    return await make_change(database, names, request, kind=ChangeKind.PERSON, work=work)


async def _get_person(connection: AsyncConnection, rep: Rep, person_id: int) -> PersonThere:
    person = await card_rows.find_person(connection, workspace_id=rep.workspace_id, person_id=person_id)
    if person is None:
        raise ContactGone
    return person


async def _get_person_at(connection: AsyncConnection, rep: Rep, person_id: int, account_id: int) -> PersonThere:
    person = await _get_person(connection, rep, person_id)
    if person.account_id != account_id:
        raise ContactGone
    return person


async def _refresh_levels(connection: AsyncConnection, *account_ids: int) -> None:
    """Let the open deals know the highest level at their account, which may have none any more."""
    levels = await deal_rows.find_highest_levels(connection, account_ids=account_ids)
    await deal_rows.set_levels(connection, {each: levels.get(each) for each in account_ids})
