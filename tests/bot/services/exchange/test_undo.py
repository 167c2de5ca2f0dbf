"""An import is undone as a whole: everything is as it was, except for what somebody changed since (K12)."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.domain.certainties.referrals import ReferralState
from bot.domain.exchange.errors import ImportGone
from bot.domain.exchange.undo_report import KeptRow, UndoReport
from bot.domain.people.people import Workspace
from bot.services.accounts.change_journal import AccountRequest
from bot.services.accounts.merge_accounts import merge_accounts
from bot.services.deals.set_currency import set_currency
from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import load_table
from bot.services.exchange.undo_import import find_import, undo_import
from bot.storage.database import Database
from tests.bot.interactions.world import dump
from tests.bot.services.exchange.test_deal_imports import refer
from tests.bot.services.exchange.test_imports import write
from tests.bot.services.log.test_advances import open_deal
from tests.conftest import WEDNESDAY, Talk
from tests.snapshots import Rows

# What moves with every write, and what an undone import leaves behind: that it was there.
MOVING = frozenset({"steps_version", "next_review_on"})
# What was to be told of it is composed when it is sent, and then comes to nothing.
LEFT = frozenset({"deliveries", "imports"})

FILES = {
    "accounts": "name,owner,stage,city,value,do not contact\nAcme,Anna de Wit,klant,Utrecht,12k,ja\nZonneveld,,,,,\n",
    "contacts": "account,contact,role,level\nAcme,Jan Smit,directeur,\nJansen Metaal,Piet,inkoper,user\n",
    "deals": "account,deal,stage,value,close date\nAcme,Kassen,gewonnen,50k,\nJansen Metaal,Hal,offerte,,2026-06-01\n",
    "activities": (
        "date,kind,account,rep,note,next step\n2026-03-02,visit,Acme,Anna de Wit,rondleiding,2026-03-10\n"
        "2026-03-10,call,Acme,Anna de Wit,offerte,2026-03-30\n2026-03-11,mail,,Anna de Wit,,\n"
    ),
}


async def bring(database: Database, workspace: Workspace, folder: Path, lines: str) -> int:
    """Import a file and return the number of the import."""
    table = load_table(write(folder, lines, "bestand.csv"))
    report = await write_import(
        database,
        workspace_id=workspace.id,
        subject=table.subject,
        table=table,
        skip_bad=False,
        now=WEDNESDAY,
        name="bestand.csv",
    )
    assert report.import_id is not None
    return report.import_id


async def take_back(database: Database, workspace: Workspace, import_id: int) -> UndoReport:
    return await undo_import(database, workspace_id=workspace.id, import_id=import_id)


async def look(database: Database) -> Rows:
    """Return all rows but those that an undone import leaves behind."""
    rows = await dump(database)
    return {
        name: [{key: value for key, value in row.items() if key not in MOVING} for row in each]
        for name, each in rows.items()
        if name not in LEFT
    }


async def live(talk: Talk, accounts: dict[str, int]) -> None:
    """Let Anna work a little, so that an import meets something of each kind."""
    await open_deal(talk.bot, talk.person, "nieuw Acme Kassen 45k sluit 30 juni 2027")
    await talk.says("bezoek Acme, prijs te hoog, volgende stap vrijdag")
    await refer(talk, accounts["Jansen Metaal"], to=accounts["Acme"], state=ReferralState.MET)
    await open_deal(talk.bot, talk.person, 'nieuw "De Vries & Zn." Dak 10k')
    await open_deal(talk.bot, talk.person, '"De Vries & Zn." Dak verloren')


@pytest.mark.parametrize("subject", FILES)
async def test_everything_is_as_it_was_before_the_import(
    talk: Talk, accounts: dict[str, int], workspace: Workspace, tmp_path: Path, subject: str
) -> None:
    database = talk.bot.database
    await live(talk, accounts)
    before = await look(database)
    import_id = await bring(database, workspace, tmp_path, FILES[subject])
    assert await look(database) != before
    report = await take_back(database, workspace, import_id)
    assert (report.kept, report.removed + report.restored > 0) == ((), True)
    assert await look(database) == before
    # What came back can come in again.
    again = await bring(database, workspace, tmp_path, FILES[subject])
    await take_back(database, workspace, again)
    assert await look(database) == before


async def test_imports_are_undone_from_the_latest_back_to_an_empty_workspace(
    talk: Talk, workspace: Workspace, tmp_path: Path
) -> None:
    database = talk.bot.database
    before = await look(database)
    made = [await bring(database, workspace, tmp_path, lines) for lines in FILES.values()]
    for import_id in reversed(made):
        found = await find_import(database, workspace_id=workspace.id)
        assert (found.id, found.name) == (import_id, "bestand.csv")
        await take_back(database, workspace, import_id)
    assert await look(database) == before
    with pytest.raises(ImportGone):
        await find_import(database, workspace_id=workspace.id)


async def test_a_lost_deal_that_a_file_reopens_asks_for_its_lesson_again(
    talk: Talk, accounts: dict[str, int], workspace: Workspace, tmp_path: Path
) -> None:
    database = talk.bot.database
    await live(talk, accounts)
    before = await look(database)
    import_id = await bring(database, workspace, tmp_path, 'account,deal,stage\n"De Vries & Zn.",Dak,offerte\n')
    assert (await look(database))["lessons"] == []
    await take_back(database, workspace, import_id)
    assert await look(database) == before


async def test_what_somebody_changed_since_stays_and_is_named(talk: Talk, workspace: Workspace, tmp_path: Path) -> None:
    database = talk.bot.database
    first = await bring(database, workspace, tmp_path, "name,city\nAcme,Utrecht\nZonneveld,Gent\nKwartel,Assen\n")
    await bring(database, workspace, tmp_path, "name,city\nAcme,Zwolle\n")
    await talk.says("bezoek Zonneveld")
    report = await take_back(database, workspace, first)
    assert report == UndoReport(
        name="bestand.csv",
        removed=1,
        kept=(KeptRow("Acme"), KeptRow("Zonneveld", is_in_use=True)),
    )


async def test_a_deal_that_was_moved_since_stays_with_its_story(
    talk: Talk, workspace: Workspace, tmp_path: Path
) -> None:
    database = talk.bot.database
    import_id = await bring(
        database, workspace, tmp_path, "account,deal,value\nAcme,Kassen,45k\nJansen Metaal,Hal,5k\n"
    )
    await open_deal(talk.bot, talk.person, "Acme offerte")
    await open_deal(talk.bot, talk.person, "Acme intake")
    report = await take_back(database, workspace, import_id)
    assert (report.removed, report.kept) == (1, (KeptRow("Kassen"),))
    assert [row["name"] for row in (await look(database))["deals"]] == ["Kassen"]


async def test_an_activity_whose_step_was_kept_since_stays(talk: Talk, workspace: Workspace, tmp_path: Path) -> None:
    database = talk.bot.database
    lines = (
        "date,kind,account,rep,next step\n2026-03-02,visit,Acme,Anna de Wit,2026-03-18\n"
        "2026-03-03,call,Jansen Metaal,Anna de Wit,\n"
    )
    import_id = await bring(database, workspace, tmp_path, lines)
    await talk.says("gebeld met Acme, offerte besproken")
    report = await take_back(database, workspace, import_id)
    assert (report.removed, report.kept) == (1, (KeptRow("2026-03-02 Acme"),))
    assert [row["state"] for row in (await look(database))["next_steps"]] == ["kept"]


async def test_an_import_is_undone_once_and_by_its_own_workspace_only(
    talk: Talk, workspace: Workspace, tmp_path: Path
) -> None:
    database = talk.bot.database
    import_id = await bring(database, workspace, tmp_path, "name\nZonneveld\n")
    with pytest.raises(ImportGone):
        await undo_import(database, workspace_id=workspace.id + 1, import_id=import_id)
    await take_back(database, workspace, import_id)
    with pytest.raises(ImportGone):
        await take_back(database, workspace, import_id)


async def test_a_file_that_changes_nothing_leaves_nothing_to_undo(
    talk: Talk, workspace: Workspace, tmp_path: Path
) -> None:
    database = talk.bot.database
    table = load_table(write(tmp_path, "name\nAcme\n"))
    report = await write_import(
        database, workspace_id=workspace.id, subject=table.subject, table=table, skip_bad=False, now=WEDNESDAY
    )
    assert (report.unchanged, report.import_id) == (1, None)
    assert (await dump(database))["imports"] == []


async def test_an_account_that_was_merged_since_stays(
    talk: Talk, accounts: dict[str, int], workspace: Workspace, tmp_path: Path
) -> None:
    bot, database = talk.bot, talk.bot.database
    import_id = await bring(database, workspace, tmp_path, "name\nZonneveld\nKwartel\n")
    added = {row["name"]: row["id"] for row in (await look(database))["accounts"]}
    request = AccountRequest(talk.person.rep, accounts["Acme"], "merge:1", bot.now())
    await merge_accounts(database, bot.accounts, request, merged_id=added["Zonneveld"])
    report = await take_back(database, workspace, import_id)
    assert (report.removed, report.kept) == (1, (KeptRow("Zonneveld"),))


async def test_a_deal_that_is_put_back_has_the_currency_of_today(
    talk: Talk, workspace: Workspace, tmp_path: Path
) -> None:
    database = talk.bot.database
    await open_deal(talk.bot, talk.person, "nieuw Acme Kassen 45k")
    lines = "account,deal,value,currency\nAcme,Kassen,50k,GBP\nJansen Metaal,Hal,5k,\n"
    import_id = await bring(database, workspace, tmp_path, lines)
    await set_currency(database, person=talk.person, typed="USD")
    assert [row["currency"] for row in (await look(database))["deals"]] == ["GBP", "USD"]
    report = await take_back(database, workspace, import_id)
    assert (report.removed, report.restored, report.kept) == (1, 1, ())
    rows = [(row["currency"], row["currency_chosen"], row["value"]) for row in (await look(database))["deals"]]
    assert rows == [("USD", False, Decimal("45000.00"))]
