"""Read a table from a CSV or Excel file, whatever its encoding and separator, row by row."""

import csv
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.domain.exchange.columns import recognise_column
from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.subject import FileSubject, recognise_subject
from bot.domain.text.bounds import cut_line
from bot.services.exchange.encodings import decode_text

LARGEST_FILE = 200 * 1024 * 1024  # bytes
SEPARATORS = ";,\t|"
# A spreadsheet would run such a cell as a formula; an apostrophe is added, and removed again on import.
GUARDED = ("=", "+", "-", "@", "\t", "'")


# Digits per group, for telling a thousands separator from a decimal one.
THOUSANDS = 3
# What openpyxl lets through of a broken archive, broken XML, or a missing or nonsensical part.
BROKEN_BOOK = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
# What is stored and never matched with anything may be longer: its beginning is kept.
ONLY_KEPT = frozenset({"note"})


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
    """A file as a table: its fields, the unknown headers, and its rows."""

    fields: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def subject(self) -> FileSubject:
        """What the rows are about, derived from the columns."""
        return recognise_subject(set(self.fields))


def load_table(path: Path) -> TableFile:
    """Read a file.

    Raises:
        FileUnreadable: it is missing, a folder, too large, empty, or not a table.
    """
    if path.is_dir():
        raise FileUnreadable("folder")
    if not path.is_file():
        raise FileUnreadable("missing")
    if path.stat().st_size > LARGEST_FILE:
        raise FileUnreadable("too_large")
    lines = _parse_excel(path) if path.suffix.lower() in {".xlsx", ".xlsm"} else _parse_csv(path)
    header = next(lines, None)
    if header is None or not any(header[1]):
        raise FileUnreadable("empty")
    fields = [recognise_column(name) for name in header[1]]
    return TableFile(
        fields=tuple(field for field in fields if field),
        unknown_columns=tuple(
            name for name, field in zip(header[1], fields, strict=True) if field is None and name.strip()
        ),
        rows=tuple(_to_rows(fields, lines)),
    )


def _to_rows(fields: list[str | None], lines: Iterable[tuple[int, list[str]]]) -> Iterator[TableRow]:
    for number, values in lines:
        cells = {
            field: unguard_cell(value.strip())
            for field, value in zip(fields, values, strict=False)
            if field and value.strip()
        }
        if cells:
            long = next(
                (field for field, value in cells.items() if field not in ONLY_KEPT and cut_line(value)[1]), None
            )
            yield TableRow(line=number, cells=cells, too_long=long)


def guard_cell(value: str) -> str:
    """Return the cell, escaped so that no spreadsheet runs it as a formula."""
    return f"'{value}" if value.startswith(GUARDED) else value


def unguard_cell(value: str) -> str:
    """Return the cell without the escape of ``guard_cell``."""
    return value[1:] if value.startswith("'") and value[1:].startswith(GUARDED) else value


def _parse_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = decode_text(path.read_bytes())
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        while True:
            line = reader.line_num + 1
            values = next(reader, None)
            if values is None:
                return
            yield line, values
    except csv.Error as error:
        raise FileUnreadable("no_table") from error


def _parse_excel(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for number, values in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_to_text(value) for value in values]
        book.close()
    except BROKEN_BOOK as error:
        raise FileUnreadable("no_table") from error


def _to_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return _write_number(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _write_number(value: float) -> str:
    """Return a number; 123.456 gets a fourth decimal, so that its point is not parsed as a thousands separator."""
    if value.is_integer():
        return str(int(value))
    whole, _, decimals = format(Decimal(repr(value)), "f").partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == THOUSANDS else f"{whole}.{decimals}"
