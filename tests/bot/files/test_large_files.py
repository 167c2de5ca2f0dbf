"""Files that are small outside and large inside are refused before they are read, and a million rows stream."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.domain.exchange.errors import FileUnreadable
from bot.services.exchange import excel_file
from bot.services.exchange.table import load_table

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
# In MB, of the whole process; Python with the bot's modules takes some 90.
MOST_MEMORY = 400
MILLION = 1_000_000
# A million rows take two minutes: what they need is told from what a file of three times as many rows needs more.
FEW_ROWS, MORE_ROWS = 30_000, 90_000


def make_book(path: Path, **parts: bytes) -> Path:
    """Write a small workbook, with these parts in place of its own."""
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["name", "city"])
    book.worksheets[0].append(["Acme", "Gent"])
    book.save(content)
    with zipfile.ZipFile(content) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            archive.writestr(name, parts.get("sheet", made.read(name)) if name == SHEET else made.read(name))
        if "strings" in parts:
            archive.writestr(STRINGS, parts["strings"])
    return path


def make_sheet(rows: str, *, size: str = "A1:B2") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{space}"><dimension ref="{size}"/><sheetData>{rows}</sheetData></worksheet>'
    return text.encode()


def cell(reference: str, text: str = "name") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{cell("A1")}</row>'


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (make_sheet(HEAD + f'<row r="1048576">{cell("A1048576", "Acme")}</row>'), "too_many_rows"),
        (make_sheet(HEAD + "<row/>" * 200_000), "too_many_rows"),
        (make_sheet(HEAD + f'<row r="2">{cell("XFD2", "Acme")}</row>'), "too_many_columns"),
        (make_sheet(HEAD + f'<row r="{"9" * 30}"/>'), "too_many_rows"),
        (b"<a>" * 40 + b"</a>" * 40, "no_table"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>', "no_table"),
    ],
    ids=["a far row", "many rows", "a far column", "no row", "deep", "entities"],
)
def test_a_workbook_with_more_inside_than_is_read_is_refused(tmp_path: Path, sheet: bytes, reason: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        load_table(make_book(tmp_path / "book.xlsx", sheet=sheet))
    assert refused.value.reason == reason


@pytest.mark.slow
def test_a_small_workbook_that_unpacks_to_a_large_one_is_refused(tmp_path: Path) -> None:
    path, block = tmp_path / "book.xlsx", b"x" * 1_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as sheet:
        for _ in range(270):
            sheet.write(block)
    assert path.stat().st_size < 300_000
    with pytest.raises(FileUnreadable) as refused:
        load_table(path)
    assert refused.value.reason == "too_large_inside"


@pytest.mark.parametrize(
    "strings",
    [b"<sst>" + b"<si/>" * 500_001 + b"</sst>", b"<sst><si><t>" + b"x" * 1_000_001 + b"</t></si></sst>"],
    ids=["many", "long"],
)
def test_a_workbook_with_too_many_shared_strings_is_refused(tmp_path: Path, strings: bytes) -> None:
    with pytest.raises(FileUnreadable) as refused:
        load_table(make_book(tmp_path / "book.xlsx", strings=strings))
    assert refused.value.reason == "too_large_inside"


def test_a_sheet_that_says_it_is_huge_is_read_by_what_it_holds(tmp_path: Path) -> None:
    rows = HEAD + f'<row r="2">{cell("A2", "Acme")}</row>'
    table = load_table(make_book(tmp_path / "book.xlsx", sheet=make_sheet(rows, size="A1:XFD1048576")))
    assert [(row.line, row.cells) for row in table.read_rows()] == [(2, {"name": "Acme"})]


def test_a_header_with_more_columns_than_any_system_has_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(",".join(["name"] * 257) + "\n")
    with pytest.raises(FileUnreadable) as refused:
        load_table(tmp_path / "wide.csv")
    assert refused.value.reason == "too_many_columns"


@pytest.mark.parametrize("content", ["name\n" + "x" * 1_000_001, 'name\n"' + "x\n" * 100_000, "x" * 1_000_001])
def test_a_line_or_a_cell_without_an_end_is_no_table(tmp_path: Path, content: str) -> None:
    (tmp_path / "long.csv").write_text(content)
    with pytest.raises(FileUnreadable) as refused:
        list(load_table(tmp_path / "long.csv").read_rows())
    assert refused.value.reason == "no_table"


def test_the_limits_of_a_workbook_leave_room_for_what_companies_have() -> None:
    assert (excel_file.USUAL_LIMITS.rows, excel_file.MOST_COLUMNS) == (200_000, 256)


IMPORT = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.domain.exchange.subject import FileSubject
from bot.ports import Profile
from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import load_table
from bot.services.people.person_cache import PersonCache, WorkspaceDefaults
from bot.storage.database import Database
from bot.storage.migrate import migrate_database

async def main(folder):
    url = f"sqlite:///{folder}/ritme.db"
    await migrate_database(url)
    database = Database(url)
    people = PersonCache(database, platform="slack", defaults=WorkspaceDefaults("NL", "Europe/Amsterdam", "nl"))
    async def fetch():
        return Profile("UANNA", "Anna", "Europe/Amsterdam", "nl-NL", "T1")
    now = datetime(2026, 3, 18, 9, tzinfo=UTC)
    person = await people.identify("T1", "UANNA", fetch=fetch, now=now)
    for name in ("accounts", "few.activities", "more.activities"):
        report = await write_import(
            database, workspace_id=person.workspace.id, subject=FileSubject(name.rpartition(".")[2]),
            table=load_table(Path(folder) / f"{name}.csv"), skip_bad=False, now=now,
        )
        # Not ru_maxrss, in which a child begins with what its parent had.
        print(report.new, int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]))
    await database.close()

asyncio.run(main(sys.argv[1]))
"""


def write_activities(path: Path, numbers: range) -> None:
    with path.open("w") as file:
        file.write("date,kind,account,rep,note,next step\n")
        for number in numbers:
            day, later = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}", f"2026-01-{number % 28 + 1:02}"
            step = later if number % 20 == 0 else ""
            file.write(f"{day},call,Klant nummer {number % 1_000},Anna,rondleiding {number},{step}\n")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the memory of a process there")
def test_a_million_rows_take_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "accounts.csv").open("w") as file:
        file.write("name\n")
        file.writelines(f"Klant nummer {number}\n" for number in range(1_000))
    write_activities(tmp_path / "few.activities.csv", range(FEW_ROWS))
    write_activities(tmp_path / "more.activities.csv", range(FEW_ROWS, FEW_ROWS + MORE_ROWS))
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", IMPORT, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    accounts, _, few, least, more, most = map(int, done.stdout.split()[-6:])
    assert (accounts, few, more) == (1_000, FEW_ROWS, MORE_ROWS)
    by_row = (most - least) / (MORE_ROWS - FEW_ROWS)
    assert (most + by_row * (MILLION - MORE_ROWS)) / 1024 < MOST_MEMORY
