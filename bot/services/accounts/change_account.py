"""Put an account right: its fields and its name, archive it, leave it alone until a day, or delete it (K12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_changes import ChangeKind
from bot.domain.accounts.account_names import NamedAccount, normalise_name
from bot.domain.accounts.errors import AccountInUse, AccountNameTaken, OwnerGone
from bot.domain.deals.standing import GivenStage, find_given_from
from bot.domain.home.account_card import AccountDetails
from bot.domain.log.stored_text import check_key, check_name
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.change_journal import AccountRequest, ChangeMade, load_rows, make_change
from bot.services.accounts.refresh_standing import refresh_standing
from bot.services.people.hand_over_work import give_deals
from bot.services.people.leaving import tell_account_given
from bot.storage.accounts import account_cards as card_rows
from bot.storage.accounts import account_changes as change_rows
from bot.storage.accounts import accounts as account_rows
from bot.storage.accounts import merging
from bot.storage.accounts import standing as standing_rows
from bot.storage.accounts.account_changes import AccountColumns
from bot.storage.accounts.row_changes import RowChange
from bot.storage.database import Database
from bot.storage.people import handovers as handover_rows
from bot.storage.people import people as people_rows
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deals
from bot.storage.tables.log import next_steps


@dataclass(frozen=True, slots=True)
class AccountEdit:
    """What an account is to be; ``owner_id`` None is nobody, an empty text or None is unknown."""

    name: str
    stage: AccountStage
    owner_id: int | None
    segment: str
    city: str
    value: Decimal | None
    contract_end: date | None
    # True where the owner is one whom a file named and who is no rep yet: that name stays.
    keeps_owner: bool = False

    def under(self, name: str) -> "AccountEdit":
        """Return the same with another name."""
        return replace(self, name=name)


def read_details(details: AccountDetails) -> AccountEdit:
    """Return the edit that leaves an account as it is."""
    return AccountEdit(
        name=details.name,
        stage=details.stage,
        owner_id=details.owner_id,
        segment=details.segment,
        city=details.city,
        value=details.value,
        contract_end=details.contract_end,
        keeps_owner=True,
    )


async def edit_account(
    database: Database, names: AccountIndexCache, request: AccountRequest, edit: AccountEdit
) -> ChangeMade:
    """Set the fields of an account; its earlier name stays another name of it.

    Raises:
        AccountGone: it does not exist, or is another workspace's.
        AccountOfColleague: the user may not put it right.
        AccountNameTaken: another account has the name.
        NameTooLong: the name is too long.
        NothingReadable: the name has no readable characters.
        OwnerGone: the owner is no rep of the workspace.
    """
    name = check_name(edit.name)

    async def work(connection: AsyncConnection, details: AccountDetails) -> None:
        columns = await _compare(connection, request, details, edit)
        if name != details.name:
            columns |= await _rename(connection, request.rep, details, name)
        if columns:
            await change_rows.set_account(connection, account_id=details.id, **columns)
            await refresh_standing(connection, account_ids=[details.id])
        await _take_work_along(connection, request, details, columns)

    made = await make_change(database, names, request, kind=ChangeKind.EDIT, work=work)
    if not edit.keeps_owner:
        await _tell_owners(database, request, made)
    return made


async def set_quiet(
    database: Database, names: AccountIndexCache, request: AccountRequest, *, is_quiet: bool, until: date | None = None
) -> ChangeMade:
    """Mark that a customer asked not to be contacted, until a local day if one was said, or end that.

    Raises:
        AccountGone: it does not exist, or is another workspace's.
        AccountOfColleague: the user may not put it right.
    """

    async def work(connection: AsyncConnection, details: AccountDetails) -> None:
        await change_rows.set_account(
            connection, account_id=details.id, do_not_contact=is_quiet, quiet_until=until if is_quiet else None
        )

    return await make_change(database, names, request, kind=ChangeKind.QUIET, work=work)


async def set_archived(
    database: Database, names: AccountIndexCache, request: AccountRequest, *, is_archived: bool
) -> ChangeMade:
    """Put an account away, out of plans, coverage and suggestions, or bring it back.

    Raises:
        AccountGone: it does not exist, or is another workspace's.
        AccountOfColleague: the user may not put it right.
    """

    async def work(connection: AsyncConnection, details: AccountDetails) -> None:
        if details.is_archived != is_archived:
            moment = request.now if is_archived else None
            await change_rows.set_account(connection, account_id=details.id, archived_at=moment)

    return await make_change(database, names, request, kind=ChangeKind.ARCHIVE, work=work)


async def delete_account(
    database: Database, names: AccountIndexCache, request: AccountRequest
) -> tuple[ChangeMade, str]:
    """Delete an account on which nothing hangs, and return the change and the name.

    Raises:
        AccountGone: it does not exist, or is another workspace's.
        AccountOfColleague: the user may not put it right.
        AccountInUse: something hangs on it.
    """

    async def work(connection: AsyncConnection, details: AccountDetails) -> None:
        if not (await card_rows.count_hanging(connection, account_id=details.id)).is_empty:
            raise AccountInUse(details.name)
        await change_rows.remove_account(connection, account_id=details.id)

    made = await make_change(database, names, request, kind=ChangeKind.DELETE, work=work)
    rows = await load_rows(database, rep=request.rep, made=made)
    deleted = [row.before for row in rows if row.table == accounts.name and row.after is None and row.before]
    return made, str(deleted[0]["name"]) if deleted else ""


async def find_name_taken(database: Database, *, rep: Rep, account_id: int, name: str) -> NamedAccount | None:
    """Return another account of the workspace that has a name, as its own or as another name of it."""
    async with database.reading() as connection:
        other = await account_rows.find_account_by_key(
            connection, workspace_id=rep.workspace_id, name_key=normalise_name(name) or name.casefold()
        )
    return other if other is not None and other.id != account_id else None


async def _compare(
    connection: AsyncConnection, request: AccountRequest, details: AccountDetails, edit: AccountEdit
) -> AccountColumns:
    """Return the columns that are to change, without the name."""
    columns: AccountColumns = {}
    is_dropped = edit.owner_id is None and bool(details.owner_name)
    if not edit.keeps_owner and (edit.owner_id != details.owner_id or is_dropped):
        if edit.owner_id is not None:
            await _check_owner(connection, request.rep, edit.owner_id)
        columns |= {"owner_id": edit.owner_id, "owner_name": None}
    if edit.stage is not details.stage:
        columns |= await _give_stage(connection, request, details, edit.stage)
    if edit.segment != details.segment:
        columns["segment"] = edit.segment or None
    if edit.city != details.city:
        columns["city"] = edit.city or None
    if edit.value != details.value:
        columns["value"] = edit.value
    if edit.contract_end != details.contract_end:
        columns["contract_end"] = edit.contract_end
    return columns


async def _take_work_along(
    connection: AsyncConnection, request: AccountRequest, details: AccountDetails, columns: AccountColumns
) -> None:
    """Give the open deals and steps of an account's former owner to the new one (K3); of nobody's, the giver's own."""
    receiver_id = columns.get("owner_id")
    if receiver_id is None:
        return
    giver_id = details.owner_id or request.rep.id
    deal_ids = await handover_rows.list_open_deals_at(connection, account_id=details.id, owner_id=giver_id)
    await give_deals(connection, request.rep, deal_ids, giver_id=giver_id, receiver_id=receiver_id, now=request.now)
    await handover_rows.move_account_steps(
        connection, account_id=details.id, giver_id=giver_id, receiver_id=receiver_id
    )


async def _tell_owners(database: Database, request: AccountRequest, made: ChangeMade) -> None:
    """Have the new and the former owner told, if a change gave the account another one."""
    given = find_owners(await load_rows(database, rep=request.rep, made=made))
    if given is None or made.change_id is None:
        return
    change_id, owner_ids = made.change_id, {each for each in given if each is not None}
    await database.write(
        lambda connection: tell_account_given(
            connection,
            by=request.rep,
            account_id=made.account_id,
            change_id=change_id,
            owner_ids=owner_ids,
            now=request.now,
        )
    )


def find_owners(rows: Sequence[RowChange]) -> tuple[int | None, int] | None:
    """Return the former and the new owner in the rows of a change, None when it gave the account no other one."""
    for row in rows:
        if row.table == accounts.name and row.before and row.after and row.after.get("owner_id") is not None:
            return row.before["owner_id"], row.after["owner_id"]
    return None


def count_deals(rows: Sequence[RowChange]) -> int:
    """Return how many deals went to another rep in the rows of a change."""
    return sum(len(row.ids) for row in rows if row.table == deals.name and row.after and "owner_id" in row.after)


def count_steps(rows: Sequence[RowChange]) -> int:
    """Return how many steps went to another rep in the rows of a change."""
    return sum(len(row.ids) for row in rows if row.table == next_steps.name and row.after and "rep_id" in row.after)


async def _give_stage(
    connection: AsyncConnection, request: AccountRequest, details: AccountDetails, stage: AccountStage
) -> AccountColumns:
    """Return the columns of a stage that is said by hand: it holds until a deal is closed after it (K1, K12)."""
    ends = (await standing_rows.load_ends(connection, account_ids=[details.id])).get(details.id, ())
    holds_from = find_given_from(request.now.astimezone(request.rep.zone).date(), ends)
    return standing_rows.give_stage(GivenStage(stage, holds_from))


async def _check_owner(connection: AsyncConnection, rep: Rep, owner_id: int) -> None:
    if await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=owner_id) is None:
        raise OwnerGone


async def _rename(connection: AsyncConnection, rep: Rep, details: AccountDetails, name: str) -> AccountColumns:
    """Return the columns of a new name; the one before it becomes another name of the account."""
    key, old_key = (check_key(normalise_name(each) or each.casefold()) for each in (name, details.name))
    if key == old_key:
        return {"name": name}
    other = await account_rows.find_account_by_key(connection, workspace_id=rep.workspace_id, name_key=key)
    if other is not None and other.id != details.id:
        raise AccountNameTaken(other)
    await merging.drop_alias(connection, workspace_id=rep.workspace_id, name_key=key)
    await merging.add_alias(
        connection, workspace_id=rep.workspace_id, account_id=details.id, name=details.name, name_key=old_key
    )
    return {"name": name, "name_key": key}
