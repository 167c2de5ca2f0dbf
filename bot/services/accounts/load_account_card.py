"""Load an account with what hangs on it, as its card shows it (K12)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.errors import AccountGone
from bot.domain.home.account_card import AccountCard, AccountDetails
from bot.domain.people.account_rights import may_change_account
from bot.domain.people.people import Rep
from bot.services.accounts.change_journal import get_details
from bot.services.accounts.check_account import check_account
from bot.storage.accounts import account_cards as card_rows
from bot.storage.certainties import customer_scores as score_rows
from bot.storage.database import Database
from bot.storage.people import people as people_rows

DEALS_SHOWN, CONTACTS_SHOWN = 8, 3


async def load_account_card(database: Database, *, rep: Rep, account_id: int, now: datetime) -> AccountCard:
    """Return the card of an account of the user's workspace, or of the one that it was merged into.

    Raises:
        AccountGone: it does not exist, or is another workspace's.
    """
    async with database.reading() as connection:
        return await _load(connection, rep, account_id, now)


async def load_editable(database: Database, *, rep: Rep, account_id: int) -> AccountDetails:
    """Return an account that the user may put right.

    Raises:
        AccountGone: it does not exist, or is another workspace's.
        AccountOfColleague: the user may not put it right.
    """
    async with database.reading() as connection:
        account = await check_account(connection, rep=rep, account_id=account_id)
        return await get_details(connection, rep=rep, account_id=account.id)


async def load_owners(database: Database, *, rep: Rep, details: AccountDetails) -> list[Rep]:
    """Return the reps who may own an account: its owner and the user first, then their team, then all others."""
    async with database.reading() as connection:
        reps = await people_rows.list_reps(connection, workspace_id=rep.workspace_id)
    near = (details.owner_id, rep.id)
    return sorted(reps, key=lambda each: (each.id not in near, each.team_id != rep.team_id, each.name.casefold()))


async def _load(connection: AsyncConnection, rep: Rep, account_id: int, now: datetime) -> AccountCard:
    account = await check_account(connection, rep=rep, account_id=account_id)
    found = await card_rows.find_details(connection, workspace_id=rep.workspace_id, account_id=account.id)
    if found is None:
        raise AccountGone
    details, owner_team_id = found
    latest = await card_rows.list_latest(connection, account_id=account.id, reader_id=rep.id, limit=CONTACTS_SHOWN)
    return AccountCard(
        details=details,
        today=now.astimezone(rep.zone).date(),
        aliases=tuple(await card_rows.list_alias_names(connection, account_id=account.id)),
        people=tuple(await card_rows.list_people(connection, account_id=account.id)),
        deals=tuple(await card_rows.list_deals(connection, account_id=account.id, limit=DEALS_SHOWN)),
        latest=tuple(latest),
        score=(await score_rows.list_latest_scores(connection, account_ids=[account.id])).get(account.id),
        poor=(await score_rows.list_poor_scores(connection, account_ids=[account.id])).get(account.id),
        next_step=await card_rows.find_next_step(connection, rep_id=rep.id, account_id=account.id),
        may_change=may_change_account(rep, owner_id=details.owner_id, owner_team_id=owner_team_id),
        is_bare=(await card_rows.count_hanging(connection, account_id=account.id)).is_empty,
    )
