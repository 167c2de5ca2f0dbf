"""Import and export: atomic, idempotent, and lossless in a round trip."""

import re
from dataclasses import replace
from pathlib import Path
from random import Random
from zipfile import ZipFile

import openpyxl
import pytest
from sqlalchemy import func, select

from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.report import BadRow, CutText, ImportReport
from bot.domain.exchange.subject import FileSubject
from bot.domain.people.people import Workspace
from bot.messages.exchange.import_report import describe_import
from bot.messages.text.words import load_words
from bot.services.exchange.export_tables import export_accounts, export_activities, export_contacts
from bot.services.exchange.import_tables import plan_import, write_import
from bot.services.exchange.table import load_table
from bot.services.home.load_day import load_current_day
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.database import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.log import activities
from tests.conftest import WEDNESDAY, StillClock, identify

DUTCH = (
    "Bedrijf;Eigenaar;Fase;Branche;Plaats;Einde contract;Waarde;Kleur\r\n"
    "Acme;Anna de Wit;klant;Industrie;Utrecht;31-12-2027;€ 12.500,50;rood\r\n"
    '"De Vries & Zn.";Piet;lead;"Bouw; hout";Zwolle;;12k;blauw\r\n'
)


async def bring_in(database: Database, workspace: Workspace, path: Path, *, skip_bad: bool = False) -> ImportReport:
    table = load_table(path)
    return await write_import(
        database,
        subject=table.subject,
        workspace_id=workspace.id,
        table=table,
        skip_bad=skip_bad,
        now=WEDNESDAY,
    )


async def count(database: Database, table: object) -> int:
    async with database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())  # type: ignore[arg-type] # a table


def write(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
async def test_a_dutch_file_is_read_in_any_encoding(
    database: Database, workspace: Workspace, tmp_path: Path, encoding: str
) -> None:
    report = await bring_in(database, workspace, write(tmp_path, DUTCH, encoding=encoding))
    assert report == ImportReport(new=2, unknown_columns=("Kleur",))
    await export_accounts(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines() == [
        '"name","owner","stage","segment","city","contract end","value","do not contact"',
        '"Acme","Anna de Wit","customer","Industrie","Utrecht","2027-12-31","12500.50","no"',
        '"De Vries & Zn.","Piet","suspect","Bouw; hout","Zwolle","","12000.00","no"',
    ]


async def test_a_second_run_changes_nothing_and_an_empty_cell_erases_nothing(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    await bring_in(database, workspace, write(tmp_path, DUTCH))
    assert await bring_in(database, workspace, write(tmp_path, DUTCH)) == ImportReport(
        unchanged=2, unknown_columns=("Kleur",)
    )
    moved = write(tmp_path, "name,city,segment\nACME B.V.,Assen,\n")
    assert (await bring_in(database, workspace, moved)).changed == 1
    await export_accounts(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1] == (
        '"ACME B.V.","Anna de Wit","customer","Industrie","Assen","2027-12-31","12500.50","no"'
    )


async def test_who_asked_to_be_left_in_peace_stays_so_through_a_file_that_says_nothing_of_it(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    asked = "Bedrijf;Niet benaderen\r\nAcme;ja\r\nBeta;\r\n"
    assert await bring_in(database, workspace, write(tmp_path, asked)) == ImportReport(new=2)
    assert (await bring_in(database, workspace, write(tmp_path, "name,city\nAcme,Assen\n"))).changed == 1
    await export_accounts(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        '"Acme","","suspect","","Assen","","","yes"',
        '"Beta","","suspect","","","","","no"',
    ]
    assert (await bring_in(database, workspace, tmp_path / "out.csv")).unchanged == 2
    again = write(tmp_path, "name,do not contact\nAcme,nee\nBeta,misschien\n")
    report = await bring_in(database, workspace, again, skip_bad=True)
    assert (report.changed, [(row.line, row.code) for row in report.bad]) == (1, [(3, "bad_do_not_contact")])


async def test_nothing_of_a_bad_file_is_imported_and_each_bad_row_is_named(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        "name,stage,contract end,value\nAcme,,,\n,klant,,\nBeta,keizer,,\n"
        "Gamma,,31-02-2027,\nDelta,,,veel\nacme bv,,,\n",
    )
    bad = (
        BadRow(line=3, field="name", code="no_name"),
        BadRow(line=4, field="stage", code="bad_stage", value="keizer"),
        BadRow(line=5, field="contract_end", code="bad_contract_end", value="31-02-2027"),
        BadRow(line=6, field="value", code="bad_value", value="veel"),
        BadRow(line=7, field="name", code="twice", value="2"),
    )
    assert await bring_in(database, workspace, path) == ImportReport(bad=bad, was_written=False)
    assert await count(database, accounts) == 0
    assert await bring_in(database, workspace, path, skip_bad=True) == ImportReport(new=1, bad=bad)


HISTORY = (
    "datum;soort;klant;medewerker;aantal;notitie;volgende stap\n"
    "02-03-2026;bezoek;Acme;Anna de Wit;;rondleiding;10-03-2026\n"
    "10-03-2026;telefoon;acme bv;UANNA;;offerte besproken;19-03-2026\n"
    "11-03-2026;e-mail;;Anna de Wit;5;;\n"
)


async def test_history_comes_in_once_with_what_became_of_the_next_steps(
    database: Database, workspace: Workspace, anna: Person, tmp_path: Path
) -> None:
    await bring_in(database, workspace, write(tmp_path, DUTCH))
    assert (await bring_in(database, workspace, write(tmp_path, HISTORY, "history.csv"))).new == 3
    assert (await bring_in(database, workspace, write(tmp_path, HISTORY, "history.csv"))) == ImportReport(unchanged=3)
    assert await count(database, activities) == 3
    clock = StillClock()
    clock.move(days=1)
    day = await load_current_day(database, person=anna, now=clock.now())
    assert [(step.account_name, step.note) for step in day.steps_due] == [("Acme", "offerte besproken")]


async def test_history_of_people_and_accounts_that_are_not_known_is_refused(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        "date,kind,account,rep\n2026-03-02,visit,Nergens,Anna de Wit\n2026-03-02,visit,,Niemand\n"
        "2026-03-19,call,,UANNA\n",
    )
    assert (await bring_in(database, workspace, path)).bad == (
        BadRow(line=2, field="account", code="no_account", value="Nergens"),
        BadRow(line=3, field="owner", code="no_rep", value="Niemand"),
        BadRow(line=4, field="date", code="in_future", value="2026-03-19"),
    )


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
async def test_what_goes_out_comes_back_the_same(
    database: Database, people: PersonCache, workspace: Workspace, clock: StillClock, tmp_path: Path, suffix: str
) -> None:
    tricky = DUTCH + '"=SUM(A1)";;suspect;"-1";"@home";;\r\n"Café ""de Zon""\nte Gent";;former;;;;0\r\n'
    await bring_in(database, workspace, write(tmp_path, tricky))
    await bring_in(database, workspace, write(tmp_path, HISTORY, "history.csv"))
    other = await identify(people, clock, "UANNA", "Anna de Wit", workspace="T2")
    for place in (workspace, other.workspace):
        folder = tmp_path / str(place.id)
        folder.mkdir()
        if place is not workspace:
            for name in ("accounts", "activities"):
                await bring_in(database, place, tmp_path / str(workspace.id) / f"{name}.{suffix}")
        await export_accounts(database, workspace_id=place.id, path=folder / f"accounts.{suffix}")
        await export_activities(database, workspace_id=place.id, path=folder / f"activities.{suffix}")
    for name in ("accounts", "activities"):
        first, second = (
            list(load_table(tmp_path / str(place.id) / f"{name}.{suffix}").read_rows())
            for place in (workspace, other.workspace)
        )
        assert first == second
        assert len(first) == {"accounts": 4, "activities": 3}[name]


async def test_no_spreadsheet_runs_what_is_exported(database: Database, workspace: Workspace, tmp_path: Path) -> None:
    await bring_in(database, workspace, write(tmp_path, 'name\n"=HYPERLINK(""x"")"\n'))
    await export_accounts(database, workspace_id=workspace.id, path=tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ('\'=HYPERLINK("x")', "s")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("no.csv", None, "missing"), ("leeg.csv", "", "empty"), ("x.xlsx", "geen excel", "no_table")],
)
def test_a_file_that_is_no_table_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: str | None, reason: str
) -> None:
    if content is not None:
        write(tmp_path, content, name)
    with pytest.raises(FileUnreadable) as refused:
        load_table(tmp_path / name)
    assert refused.value.reason == reason


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl tells what it leaves out
def test_a_broken_workbook_is_read_or_refused_with_the_reason(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(5):
        book.worksheets[0].append([f"Acme {number}", number, 1.5, None])
    book.save(tmp_path / "whole.xlsx")
    whole = (tmp_path / "whole.xlsx").read_bytes()
    with ZipFile(tmp_path / "whole.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance, reasons = Random(7), set()  # noqa: S311 - the same every time
    for number in range(300):
        broken = tmp_path / f"{number}.xlsx"
        broken.write_bytes(spoil_bytes(whole, chance) if number % 3 == 0 else b"")
        if number % 3:
            name = chance.choice(sorted(parts))
            with ZipFile(broken, "w") as archive:
                for each, content in parts.items():
                    archive.writestr(each, spoil_xml(content, chance) if each == name else content)
        try:
            list(load_table(broken).read_rows())
        except FileUnreadable as refused:
            reasons.add(refused.reason)
    assert reasons == {"empty", "no_table", "too_many_columns"}


def spoil_bytes(content: bytes, chance: Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(3):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled[: chance.choice((len(spoiled), chance.randrange(len(spoiled))))])


def spoil_xml(content: bytes, chance: Random) -> bytes:
    places = [found.span() for found in re.finditer(rb'"[^"]*"', content)]
    begin, end = chance.choice(places)
    wrong = chance.choice((b"", b"-1", b"9" * 30, b"1e400", b"A0", b"rId99", b"s", b"inlineStr", b"<", b"\xff"))
    return content[: begin + 1] + wrong + content[end - 1 :]


async def test_a_table_without_known_columns_is_refused(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(FileUnreadable):
        await bring_in(database, workspace, write(tmp_path, "kleur,maat\nrood,xl\n"))


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("name,owner,stage,city,contact", "accounts"),
        ("account;eigenaar;fase;plaats;contactpersoon;functie;branche", "contacts"),
        ("bedrijf,eigenaar,contactpersoon", "accounts"),
        ("bedrijf,fase,contactpersoon,functie", "accounts"),
        ("name,stage,title", "accounts"),
        ("account,contact", "contacts"),
        ("bedrijf,contactpersoon", "contacts"),
        ("company,full name,job title,city", "contacts"),
        ("account,contact,role,level", "contacts"),
        ("account,name,role", "contacts"),
        ("account,name", "accounts"),
        ("account,deal,contact", "deals"),
        ("date,kind,account,contact,rep", "activities"),
    ],
)
def test_the_columns_tell_what_a_file_is(tmp_path: Path, header: str, subject: str) -> None:
    assert load_table(write(tmp_path, header + "\n")).subject == subject


async def test_the_name_next_to_an_account_is_that_of_a_person(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    await bring_in(database, workspace, write(tmp_path, "name\nAcme\n"))
    assert (await bring_in(database, workspace, write(tmp_path, "account,name,role\nAcme,Piet,inkoper\n"))).new == 1
    await export_contacts(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == ['"Acme","Piet","inkoper",""']


async def test_texts_that_are_cut_are_told_with_their_row(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    lines = f"name,segment,city\nAcme,{'s' * 121},Gent\nBeta,{'s' * 120},{'c' * 200}\n"
    report = await bring_in(database, workspace, write(tmp_path, lines))
    assert report == ImportReport(new=2, cut=(CutText(2, "segment", 120), CutText(3, "city", 120)))
    note = "n" * 3_001
    history = f"date,kind,account,rep,note\n2026-03-02,call,Acme,UANNA,{note}\n2026-03-03,call,Nergens,UANNA,{note}\n"
    report = await bring_in(database, workspace, write(tmp_path, history), skip_bad=True)
    assert (report.cut, report.refused) == ((CutText(2, "note", 3000),), 1)
    assert describe_import(load_words("nl"), report) == [
        "1 nieuw, 0 aangepast, 0 ongewijzigd.",
        "1 regel overgeslagen:",
        "regel 3: account “Nergens” is er niet; lees eerst de accounts in",
        "regel 2: notitie is langer dan 3000 tekens; het begin wordt bewaard",
    ]


async def test_of_very_many_bad_rows_the_first_are_told_and_the_others_counted(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    lines = "name,stage\n" + "".join(f"Klant {number},keizer\n" for number in range(1_234))
    report = await bring_in(database, workspace, write(tmp_path, lines))
    assert (len(report.bad), report.more_bad, report.refused, report.was_written) == (1_000, 234, 1_234, False)
    assert describe_import(load_words("nl"), report)[-1] == "… en nog 1184."


async def test_a_name_that_two_people_have_names_neither(
    database: Database, people: PersonCache, workspace: Workspace, clock: StillClock, tmp_path: Path
) -> None:
    await identify(people, clock, "UANNA2", "anna de wit")
    lines = "date,kind,rep\n2026-03-02,call,Anna de Wit\n2026-03-02,call,UANNA2\n"
    report = await bring_in(database, workspace, write(tmp_path, lines), skip_bad=True)
    assert report == ImportReport(new=1, bad=(BadRow(line=2, field="owner", code="two_reps", value="Anna de Wit"),))


async def test_what_was_done_today_somewhere_is_not_still_to_come(
    database: Database, people: PersonCache, workspace: Workspace, clock: StillClock, tmp_path: Path
) -> None:
    table = load_table(write(tmp_path, "date,kind,rep\n2026-03-19,call,UANNA\n"))
    noon = WEDNESDAY.replace(hour=12)
    found = []
    for external_id, zone in (("UKOK", "Europe/London"), ("UKIRI", "Pacific/Kiritimati")):
        await identify(people, clock, external_id, external_id, timezone=zone)
        report = await plan_import(database, workspace_id=workspace.id, subject=table.subject, table=table, now=noon)
        found.append([row.code for row in report.bad])
    assert found == [["in_future"], []]


async def test_a_file_has_the_columns_of_its_subject(database: Database, workspace: Workspace, tmp_path: Path) -> None:
    table = load_table(write(tmp_path, "name,city\nAcme,Gent\n"))
    for subject in set(FileSubject) - {FileSubject.ACCOUNTS}:
        with pytest.raises(FileUnreadable) as refused:
            await plan_import(database, workspace_id=workspace.id, subject=subject, table=table, now=WEDNESDAY)
        assert refused.value.reason == "columns"


async def test_a_plan_tells_what_the_import_then_does_and_writes_nothing(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    await bring_in(database, workspace, write(tmp_path, "name,city\nAcme,Gent\nBeta,Gent\n"))
    table = load_table(write(tmp_path, "name,city\nAcme,Assen\nBeta,\nGamma,\n"))
    values = {"workspace_id": workspace.id, "table": table, "now": WEDNESDAY}
    planned = await plan_import(database, subject=FileSubject.ACCOUNTS, **values)  # type: ignore[arg-type] # mixed values
    assert (planned.new, planned.changed, planned.unchanged, planned.was_written) == (1, 1, 1, False)
    assert await count(database, accounts) == 2
    done = await write_import(database, subject=FileSubject.ACCOUNTS, skip_bad=False, **values)  # type: ignore[arg-type] # idem
    assert done == replace(planned, was_written=True)


async def test_columns_that_are_known_but_mean_nothing_here_are_told_too(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    table = load_table(write(tmp_path, "Company,Create Date,Color,Contact\nAcme,2026-01-02,red,Jan\n"))
    assert table.list_used(FileSubject.ACCOUNTS) == ("name",)
    report = await plan_import(
        database, workspace_id=workspace.id, subject=FileSubject.ACCOUNTS, table=table, now=WEDNESDAY
    )
    assert report.unknown_columns == ("Color", "Create Date", "Contact")
