"""A cell over the length limit is reported with its row, and does not stop the import of other rows."""

from pathlib import Path

import pytest

from bot.domain.exchange.columns import recognise_column
from bot.domain.exchange.report import BadRow
from bot.services.exchange.rows import parse_rows
from bot.services.exchange.table import TableFile, TableRow, load_table


def read(path: Path, text: str) -> TableFile:
    (path / "rijen.csv").write_text(text, encoding="utf-8")
    return load_table(path / "rijen.csv")


@pytest.mark.parametrize("cell", ["x" * 4_001, "ﷺ" * 4_000])
def test_a_cell_longer_than_is_read_refuses_its_row(tmp_path: Path, cell: str) -> None:
    table = read(tmp_path, f"name;city\nAcme;Gent\n{cell};Gent\nBakkerij Zuid;{cell}\n")
    seen: list[int] = []

    def reader(row: TableRow) -> dict[str, object]:
        seen.append(row.line)
        return {}

    _, bad = parse_rows(tuple(table.read_rows()), reader)
    assert seen == [2]
    assert bad == [
        BadRow(line=3, field="name", code="cell_too_long", value=cell[:40]),
        BadRow(line=4, field="city", code="cell_too_long", value=cell[:40]),
    ]


def test_a_long_note_refuses_nothing(tmp_path: Path) -> None:
    assert next(read(tmp_path, f"date;kind;note\n2026-01-01;visit;{'x' * 5_000}\n").read_rows()).too_long is None


def test_a_header_of_any_length_is_nobodys_column() -> None:
    assert recognise_column("nothing" + "\u0301\u0323" * 60_000) is None
