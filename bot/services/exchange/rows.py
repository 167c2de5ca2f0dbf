"""Parse the rows of a file: readers of cells, refused rows, and texts of which only the beginning is stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from bot.domain.exchange.cells import CellRefused
from bot.domain.exchange.report import BadRow, CutText, RowRefused
from bot.domain.text.cleaning import drop_unprintable
from bot.services.exchange.table import TableRow

SHOWN_OF_CELL = 40
Values = dict[str, Any]
Read = TypeVar("Read")


def parse_rows(rows: Iterable[TableRow], reader: Callable[[TableRow], Read]) -> tuple[list[Read], list[BadRow]]:
    """Parse every row, and return the accepted and the rejected ones separately."""
    good: list[Read] = []
    bad: list[BadRow] = []
    for row in rows:
        try:
            _check_cells(row)
            good.append(reader(row))
        except RowRefused as refused:
            value = refused.value[:SHOWN_OF_CELL]
            bad.append(BadRow(line=row.line, field=refused.field, code=refused.code, value=value))
    return good, bad


def _check_cells(row: TableRow) -> None:
    if row.too_long is not None:
        raise RowRefused(row.too_long, "cell_too_long", row.cells[row.too_long])


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


class TextCutter:
    """Cuts texts to the length of their column, and remembers which, so that it can be told."""

    def __init__(self) -> None:
        self._cut: list[CutText] = []

    def read(self, row: TableRow, field: str, limit: int) -> str:
        """Return the text of a cell, "" where there is none, cut to ``limit`` characters."""
        text = drop_unprintable(row.cells.get(field, "")).strip()
        if len(text) > limit:
            self._cut.append(CutText(line=row.line, field=field, limit=limit))
        return text[:limit].rstrip()

    def take(self, bad: Iterable[BadRow]) -> list[CutText]:
        """Return what was cut since the last time, without the rows that were refused for another reason."""
        refused = {row.line for row in bad}
        cut, self._cut = [each for each in self._cut if each.line not in refused], []
        return cut


class LineMemory:
    """Remembers on which line something was first, in little memory: a file may have a million lines."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def find_first(self, key: object, line: int) -> int:
        """Return the line on which this key was first, which may be this one."""
        return self._lines.setdefault(hash(key), line)
