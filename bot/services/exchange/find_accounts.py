"""Find the accounts that the rows of a file name."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import normalise_name
from bot.domain.exchange.report import RowRefused
from bot.domain.text.cleaning import is_readable
from bot.services.exchange.importer import ImportScope
from bot.services.exchange.table import TableRow
from bot.storage.exchange import imports


def make_account_key(name: str) -> str:
    """Return the normalised name of an account, as for one that is made in chat; "" for a name nobody can read."""
    return normalise_name(name) or (name.strip().casefold() if is_readable(name) else "")


async def load_named_accounts(
    connection: AsyncConnection, scope: ImportScope, rows: Sequence[TableRow]
) -> dict[str, dict[str, Any]]:
    """Return the accounts that these rows name, by normalised name."""
    keys = {make_account_key(typed) for row in rows if (typed := _read_account(row)) and row.too_long is None}
    return await imports.load_accounts(connection, workspace_id=scope.workspace_id, name_keys=keys)


def find_account(row: TableRow, accounts: Mapping[str, Mapping[str, Any]]) -> int:
    """Return the id of a row's account; raises RowRefused."""
    typed = _read_account(row)
    account = accounts.get(make_account_key(typed))
    if account is None:
        raise RowRefused("account", "no_account" if typed else "no_name", typed)
    return int(account["id"])


def find_account_if_named(row: TableRow, accounts: Mapping[str, Mapping[str, Any]]) -> int | None:
    """Return the same, None when the row names no account."""
    return find_account(row, accounts) if _read_account(row) else None


def _read_account(row: TableRow) -> str:
    return row.cells.get("account") or row.cells.get("name") or ""
