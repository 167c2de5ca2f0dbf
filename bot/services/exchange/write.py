"""Write tables that a spreadsheet opens and that an import accepts, readable by nobody else."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

import openpyxl

from bot.domain.exchange.guards import guard_cell

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def make_folder(path: Path) -> None:
    """Make the folder for the files, for its owner only, unless it exists.

    Raises:
        OSError: it cannot be made; it is no folder, or only a link to one.
    """
    if path.is_symlink():
        raise FileExistsError(17, "This is a link; name the folder itself", str(path))
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def write_table(path: Path, *, headers: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> int:
    """Write rows under these headers, as Excel or CSV depending on the file name, and return their number.

    The file is complete or absent at any moment; what stood there is replaced, a link by the file itself.
    """
    lines = [[guard_cell(row[field]) for field in headers] for row in rows]
    with _replacing(path) as file:
        if path.suffix.lower() == ".xlsx":
            _write_excel(file, [list(headers.values()), *lines])
        else:
            _write_csv(file, [list(headers.values()), *lines])
    return len(lines)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a new file beside this one, and put it in its place when it is complete."""
    made = path.with_name(f".{path.name}.{token_hex(6)}")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(made, flags, PRIVATE_FILE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _write_csv(file: BinaryIO, lines: Iterable[Sequence[str]]) -> None:
    # The byte order mark makes Excel read it as UTF-8.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(lines)
    text.flush()
    text.detach()


def _write_excel(file: BinaryIO, lines: Iterable[Sequence[str]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("ritme")
    for line in lines:
        sheet.append(line)
    book.save(file)
