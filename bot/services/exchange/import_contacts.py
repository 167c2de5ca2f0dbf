"""Import contact persons with their role and level: atomic (Z1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import normalise_name
from bot.domain.deals.deals import Level
from bot.domain.exchange.cells import parse_level
from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.report import ImportReport, ReportProgress, RowRefused
from bot.domain.log.advance import DECIDER_WORDS
from bot.domain.text.cleaning import drop_unprintable
from bot.domain.text.words import fold_word, split_tokens, word_set
from bot.services.exchange.import_accounts import Values, parse_cells, parse_rows
from bot.services.exchange.import_deals import find_account
from bot.services.exchange.table import TableFile, TableRow
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.exchange import deal_imports, imports

NAME_LIMIT, ROLE_LIMIT = 255, 120
MANAGER_WORDS = word_set("manager hoofd head lead leider teamleider chef supervisor coordinator bedrijfsleider")
FIELDS = ("name", "role", "level")


async def import_contacts(
    database: Database,
    *,
    workspace_id: int,
    table: TableFile,
    skip_bad: bool,
    now: datetime,  # noqa: ARG001 - every import is called alike
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Add or update the contact persons of a file, and update the level of their accounts' deals.

    Raises:
        FileUnreadable: it has no column with accounts.
    """
    if "account" not in table.fields and "name" not in table.fields:
        raise FileUnreadable("columns")

    async def work(connection: AsyncConnection) -> ImportReport:
        reader = _ContactReader(await imports.load_accounts(connection, workspace_id=workspace_id))
        good, bad = parse_rows(table.rows, reader)
        if bad and not skip_bad:
            return ImportReport(bad=tuple(bad), unknown_columns=table.unknown_columns, was_written=False)
        known = await deal_imports.load_contacts(connection, workspace_id=workspace_id)
        new = [_complete(values, workspace_id) for values in good if _key(values) not in known]
        changed = [
            change
            for values in good
            if _key(values) in known and (change := _find_changes(values, known[_key(values)])) is not None
        ]
        await deal_imports.insert_contacts(connection, new)
        await deal_imports.change_contacts(connection, changed)
        await _raise_levels(connection, {values["account_id"] for values in good})
        if on_progress is not None:
            on_progress(len(good), len(good))
        return ImportReport(
            new=len(new),
            changed=len(changed),
            unchanged=len(good) - len(new) - len(changed),
            bad=tuple(bad),
            unknown_columns=table.unknown_columns,
        )

    return await database.write(work)


def guess_level(role: str) -> Level | None:
    """Return the level that a role's words imply, None when they imply none."""
    words = {fold_word(token) for token, _, _ in split_tokens(role)}
    if words & DECIDER_WORDS:
        return Level.EXECUTIVE
    return Level.MANAGER if any(word.endswith(tuple(MANAGER_WORDS)) for word in words) else None


class _ContactReader:
    """Parses rows in order, with the workspace's accounts."""

    def __init__(self, accounts: Mapping[str, Mapping[str, Any]]) -> None:
        self._accounts = accounts
        self._lines: dict[tuple[int, str], int] = {}

    def __call__(self, row: TableRow) -> Values:
        """Return the columns of a contact person; raises RowRefused."""
        account_id = find_account(row, self._accounts)
        # In a file with an account column, "name" is the person's.
        typed = row.cells.get("contact") or (row.cells.get("name", "") if "account" in row.cells else "")
        name = drop_unprintable(typed).strip()[:NAME_LIMIT]
        name_key = (normalise_name(name) or name.casefold())[:NAME_LIMIT]
        if not name_key:
            raise RowRefused("contact", "no_contact")
        first = self._lines.setdefault((account_id, name_key), row.line)
        if first != row.line:
            raise RowRefused("contact", "twice", str(first))
        role = drop_unprintable(row.cells.get("role", "")).strip()[:ROLE_LIMIT]
        level = dict(parse_cells(row, {"level": parse_level})).get("level") or guess_level(role)
        return {"account_id": account_id, "name": name, "name_key": name_key, "role": role, "level": level}


def _key(values: Mapping[str, Any]) -> tuple[int, str]:
    return (values["account_id"], values["name_key"])


def _complete(values: Values, workspace_id: int) -> Values:
    return {**values, "workspace_id": workspace_id}


def _find_changes(values: Values, known: Mapping[str, Any]) -> Values | None:
    said = {field: values[field] for field in FIELDS if values[field] and values[field] != known[field]}
    return {**{field: known[field] for field in FIELDS}, **said, "id": known["id"]} if said else None


async def _raise_levels(connection: AsyncConnection, account_ids: set[int]) -> None:
    for some in deal_imports.chunk(sorted(account_ids), deal_imports.BATCH):
        levels = await deal_rows.find_highest_levels(connection, account_ids=some)
        await deal_rows.set_levels(connection, levels)
