"""Read a table from a CSV or Excel file, whatever its encoding and separator, row by row."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO

from bot.domain.exchange.columns import is_telltale, recognise_column
from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.guards import unguard_cell
from bot.domain.exchange.subject import USED_FIELDS, FileSubject, recognise_subject
from bot.domain.text.bounds import cut_line
from bot.services.exchange.csv_file import read_csv
from bot.services.exchange.excel_file import USUAL_LIMITS, ExcelLimits, check_excel, read_excel

LARGEST_FILE = 200 * 1024 * 1024  # bytes
EXCEL = frozenset({".xlsx", ".xlsm"})
# What is stored and never matched with anything may be longer: its beginning is kept.
ONLY_KEPT = frozenset({"note"})
# More columns than this no system exports; a header may name a million of them.
MOST_COLUMNS = 256

OpenFile = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with its line number (the header is line 1) and its cells by field; empty cells are left out.

    ``too_long`` names the field of a cell that exceeds the maximum length; such a row is rejected.
    """

    line: int
    cells: Mapping[str, str]
    too_long: str | None = None


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file as a table: its fields, the unknown headers, and its rows, which are read again at each call.

    ``headers`` are those of the fields, as written; ``telltales`` are headers that no account, activity or contact has.
    ``read_rows`` raises FileUnreadable when the file turns out to be broken.
    """

    fields: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    read_rows: Callable[[], Iterator[TableRow]]
    telltales: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()

    def list_used(self, subject: FileSubject) -> tuple[str, ...]:
        """Return the fields that an import of this subject reads."""
        return tuple(field for field in self.fields if field in USED_FIELDS[subject])

    def list_unused(self, subject: FileSubject) -> tuple[str, ...]:
        """Return the headers that it does not read, unknown ones first."""
        pairs = zip(self.fields, self.headers, strict=False)
        return (*self.unknown_columns, *(header for field, header in pairs if field not in USED_FIELDS[subject]))

    @property
    def subject(self) -> FileSubject:
        """What the rows are about, derived from the columns.

        Raises:
            SubjectUnclear: the columns tell of something that they are not enough for.
        """
        return recognise_subject(set(self.fields), telltales=self.telltales)


def load_table(path: Path) -> TableFile:
    """Open a file and read its header.

    Raises:
        FileUnreadable: it is missing, a folder, too large, empty, or not a table.
    """
    if path.is_dir():
        raise FileUnreadable("folder")
    if not path.is_file():
        raise FileUnreadable("missing")
    if path.stat().st_size > LARGEST_FILE:
        raise FileUnreadable("too_large")
    return _load(path.name, lambda: path.open("rb"))


def read_table(name: str, content: bytes, limits: ExcelLimits = USUAL_LIMITS) -> TableFile:
    """Do the same for a file that is in memory; its name tells whether it is Excel."""
    return _load(name, lambda: io.BytesIO(content), limits)


def list_first_rows(table: TableFile, *, limit: int = 3) -> list[TableRow]:
    """Return the first rows, to show what the columns are taken for."""
    return list(islice(table.read_rows(), limit))


def _load(name: str, open_file: OpenFile, limits: ExcelLimits = USUAL_LIMITS) -> TableFile:
    is_excel = PurePath(name).suffix.lower() in EXCEL
    if is_excel:
        with open_file() as file:
            check_excel(file, limits)
    header = next(_read_lines(open_file, is_excel=is_excel), (1, []))[1]
    if not any(header):
        raise FileUnreadable("empty")
    if len(header) > MOST_COLUMNS:
        raise FileUnreadable("too_many_columns")
    columns = tuple(_list_fields(header))
    unknown = [name.strip() for name, field in zip(header, columns, strict=True) if field is None and name.strip()]
    return TableFile(
        fields=tuple(field for field in columns if field),
        unknown_columns=tuple(unknown),
        read_rows=partial(_read_rows, open_file, columns, is_excel=is_excel),
        headers=tuple(name.strip() for name, field in zip(header, columns, strict=True) if field),
        telltales=tuple(name.strip() for name in header if is_telltale(name)),
    )


def _read_rows(open_file: OpenFile, columns: Sequence[str | None], *, is_excel: bool) -> Iterator[TableRow]:
    lines = _read_lines(open_file, is_excel=is_excel)
    next(lines)
    for number, values in lines:
        row = _to_row(columns, number, values)
        if row is not None:
            yield row


def _list_fields(header: Sequence[str]) -> Iterator[str | None]:
    """Return the field of each column; of two columns with the same field the first one counts."""
    seen: set[str] = set()
    for name in header:
        field = recognise_column(name)
        yield None if field in seen else field
        if field:
            seen.add(field)


def _read_lines(open_file: OpenFile, *, is_excel: bool) -> Iterator[tuple[int, list[str]]]:
    with open_file() as file:
        yield from read_excel(file) if is_excel else read_csv(file)


def _to_row(columns: Sequence[str | None], line: int, values: Sequence[str]) -> TableRow | None:
    cells = {
        field: unguard_cell(value.strip())
        for field, value in zip(columns, values, strict=False)
        if field and value.strip()
    }
    if not cells:
        return None
    long = next((field for field, value in cells.items() if field not in ONLY_KEPT and cut_line(value)[1]), None)
    return TableRow(line=line, cells=cells, too_long=long)
