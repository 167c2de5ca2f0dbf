"""Import accounts from a file."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.exchange.cells import parse_day, parse_stage, parse_yes_or_no
from bot.domain.exchange.report import RowRefused
from bot.domain.text.amounts import parse_amount
from bot.domain.text.cleaning import drop_unprintable
from bot.services.accounts.refresh_standing import refresh_all_standings
from bot.services.exchange.find_accounts import make_account_key
from bot.services.exchange.importer import ComparedRows, ImportScope
from bot.services.exchange.rows import LineMemory, TextCutter, Values, parse_cells, parse_rows
from bot.services.exchange.table import TableRow
from bot.services.people.imported_owners import ImportedOwners
from bot.storage.exchange import imports
from bot.storage.exchange.imports import Owners
from bot.storage.exchange.journal import Journal

NAME_LIMIT = 255
TEXT_LIMIT = 120
READERS: dict[str, Callable[[str], object]] = {
    "stage": parse_stage,
    "contract_end": parse_day,
    "value": parse_amount,
    "do_not_contact": parse_yes_or_no,
}


class AccountImporter:
    """Adds accounts, and changes those that have the same normalised name; an empty cell changes nothing."""

    def __init__(self, scope: ImportScope) -> None:
        self._scope = scope
        self._reader = _AccountReader()
        self._owners: Owners | None = None
        self._given = ImportedOwners()

    async def prepare(self, connection: AsyncConnection) -> None:
        """Load the reps."""
        self._owners = await imports.load_owners(connection, workspace_id=self._scope.workspace_id)

    async def compare(self, connection: AsyncConnection, rows: Sequence[TableRow]) -> ComparedRows:
        """Parse the next rows and compare them with the accounts of the same names."""
        assert self._owners is not None  # noqa: S101 - prepare came first
        known = await self._load(connection, {make_account_key(_read_name(row)) for row in rows})
        self._reader.known = known
        good, bad = parse_rows(rows, self._reader)
        new, changed = [], []
        for values in good:
            before = known.get(values["name_key"])
            if before is None:
                new.append(self._complete(values, self._owners))
            elif (after := _find_changes(values, before, self._owners, self._scope.now.date())) is not None:
                changed.append((before, after))
        unchanged = len(good) - len(new) - len(changed)
        return ComparedRows(new, changed, unchanged, bad, self._reader.texts.take(bad))

    async def store(self, connection: AsyncConnection, rows: ComparedRows, journal: Journal) -> None:
        """Add and change accounts."""
        await imports.insert_accounts(connection, rows.new)
        added = await self._load(connection, {values["name_key"] for values in rows.new})
        await journal.note_added(connection, "accounts", [row["id"] for row in added.values()])
        await imports.change_accounts(connection, [after for _, after in rows.changed])
        await journal.note_changed(connection, "accounts", [before for before, _ in rows.changed])
        await self._given.take_account_steps(connection, rows.changed, journal)

    async def finish(self, connection: AsyncConnection, journal: Journal) -> None:
        """Let deals that were there before say what they make of the stages in the file; tell the owners."""
        await refresh_all_standings(connection, workspace_id=journal.workspace_id)
        await self._given.tell(connection, journal, now=self._scope.now)

    async def _load(self, connection: AsyncConnection, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        return await imports.load_accounts(connection, workspace_id=self._scope.workspace_id, name_keys=keys)

    def _complete(self, values: Values, owners: Owners) -> Values:
        return _complete(values, owners, workspace_id=self._scope.workspace_id, now=self._scope.now)


class _AccountReader:
    """Parses rows in order with the accounts that they name, and remembers those to find duplicates."""

    def __init__(self) -> None:
        self.known: Mapping[str, Mapping[str, Any]] = {}
        self.texts = TextCutter()
        self._lines = LineMemory()

    def __call__(self, row: TableRow) -> Values:
        """Return the columns of an account; raises RowRefused."""
        name = _read_name(row)
        name_key = make_account_key(name)
        if not name_key:
            raise RowRefused("name", "no_name", name)
        if max(len(name), len(name_key)) > NAME_LIMIT:
            raise RowRefused("name", "too_long", name)
        known = self.known.get(name_key)
        # Two names may have become those of one account.
        first = self._lines.find_first(name_key if known is None else known["name_key"], row.line)
        if first != row.line:
            raise RowRefused("name", "twice" if known is None else "twice_account", str(first))
        limits = {"segment": TEXT_LIMIT, "city": TEXT_LIMIT, "owner": NAME_LIMIT}
        texts = {field: self.texts.read(row, field, limit) for field, limit in limits.items() if field in row.cells}
        if "owner" in texts:
            texts["owner_name"] = texts.pop("owner")
        return {"name": name, "name_key": name_key, **texts, **dict(parse_cells(row, READERS))}


def _read_name(row: TableRow) -> str:
    return drop_unprintable(row.cells.get("name") or row.cells.get("account") or "").strip()


def _complete(values: Values, owners: Owners, *, workspace_id: int, now: datetime) -> Values:
    empty = dict.fromkeys(("owner_id", "owner_name", "segment", "city", "contract_end", "value"))
    usual = {"stage": AccountStage.SUSPECT, "do_not_contact": False}
    owner = {"owner_id": owners.find(values["owner_name"])} if "owner_name" in values else {}
    given = {"given_from": _find_given_from(values.get("stage"), now.date())}
    return {**empty, **usual, **values, **owner, **given, "workspace_id": workspace_id, "created_at": now}


def _find_given_from(stage: object, today: date) -> date | None:
    """Return since when a stage in a file holds against deals: that a customer left does, from now on (K1)."""
    return today if stage == AccountStage.FORMER else None


def _find_changes(values: Values, known: Mapping[str, Any], owners: Owners, today: date) -> Values | None:
    """Return the columns in which the file differs, None when there are none; an empty cell is ignored."""
    # An account found by another name of it keeps the name that it has.
    ignored = {"name_key", "owner_name"} | (set() if values["name_key"] == known["name_key"] else {"name"})
    said = {
        field: value
        for field, value in values.items()
        if field not in ignored and value not in (None, "") and value not in _list_known(known, field)
    }
    if "stage" in said:
        said |= {"given_stage": None, "given_from": _find_given_from(said["stage"], today)}
    if "do_not_contact" in said:
        said["quiet_until"] = None
    said |= _find_owner_change(values.get("owner_name", ""), known, owners)
    if not said:
        return None
    return {"account_id": known["id"], **{field: said.get(field, known[field]) for field in imports.CHANGEABLE}}


def _list_known(known: Mapping[str, Any], field: str) -> list[Any]:
    """Return the values with which a file says nothing new: of the stage what was given, and what deals made of it."""
    return [known[field], *([known["given_stage"]] if field == "stage" else ())]


def _find_owner_change(typed: str, known: Mapping[str, Any], owners: Owners) -> Values:
    """Return the columns of another owner; none for another way of writing the same one."""
    if not typed:
        return {}
    current = known["owner_id"]
    written = known["owner_name"] if current is None else owners.names.get(current)
    if typed.casefold() == (written or "").strip().casefold():
        return {}
    owner_id = owners.find(typed)
    return {} if owner_id is not None and owner_id == current else {"owner_id": owner_id, "owner_name": typed}
