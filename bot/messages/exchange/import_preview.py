"""What a file is taken for, with its first rows: as lines, and as a table."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.exchange.subject import FileSubject
from bot.messages.text.message import Table
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

CELL_SHOWN = 24
COLUMNS_SHOWN = 6


class ShownRow(Protocol):
    """A row of a file."""

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells by field."""
        ...


def describe_file(
    words: Words, name: str, subject: FileSubject, fields: Sequence[str], rows: Sequence[ShownRow]
) -> list[str]:
    """Return what a file is taken for, because of which columns, and its first rows in columns of equal width."""
    table = tabulate_rows(words, fields, rows).rows
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    shown = ["  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
    return [describe_subject(words, name, subject, fields), *(line.rstrip() for line in shown)]


def describe_subject(words: Words, name: str, subject: FileSubject, fields: Sequence[str]) -> str:
    """Return what a file is taken for, because of which columns."""
    columns = ", ".join(name_field(words, field) for field in fields)
    return words.plain("import_preview.taken_for", name=name, subject=subject.value, columns=columns)


def tabulate_rows(words: Words, fields: Sequence[str], rows: Sequence[ShownRow]) -> Table:
    """Return the first columns of rows, under the names of their fields."""
    shown = [field for field in fields if any(field in row.cells for row in rows)] or list(fields)
    shown = shown[:COLUMNS_SHOWN]
    header = tuple(name_field(words, field) for field in shown)
    cells = [tuple(shorten(" ".join(row.cells.get(field, "").split()), CELL_SHOWN) for field in shown) for row in rows]
    return Table(rows=(header, *cells), is_text=True)


def name_field(words: Words, field: str) -> str:
    """Return what a field is called."""
    return words.plain(f"import_fields.{field}")
