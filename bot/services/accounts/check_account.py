"""Check that the account in a button or form belongs to the rep's workspace."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountGone
from bot.domain.people.people import Rep
from bot.storage.accounts import accounts as account_rows


async def check_account(connection: AsyncConnection, *, rep: Rep, account_id: int) -> NamedAccount:
    """Return an account of the rep's workspace, loaded in the transaction that will use it.

    Raises:
        AccountGone: it does not exist, or belongs to another workspace.
    """
    account = await account_rows.find_account(connection, workspace_id=rep.workspace_id, account_id=account_id)
    if account is None:
        raise AccountGone
    return account
