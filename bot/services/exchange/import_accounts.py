"""Import accounts from a file: atomic and idempotent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import normalise_name
from bot.domain.exchange.cells import CellRefused, parse_day, parse_stage, parse_yes_or_no
from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.report import BadRow, ImportReport, ReportProgress, RowRefused
from bot.domain.text.amounts import parse_amount
from bot.domain.text.cleaning import drop_unprintable
from bot.services.exchange.table import TableFile, TableRow
from bot.storage.database import Database
from bot.storage.exchange import imports

NAME_LIMIT = 255
TEXT_LIMIT = 120
SHOWN_OF_CELL = 40
READERS: dict[str, Callable[[str], object]] = {
    "stage": parse_stage,
    "contract_end": parse_day,
    "value": parse_amount,
    "do_not_contact": parse_yes_or_no,
}
Values = dict[str, Any]
Read = TypeVar("Read")


async def import_accounts(
    database: Database,
    *,
    workspace_id: int,
    table: TableFile,
    skip_bad: bool,
    now: datetime,
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Add or update the accounts of a file, in one transaction.

    Raises:
        FileUnreadable: it has no column with names.
    """
    if "name" not in table.fields and "account" not in table.fields:
        raise FileUnreadable("columns")
    good, bad = parse_rows(table.rows, _AccountReader())
    if bad and not skip_bad:
        return ImportReport(bad=tuple(bad), unknown_columns=table.unknown_columns, was_written=False)

    async def work(connection: AsyncConnection) -> ImportReport:
        owners = await imports.find_owners(connection, workspace_id=workspace_id)
        known = await imports.load_accounts(connection, workspace_id=workspace_id)
        rows = [_link_owner(values, owners) for values in good]
        new = [
            _complete(values, workspace_id=workspace_id, now=now) for values in rows if values["name_key"] not in known
        ]
        changes = [
            change for values in rows if (change := _find_changes(values, known.get(values["name_key"]))) is not None
        ]
        await imports.insert_accounts(connection, new, on_progress=on_progress)
        await imports.change_accounts(connection, changes)
        return ImportReport(
            new=len(new),
            changed=len(changes),
            unchanged=len(rows) - len(new) - len(changes),
            bad=tuple(bad),
            unknown_columns=table.unknown_columns,
        )

    return await database.write(work)


def parse_rows(rows: Sequence[TableRow], reader: Callable[[TableRow], Read]) -> tuple[list[Read], list[BadRow]]:
    """Parse every row, and return the accepted and the rejected ones separately."""
    good: list[Read] = []
    bad: list[BadRow] = []
    for row in rows:
        try:
            _check_cells(row)
            good.append(reader(row))
        except RowRefused as refused:
            bad.append(BadRow(line=row.line, field=refused.field, code=refused.code, value=refused.value))
    return good, bad


def _check_cells(row: TableRow) -> None:
    if row.too_long is not None:
        raise RowRefused(row.too_long, "cell_too_long", row.cells[row.too_long][:SHOWN_OF_CELL])


def parse_cells(row: TableRow, readers: Mapping[str, Callable[[str], object]]) -> Iterator[tuple[str, object]]:
    """Parse the cells that have a reader; raises RowRefused for one that cannot be parsed."""
    for field, read in readers.items():
        if field in row.cells:
            yield field, read_cell(row, field, read)


def read_cell(row: TableRow, field: str, read: Callable[[str], Read]) -> Read | None:
    """Read one cell, None where there is none; raises RowRefused when it cannot be read."""
    cell = row.cells.get(field)
    if cell is None:
        return None
    try:
        return read(cell)
    except CellRefused as refused:
        raise RowRefused(field, refused.code, cell) from refused
    except ValueError as error:
        raise RowRefused(field, f"bad_{field}", cell) from error


class _AccountReader:
    """Parses rows in order, and remembers names to find duplicates."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def __call__(self, row: TableRow) -> Values:
        """Return the columns of an account; raises RowRefused."""
        name = drop_unprintable(row.cells.get("name") or row.cells.get("account") or "").strip()
        name_key = normalise_name(name)
        if not name_key:
            raise RowRefused("name", "no_name", name)
        if max(len(name), len(name_key)) > NAME_LIMIT:
            raise RowRefused("name", "too_long", name[:40])
        first = self._lines.setdefault(name_key, row.line)
        if first != row.line:
            raise RowRefused("name", "twice", str(first))
        texts = {
            field: drop_unprintable(row.cells[field])[:TEXT_LIMIT]
            for field in ("segment", "city")
            if field in row.cells
        }
        owner = {"owner_name": drop_unprintable(row.cells["owner"])[:NAME_LIMIT]} if "owner" in row.cells else {}
        return {"name": name, "name_key": name_key, **texts, **owner, **dict(parse_cells(row, READERS))}


def _link_owner(values: Values, owners: Mapping[str, int]) -> Values:
    if "owner_name" not in values:
        return values
    return {**values, "owner_id": owners.get(values["owner_name"].casefold())}


def _complete(values: Values, *, workspace_id: int, now: datetime) -> Values:
    empty = dict.fromkeys(("owner_id", "owner_name", "segment", "city", "contract_end", "value"))
    usual = {"stage": AccountStage.SUSPECT, "do_not_contact": False}
    return {**empty, **usual, **values, "workspace_id": workspace_id, "created_at": now}


def _find_changes(values: Values, known: Mapping[str, Any] | None) -> Values | None:
    """Return the columns in which the file differs, None when there are none; an empty cell is ignored."""
    if known is None:
        return None
    # An account found by another name of it keeps the name that it has.
    ignored = {"name_key"} if values["name_key"] == known["name_key"] else {"name_key", "name"}
    said = {
        field: value
        for field, value in values.items()
        if field not in ignored and value is not None and value != known[field]
    }
    return (
        {"account_id": known["id"], **{field: said.get(field, known[field]) for field in imports.CHANGEABLE}}
        if said
        else None
    )
