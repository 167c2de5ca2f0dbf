"""Make one account of two that are the same company: preview what would move, move it, and keep both names (K12)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_changes import ChangeKind, unite_stages, unite_values
from bot.domain.accounts.errors import AccountGone, AccountOfColleague, AccountsEqual
from bot.domain.deals.standing import GivenStage
from bot.domain.home.account_card import AccountDetails, MergePreview
from bot.domain.people.account_rights import may_change_account
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.change_journal import AccountRequest, ChangeMade, load_rows, make_change
from bot.services.accounts.refresh_standing import refresh_standing
from bot.storage.accounts import account_cards as card_rows
from bot.storage.accounts import account_changes as change_rows
from bot.storage.accounts import merging
from bot.storage.accounts.account_changes import AccountColumns
from bot.storage.accounts.contacts import recount_contacts
from bot.storage.accounts.row_changes import RowChange
from bot.storage.accounts.standing import give_stage, load_given
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.tables.accounts import account_aliases, accounts


async def preview_merge(database: Database, *, rep: Rep, kept_id: int, merged_id: int) -> MergePreview:
    """Return two accounts, and what a merge would move from the one to the other.

    Raises:
        AccountGone: one does not exist, is another workspace's, or was merged before.
        AccountOfColleague: the user may put neither right.
        AccountsEqual: they are one account.
    """
    async with database.reading() as connection:
        kept, merged = await _get_both(connection, rep, kept_id, merged_id)
        moving = await card_rows.count_hanging(connection, account_id=merged.id)
    return MergePreview(kept=kept, merged=merged, moving=moving)


async def merge_accounts(
    database: Database, names: AccountIndexCache, request: AccountRequest, *, merged_id: int
) -> tuple[ChangeMade, str]:
    """Move all that hangs on an account to the one of the request, and let that be found by both names.

    Returns the change and the name of the account that is no more one by itself; the same for a repeated request.

    Raises:
        AccountGone: one does not exist, is another workspace's, or was merged before.
        AccountOfColleague: the user may put neither right.
        AccountsEqual: they are one account.
    """
    rep = request.rep

    async def work(connection: AsyncConnection, _: AccountDetails) -> None:
        kept, merged = await _get_both(connection, rep, request.account_id, merged_id)
        row = (await connection.execute(select(accounts).where(accounts.c.id == merged.id))).mappings().one()
        await merging.move_all(connection, merged_id=merged.id, kept_id=kept.id)
        await merging.become_alias(connection, account=row, kept_id=kept.id, now=request.now)
        columns = _unite(kept, merged) | give_stage(await _unite_given(connection, kept, merged))
        await change_rows.set_account(connection, account_id=kept.id, **columns)
        await recount_contacts(connection, account_ids=[kept.id, merged.id])
        levels = await deal_rows.find_highest_levels(connection, account_ids=[kept.id])
        await deal_rows.set_levels(connection, levels)
        await refresh_standing(connection, account_ids=[kept.id, merged.id])

    made = await make_change(
        database, names, request, kind=ChangeKind.MERGE, work=work, other_id=merged_id, checks_owner=False
    )
    return made, find_alias_made(await load_rows(database, rep=rep, made=made))


def find_alias_made(rows: Sequence[RowChange]) -> str:
    """Return the name that became another name of the account, "" where none did."""
    made = [row.after for row in rows if row.table == account_aliases.name and row.before is None and row.after]
    return str(made[-1]["name"]) if made else ""


async def _get_both(
    connection: AsyncConnection, rep: Rep, kept_id: int, merged_id: int
) -> tuple[AccountDetails, AccountDetails]:
    """Return both accounts, of which the user may put at least one right."""
    if kept_id == merged_id:
        raise AccountsEqual
    found, rights = [], []
    for account_id in (kept_id, merged_id):
        known = await card_rows.find_details(connection, workspace_id=rep.workspace_id, account_id=account_id)
        if known is None:
            raise AccountGone
        details, owner_team_id = known
        found.append(details)
        rights.append(may_change_account(rep, owner_id=details.owner_id, owner_team_id=owner_team_id))
    # The owner of either may say that they are one; that the other has no owner gives a third person no right.
    owned = [is_allowed for is_allowed, each in zip(rights, found, strict=True) if each.owner_id is not None]
    if owned and not any(owned):
        raise AccountOfColleague(*_name_owned(found))
    return found[0], found[1]


def _name_owned(found: Sequence[AccountDetails]) -> tuple[str, str]:
    """Return the name and the owner of the first account that has one."""
    return next((each.name, each.owner_name) for each in found if each.owner_id is not None)


def _unite(kept: AccountDetails, merged: AccountDetails) -> AccountColumns:
    """Return the fields of the account that is kept: its own, where it has none those of the other; values add up.

    What a customer asked for holds on: not to be contacted, until the later day that was said.
    """
    columns: AccountColumns = {
        "segment": kept.segment or merged.segment or None,
        "city": kept.city or merged.city or None,
        "contract_end": kept.contract_end or merged.contract_end,
        "value": unite_values(kept.value, merged.value),
        "do_not_contact": kept.do_not_contact or merged.do_not_contact,
        "quiet_until": _unite_quiet(kept, merged),
    }
    if kept.owner_id is None:
        columns["owner_id"] = merged.owner_id
    if kept.is_archived and not merged.is_archived:
        columns["archived_at"] = None
    return columns


async def _unite_given(connection: AsyncConnection, kept: AccountDetails, merged: AccountDetails) -> GivenStage:
    """Return the stage that was given to either; what their deals make of both together follows from it (K1)."""
    known = await load_given(connection, account_ids=[kept.id, merged.id])
    (one, _), (other, _) = known[kept.id], known[merged.id]
    stage = unite_stages(one.stage, other.stage)
    days = [each.holds_from for each in (one, other) if each.stage is stage and each.holds_from is not None]
    return GivenStage(stage, max(days, default=None))


def _unite_quiet(kept: AccountDetails, merged: AccountDetails) -> date | None:
    ends = [each.quiet_until for each in (kept, merged) if each.do_not_contact]
    return None if None in ends else max((end for end in ends if end is not None), default=None)
