"""Importing an export is idempotent, including activities that were logged by command."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from bot.domain.exchange.report import BadRow, ImportReport
from bot.domain.people.people import Workspace
from bot.services.accounts.change_account import set_quiet
from bot.services.accounts.change_journal import AccountRequest
from bot.services.accounts.merge_accounts import merge_accounts
from bot.services.exchange.export_tables import export_accounts, export_activities, export_contacts, export_deals
from bot.storage.accounts.accounts import list_accounts_with_owner
from bot.storage.tables.accounts import accounts as account_rows
from bot.storage.tables.log import activities
from tests.bot.services.exchange.test_imports import bring_in, count, write
from tests.bot.services.log.test_advances import open_deal
from tests.conftest import Talk

# The longest possible request key.
LONG = "view:" + "V" * 115


async def test_an_export_brought_in_again_changes_nothing(talk: Talk, workspace: Workspace, tmp_path: Path) -> None:
    database = talk.bot.database
    await open_deal(talk.bot, talk.person, "nieuw Acme Kassen 45k sluit 30 juni 2027")
    await talk.says("bezoek Acme, volgende stap vrijdag", request="command:123.456.abc")
    await talk.says("5 mails", request=LONG)
    await bring_in(database, workspace, write(tmp_path, "date,kind,rep,id\n2026-03-02,call,Anna de Wit,command:crm\n"))
    await bring_in(database, workspace, write(tmp_path, "account,contact,role\nAcme,Jan Smit,inkoper\n"))
    writers = {
        "accounts": (export_accounts, 6),
        "contacts": (export_contacts, 1),
        "deals": (export_deals, 1),
        "activities": (export_activities, 3),
    }
    for name, (export, rows) in writers.items():
        path = tmp_path / f"{name}.csv"
        await export(database, workspace_id=workspace.id, path=path)
        assert await bring_in(database, workspace, path) == ImportReport(unchanged=rows), name
    assert await count(database, activities) == 3


async def test_what_was_taken_out_of_the_log_does_not_come_back_with_an_old_export(
    talk: Talk, workspace: Workspace, tmp_path: Path
) -> None:
    database = talk.bot.database
    await talk.says("bezoek Acme")
    await export_activities(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    await talk.says("ongedaan")
    assert await bring_in(database, workspace, tmp_path / "out.csv") == ImportReport(unchanged=1)


async def test_a_file_with_the_name_of_a_merged_account_changes_the_one_that_is_kept(
    talk: Talk, workspace: Workspace, accounts: dict[str, int], tmp_path: Path
) -> None:
    bot, database = talk.bot, talk.bot.database
    request = AccountRequest(talk.person.rep, accounts["Acme Nederland"], "merge:1", bot.now())
    await merge_accounts(database, bot.accounts, request, merged_id=accounts["Acme"])
    await export_accounts(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    assert await bring_in(database, workspace, tmp_path / "out.csv") == ImportReport(unchanged=5)
    old = write(tmp_path, "name,segment\nAcme,bouw\n")
    assert await bring_in(database, workspace, old) == ImportReport(changed=1)
    assert await bring_in(database, workspace, old) == ImportReport(unchanged=1)
    async with database.reading() as connection:
        rows = await list_accounts_with_owner(connection, workspace_id=workspace.id)
    assert [(row["name"], row["segment"]) for row in rows if row["segment"]] == [("Acme Nederland", "bouw")]


async def test_two_names_of_one_account_in_one_file_are_that_account_twice(
    talk: Talk, workspace: Workspace, accounts: dict[str, int], tmp_path: Path
) -> None:
    bot, database = talk.bot, talk.bot.database
    request = AccountRequest(talk.person.rep, accounts["Acme Nederland"], "merge:1", bot.now())
    await merge_accounts(database, bot.accounts, request, merged_id=accounts["Acme"])
    for first, second in (("Acme", "Acme Nederland"), ("Acme Nederland", "Acme")):
        both = write(tmp_path, f"name,city\n{first},Gent\nKwartel,Assen\n{second},Breda\n")
        report = await bring_in(database, workspace, both)
        assert report.bad == (BadRow(line=4, field="name", code="twice_account", value="2"),)
    people = write(tmp_path, "account,contact\nAcme,Jan Smit\nAcme Nederland,jan smit\n")
    assert (await bring_in(database, workspace, people)).bad == (
        BadRow(line=3, field="contact", code="twice", value="2"),
    )


async def test_a_no_in_a_file_ends_a_rest_and_its_day(
    talk: Talk, workspace: Workspace, accounts: dict[str, int], tmp_path: Path
) -> None:
    database = talk.bot.database
    request = AccountRequest(talk.person.rep, accounts["Acme"], "rest:1", talk.bot.now())
    await set_quiet(database, talk.bot.accounts, request, is_quiet=True, until=date(2026, 6, 1))
    await export_accounts(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    assert (await bring_in(database, workspace, tmp_path / "out.csv")).changed == 0
    assert (await bring_in(database, workspace, write(tmp_path, "name,niet benaderen\nAcme,nee\n"))).changed == 1
    async with database.reading() as connection:
        columns = select(account_rows.c.do_not_contact, account_rows.c.quiet_until)
        row = (await connection.execute(columns.where(account_rows.c.id == accounts["Acme"]))).one()
    assert tuple(row) == (False, None)
