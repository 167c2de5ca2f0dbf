"""Imported deals equal deals entered by command: dates, outcome and highest contact (V1, Z1)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from bot.domain.certainties.referrals import ReferralState
from bot.domain.deals.stalls import StallReason
from bot.domain.exchange.report import BadRow, ImportReport
from bot.domain.people.people import Workspace
from bot.services.deals.set_currency import set_currency
from bot.services.exchange.export_tables import export_deals
from bot.services.hints.list_stalls import judge_workspace
from bot.storage.certainties import referrals as referral_rows
from bot.storage.database import Database
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.lessons import lessons
from tests.bot.services.exchange.test_imports import bring_in, count, write
from tests.bot.services.log.test_advances import open_deal
from tests.conftest import WEDNESDAY, Talk

pytestmark = pytest.mark.usefixtures("accounts")


async def tell(database: Database, workspace: Workspace, folder: Path, lines: str) -> ImportReport:
    return await bring_in(database, workspace, write(folder, lines))


async def get_deal(database: Database, *columns: str) -> tuple[Any, ...]:
    """Return columns of the only deal."""
    async with database.reading() as connection:
        row = (await connection.execute(select(*(deals.c[name] for name in columns)))).one()
    return tuple(row)


async def test_a_closing_date_is_put_off_by_a_later_day_only(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    days = {
        "": 0,
        "2026-04-01": 0,  # a first date is not a change
        "2026-05-01": 1,
        "2026-06-01": 2,
        "2026-04-15": 2,  # an earlier date is not a delay
        "2026-07-01": 3,
    }
    for day, moves in days.items():
        for _ in range(2):  # the same file again changes nothing
            await tell(database, workspace, tmp_path, f"account,deal,close date\nAcme,Kassen,{day}\n")
            assert await get_deal(database, "close_moves") == (moves,)


async def test_a_deal_that_is_open_again_has_no_end_and_takes_contacts(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    await tell(database, workspace, tmp_path, "account,deal,stage,opened\nAcme,Kassen,offerte,2026-01-05\n")
    await tell(database, workspace, tmp_path, "account,deal,stage,closed\nAcme,Kassen,gewonnen,2026-02-02\n")
    assert await get_deal(database, "state", "closed_on") == ("won", date(2026, 2, 2))
    again = "account,deal,stage,closed\nAcme,Kassen,onderhandeling,2026-02-02\n"
    assert (await tell(database, workspace, tmp_path, again)).changed == 1
    assert await get_deal(database, "state", "stage", "closed_on") == ("open", "onderhandeling", None)
    assert await tell(database, workspace, tmp_path, again) == ImportReport(unchanged=1)
    await tell(database, workspace, tmp_path, "date,kind,account,rep\n2026-03-02,call,Acme,Anna de Wit\n")
    assert await get_deal(database, "contacts") == (1,)


async def test_an_end_without_a_day_is_today_also_when_it_is_another_end(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    await tell(database, workspace, tmp_path, "account,deal,stage,closed\nAcme,Kassen,gewonnen,2026-02-02\n")
    await tell(database, workspace, tmp_path, "account,deal,stage\nAcme,Kassen,verloren\n")
    assert await get_deal(database, "state", "closed_on") == ("lost", WEDNESDAY.date())


async def test_who_is_known_at_the_customer_counts_whichever_file_came_first(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    await tell(database, workspace, tmp_path, "account,contact,level\nAcme,Jan,gebruiker\n")
    await tell(database, workspace, tmp_path, "account,deal,opened\nAcme,Kassen,2026-01-05\n")
    assert await get_deal(database, "level", "entry_level", "source") == ("user", "user", None)
    calls = "".join(f"2026-03-{day:02},call,Acme,Anna de Wit\n" for day in (2, 3, 4))
    await tell(database, workspace, tmp_path, "date,kind,account,rep\n" + calls)
    [row] = await judge_workspace(database, workspace=workspace, today=WEDNESDAY.date())
    assert StallReason.NOBODY_ABOVE in [each["reason"] for each in row["reasons"]]


async def test_a_deal_that_had_ended_does_not_say_whom_it_began_with(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    await tell(database, workspace, tmp_path, "account,contact,level\nAcme,Jan,gebruiker\n")
    await tell(database, workspace, tmp_path, "account,deal,stage\nAcme,Kassen,gewonnen\n")
    assert await get_deal(database, "level", "entry_level") == ("user", None)


@pytest.mark.parametrize(("state", "source"), [(ReferralState.MET, "referral"), (ReferralState.DECLINED, None)])
async def test_a_deal_that_a_referral_led_to_says_so(
    talk: Talk, accounts: dict[str, int], tmp_path: Path, state: ReferralState, source: str | None
) -> None:
    database, workspace = talk.bot.database, talk.person.workspace
    await refer(talk, accounts["Jansen Metaal"], to=accounts["Acme"], state=state)
    await tell(database, workspace, tmp_path, "account,deal\nAcme,Kassen\n")
    assert await get_deal(database, "source") == (source,)


async def test_a_referral_is_won_with_its_deal(talk: Talk, accounts: dict[str, int], tmp_path: Path) -> None:
    database, workspace = talk.bot.database, talk.person.workspace
    await refer(talk, accounts["Jansen Metaal"], to=accounts["Acme"], state=ReferralState.MET)
    await tell(database, workspace, tmp_path, "account,deal\nAcme,Kassen\n")
    await tell(database, workspace, tmp_path, "account,deal,stage,closed\nAcme,Kassen,gewonnen,2026-03-10\n")
    async with database.reading() as connection:
        [referral] = await referral_rows.list_referrals(connection, rep_ids=[talk.person.rep.id])
    assert (referral.state, referral.since) == (ReferralState.WON, date(2026, 3, 10))


async def test_nobody_is_asked_for_the_lesson_of_a_deal_that_is_open_again(talk: Talk, tmp_path: Path) -> None:
    database, workspace = talk.bot.database, talk.person.workspace
    await open_deal(talk.bot, talk.person, "nieuw Acme Kassen 45k")
    await open_deal(talk.bot, talk.person, "Acme verloren")
    assert await count(database, lessons) == 1
    await tell(database, workspace, tmp_path, "account,deal,stage\nAcme,Kassen,offerte\n")
    assert await count(database, lessons) == 0


async def refer(talk: Talk, giver_id: int, *, to: int, state: ReferralState) -> None:
    rep = talk.person.rep
    new = referral_rows.NewReferral(
        workspace_id=rep.workspace_id, rep_id=rep.id, giver_id=giver_id, account_id=to, state=state
    )
    day = date(2026, 3, 2)
    await talk.bot.database.write(lambda connection: referral_rows.insert_referral(connection, new, day=day))


async def test_a_number_of_a_spreadsheet_is_that_number(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["account", "deal", "value", "margin"])
    sheet.append(["Acme", "Kassen", 12345.678, 123.456])
    book.save(tmp_path / "deals.xlsx")
    assert (await bring_in(database, workspace, tmp_path / "deals.xlsx")).new == 1
    assert await get_deal(database, "value", "margin") == (Decimal("12345.68"), Decimal("123.46"))


async def test_a_value_below_nothing_or_too_large_is_refused_and_a_loss_is_not(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    lines = (
        "account,deal,value,margin\nAcme,Min,-45k,\nAcme,Groot,999999999999.999,\nAcme,Nul,-0,\n"
        "De Vries & Zn.,Verlies,999999999999.99,-3k\n"
    )
    bad = (
        BadRow(line=2, field="value", code="negative", value="-45k"),
        BadRow(line=3, field="value", code="bad_value", value="999999999999.999"),
    )
    path = write(tmp_path, lines)
    assert await bring_in(database, workspace, path, skip_bad=True) == ImportReport(new=2, bad=bad)
    await export_deals(database, workspace_id=workspace.id, path=tmp_path / "out.csv")
    assert """"Verlies","","intake","999999999999.99","'-3000.00",""" in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert await bring_in(database, workspace, tmp_path / "out.csv") == ImportReport(unchanged=2)


@pytest.mark.parametrize("column", ["opened", "stage since", "close date", "closed"])
async def test_a_day_that_must_be_a_slip_is_refused(
    database: Database, workspace: Workspace, tmp_path: Path, column: str
) -> None:
    lines = f"account,deal,{column}\nAcme,Oud,0001-01-01\nAcme,Ouder,31-12-1989\nAcme,Later,2077-01-01\n"
    report = await tell(database, workspace, tmp_path, lines)
    assert [(row.line, row.code, row.value) for row in report.bad] == [
        (2, "day_far", "0001-01-01"),
        (3, "day_far", "31-12-1989"),
        (4, "day_far", "2077-01-01"),
    ]
    fine = await tell(database, workspace, tmp_path, f"account,deal,{column}\nAcme,Oud,1990-01-01\n")
    assert (fine.new, fine.bad) == (1, ())


async def test_the_log_takes_no_day_that_must_be_a_slip(
    database: Database, workspace: Workspace, tmp_path: Path
) -> None:
    lines = (
        "date,kind,account,rep,next step\n1900-01-01,call,Acme,UANNA,\n2026-03-02,call,Acme,UANNA,9999-12-31\n"
        "2026-03-02,call,Acme,UANNA,2026-03-30\n"
    )
    report = await bring_in(database, workspace, write(tmp_path, lines), skip_bad=True)
    assert [(row.line, row.field, row.code) for row in report.bad] == [
        (2, "date", "day_far"),
        (3, "next_date", "day_far"),
    ]
    assert report.new == 1


async def test_an_imported_deal_is_in_the_currency_of_the_company(talk: Talk, tmp_path: Path) -> None:
    database, workspace = talk.bot.database, talk.person.workspace
    await set_currency(database, person=talk.person, typed="USD")
    await tell(database, replace(workspace, currency="USD"), tmp_path, "account,deal,value\nAcme,Kassen,45000\n")
    assert await get_deal(database, "currency", "currency_chosen") == ("USD", False)


async def test_a_currency_in_a_file_is_that_of_the_deal_and_is_told(talk: Talk, tmp_path: Path) -> None:
    database, workspace = talk.bot.database, talk.person.workspace
    await tell(database, workspace, tmp_path, "account,deal,value\nAcme,Kassen,45000\n")
    assert (await tell(database, workspace, tmp_path, "account,deal,valuta\nAcme,Kassen,euro\n")).unchanged == 1
    assert await get_deal(database, "currency", "currency_chosen") == ("EUR", False)
    lines = "account,deal,currency,value\nAcme,Kassen,usd,50000\n"
    assert await tell(database, workspace, tmp_path, lines) == ImportReport(changed=1)
    assert await get_deal(database, "currency", "currency_chosen") == ("USD", True)
    assert await tell(database, workspace, tmp_path, lines) == ImportReport(unchanged=1)
    async with database.reading() as connection:
        query = select(deal_events.c.kind, deal_events.c.before, deal_events.c.after).order_by(deal_events.c.id)
        told = [tuple(row) for row in await connection.execute(query)]
    assert told[1:] == [("currency", "EUR", "USD"), ("value", "45000.00", "50000.00")]
    refused = await tell(database, workspace, tmp_path, "account,deal,currency\nAcme,Kassen,bitcoin\n")
    assert refused.bad == (BadRow(line=2, field="currency", code="bad_currency", value="bitcoin"),)


async def test_a_new_deal_with_a_currency_keeps_it_when_the_company_takes_another(talk: Talk, tmp_path: Path) -> None:
    database, workspace = talk.bot.database, talk.person.workspace
    await tell(database, workspace, tmp_path, "account,deal,value,currency\nAcme,Kassen,45000,EUR\n")
    await set_currency(database, person=talk.person, typed="USD")
    assert await get_deal(database, "currency", "currency_chosen") == ("EUR", True)
