"""Import contact persons with their role and level (Z1)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import normalise_name
from bot.domain.deals.deals import Level
from bot.domain.exchange.cells import parse_level
from bot.domain.exchange.report import RowRefused
from bot.domain.log.advance import DECIDER_WORDS
from bot.domain.text.words import fold_word, split_tokens, word_set
from bot.services.exchange.find_accounts import find_account, load_named_accounts
from bot.services.exchange.importer import ComparedRows, ImportScope
from bot.services.exchange.rows import LineMemory, TextCutter, Values, parse_cells, parse_rows
from bot.services.exchange.table import TableRow
from bot.storage.deals import deals as deal_rows
from bot.storage.exchange import deal_imports
from bot.storage.exchange.journal import Journal

NAME_LIMIT, ROLE_LIMIT = 255, 120
MANAGER_WORDS = word_set("manager hoofd head lead leider teamleider chef supervisor coordinator bedrijfsleider")
FIELDS = ("name", "role", "level")


class ContactImporter:
    """Adds contact persons, and changes those of the same name at the same account."""

    def __init__(self, scope: ImportScope) -> None:
        self._scope = scope
        self._reader = _ContactReader()

    async def prepare(self, connection: AsyncConnection) -> None:
        """Do nothing: all that is needed depends on the rows."""

    async def compare(self, connection: AsyncConnection, rows: Sequence[TableRow]) -> ComparedRows:
        """Parse the next rows and compare them with the contact persons of their accounts."""
        self._reader.accounts = await load_named_accounts(connection, self._scope, rows)
        good, bad = parse_rows(rows, self._reader)
        known = await deal_imports.load_contacts(connection, account_ids=[values["account_id"] for values in good])
        new = [_complete(values, self._scope.workspace_id) for values in good if _key(values) not in known]
        changed = [
            (known[_key(values)], change)
            for values in good
            if _key(values) in known and (change := _find_changes(values, known[_key(values)])) is not None
        ]
        unchanged = len(good) - len(new) - len(changed)
        return ComparedRows(new, changed, unchanged, bad, self._reader.texts.take(bad))

    async def store(self, connection: AsyncConnection, rows: ComparedRows, journal: Journal) -> None:
        """Add and change contact persons, and raise the level of the deals at their accounts."""
        await deal_imports.insert_contacts(connection, rows.new)
        added = await deal_imports.load_contacts(connection, account_ids=[values["account_id"] for values in rows.new])
        await journal.note_added(connection, "contacts", [added[_key(values)]["id"] for values in rows.new])
        await deal_imports.change_contacts(connection, [after for _, after in rows.changed])
        await journal.note_changed(connection, "contacts", [before for before, _ in rows.changed])
        touched = {values["account_id"] for values in rows.new} | {row["account_id"] for row, _ in rows.changed}
        levels = await deal_rows.find_highest_levels(connection, account_ids=touched)
        await deal_rows.set_levels(connection, levels)

    async def finish(self, connection: AsyncConnection, journal: Journal) -> None:
        """Do nothing: the levels were raised part by part."""


def guess_level(role: str) -> Level | None:
    """Return the level that a role's words imply, None when they imply none."""
    words = {fold_word(token) for token, _, _ in split_tokens(role)}
    if words & DECIDER_WORDS:
        return Level.EXECUTIVE
    return Level.MANAGER if any(word.endswith(tuple(MANAGER_WORDS)) for word in words) else None


class _ContactReader:
    """Parses rows in order, with the accounts that they name."""

    def __init__(self) -> None:
        self.accounts: Mapping[str, Mapping[str, Any]] = {}
        self.texts = TextCutter()
        self._lines = LineMemory()

    def __call__(self, row: TableRow) -> Values:
        """Return the columns of a contact person; raises RowRefused."""
        account_id = find_account(row, self.accounts)
        # In a file with an account column, "name" is the person's.
        field = "contact" if "contact" in row.cells or "account" not in row.cells else "name"
        name = self.texts.read(row, field, NAME_LIMIT)
        name_key = (normalise_name(name) or name.casefold())[:NAME_LIMIT]
        if not name_key:
            raise RowRefused("contact", "no_contact")
        first = self._lines.find_first((account_id, name_key), row.line)
        if first != row.line:
            raise RowRefused("contact", "twice", str(first))
        role = self.texts.read(row, "role", ROLE_LIMIT)
        level = dict(parse_cells(row, {"level": parse_level})).get("level")
        return {"account_id": account_id, "name": name, "name_key": name_key, "role": role, "level": level}


def _key(values: Mapping[str, Any]) -> tuple[int, str]:
    return (values["account_id"], values["name_key"])


def _complete(values: Values, workspace_id: int) -> Values:
    return {**values, "level": values["level"] or guess_level(values["role"]), "workspace_id": workspace_id}


def _find_changes(values: Values, known: Mapping[str, Any]) -> Values | None:
    said = {field: values[field] for field in FIELDS if values[field] and values[field] != known[field]}
    if not said:
        return None
    if "role" in said and known["level"] is None and "level" not in said:
        said["level"] = guess_level(values["role"])
    return {**{field: known[field] for field in FIELDS}, **said, "id": known["id"]}
