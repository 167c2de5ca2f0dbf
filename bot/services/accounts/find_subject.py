"""Resolve the account of a button, step or suggestion, also as an option in a form."""

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountGone
from bot.domain.people.people import Rep
from bot.messages.text.message import Option
from bot.messages.text.parts import shorten
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database
from bot.storage.log import next_steps as step_rows

LABEL_LIMIT = 75


async def find_account(database: Database, *, rep: Rep, account_id: int) -> NamedAccount | None:
    """Return an account of the rep's workspace, None when there is none."""
    async with database.reading() as connection:
        return await account_rows.find_account(connection, workspace_id=rep.workspace_id, account_id=account_id)


async def get_account(database: Database, *, rep: Rep, account_id: int) -> NamedAccount:
    """Return an account of the rep's workspace.

    Raises:
        AccountGone: it does not exist.
    """
    account = await find_account(database, rep=rep, account_id=account_id)
    if account is None:
        raise AccountGone
    return account


async def find_account_option(database: Database, *, rep: Rep, account_id: int) -> Option | None:
    """Return an account as a form option, None when there is none."""
    account = await find_account(database, rep=rep, account_id=account_id)
    return Option(value=str(account.id), label=shorten(account.name, LABEL_LIMIT)) if account else None


async def find_step_option(database: Database, *, rep: Rep, step_id: int) -> Option | None:
    """Return the account of a rep's step as a form option, None when there is none."""
    async with database.reading() as connection:
        step = await step_rows.find_step(connection, rep_id=rep.id, step_id=step_id)
    if step is None or step.account_id is None or step.account_name is None:
        return None
    return Option(value=str(step.account_id), label=shorten(step.account_name, LABEL_LIMIT))
