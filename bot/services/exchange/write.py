"""Write tables that a spreadsheet opens and that an import accepts."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl

from bot.services.exchange.table import guard_cell


def write_table(path: Path, *, headers: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> int:
    """Write rows under these headers, as Excel or CSV depending on the file name, and return their number."""
    lines = [[guard_cell(row[field]) for field in headers] for row in rows]
    if path.suffix.lower() == ".xlsx":
        _write_excel(path, [list(headers.values()), *lines])
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([list(headers.values()), *lines])
    return len(lines)


def _write_excel(path: Path, lines: Iterable[list[str]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("ritme")
    for line in lines:
        sheet.append(line)
    book.save(path)
