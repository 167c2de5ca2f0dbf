"""An import that gives accounts or deals to another owner takes the open steps along and tells both once (K3, K12)."""

from pathlib import Path

from sqlalchemy import select

from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import load_table
from bot.services.exchange.undo_import import undo_import
from bot.storage.tables.log import next_steps
from tests.bot.services.exchange.test_imports import write
from tests.bot.services.people.test_leaving import Office, office
from tests.conftest import WEDNESDAY

__all__ = ["office"]

ACCOUNTS = "name,owner\nReiger,Carla Vos\nZilvermeeuw,Carla Vos\nKiekendief,Carla Vos\n"


async def work(office: Office) -> None:
    """Let Bram agree on a step at two of his accounts."""
    await office.says(office.bram, "log", "bezoek Reiger, vrijdag bellen")
    await office.says(office.bram, "log", "gebeld met Zilvermeeuw, volgende week dinsdag langs")


async def bring(office: Office, folder: Path, lines: str) -> int:
    table = load_table(write(folder, lines))
    workspace_id = office.anna.workspace.id
    report = await write_import(
        office.bot.database,
        workspace_id=workspace_id,
        subject=table.subject,
        table=table,
        skip_bad=False,
        now=WEDNESDAY,
    )
    assert report.import_id is not None
    office.bot.accounts.forget(workspace_id)
    return report.import_id


async def list_holders(office: Office) -> list[str]:
    """Return who has the steps, in the order in which they were agreed."""
    people = {each.rep.id: each for each in (office.anna, office.bram, office.carla)}
    async with office.bot.database.reading() as connection:
        holders = (await connection.execute(select(next_steps.c.rep_id).order_by(next_steps.c.id))).scalars().all()
    return [people[each].rep.name for each in holders]


async def take_back(office: Office, import_id: int) -> None:
    await undo_import(office.bot.database, workspace_id=office.anna.workspace.id, import_id=import_id)


async def test_k3_an_import_of_another_owner_takes_the_open_steps_along_and_tells_both_once(
    office: Office, tmp_path: Path
) -> None:
    await bring(office, tmp_path, ACCOUNTS.replace("Carla Vos", "Bram Smit"))
    await work(office)
    assert await list_holders(office) == ["Bram Smit", "Bram Smit"]
    await bring(office, tmp_path, ACCOUNTS)
    assert await list_holders(office) == ["Carla Vos", "Carla Vos"]
    assert await office.hears() == {
        "UBRAM": ["Een collega heeft met een bestand 3 accounts en 2 open stappen van jou aan een ander gegeven."],
        "UCARLA": [
            (
                "Een collega heeft je met een bestand 3 accounts en 2 open stappen overgedragen. "
                "Wat openstaat, komt op zijn dag in je plan."
            )
        ],
    }


async def test_k12_undoing_the_import_gives_the_steps_back_as_far_as_they_are_still_open(
    office: Office, tmp_path: Path
) -> None:
    await bring(office, tmp_path, ACCOUNTS.replace("Carla Vos", "Bram Smit"))
    await work(office)
    import_id = await bring(office, tmp_path, ACCOUNTS)
    await office.says(office.carla, "log", "gebeld met Reiger, volgende week donderdag bellen")
    await take_back(office, import_id)
    assert await list_holders(office) == ["Carla Vos", "Bram Smit", "Carla Vos"]
    assert await office.hears() == {}


async def test_k3_a_step_stays_with_the_former_owner_who_keeps_an_open_deal_there(
    office: Office, tmp_path: Path
) -> None:
    await bring(office, tmp_path, ACCOUNTS.replace("Carla Vos", "Bram Smit"))
    await office.says(office.bram, "deal", "nieuw Reiger 10k")
    await work(office)
    await bring(office, tmp_path, ACCOUNTS)
    assert await list_holders(office) == ["Bram Smit", "Carla Vos"]


async def test_k3_an_import_of_another_owner_of_a_deal_takes_its_steps_along_and_its_undo_gives_them_back(
    office: Office, tmp_path: Path
) -> None:
    await bring(office, tmp_path, ACCOUNTS.replace("Carla Vos", "Bram Smit"))
    await office.says(office.bram, "deal", "nieuw Reiger Kassen 10k")
    await work(office)
    import_id = await bring(office, tmp_path, "account,deal,owner\nReiger,Kassen,Carla Vos\n")
    assert await list_holders(office) == ["Carla Vos", "Bram Smit"]
    assert await office.hears() == {
        "UBRAM": ["Een collega heeft met een bestand 1 open deal en 1 open stap van jou aan een ander gegeven."],
        "UCARLA": [
            (
                "Een collega heeft je met een bestand 1 open deal en 1 open stap overgedragen. "
                "Wat openstaat, komt op zijn dag in je plan."
            )
        ],
    }
    await take_back(office, import_id)
    assert await list_holders(office) == ["Bram Smit", "Bram Smit"]


async def test_k1_an_import_that_closes_deals_tells_whose_steps_end_once_until_it_is_undone(
    office: Office, tmp_path: Path
) -> None:
    await bring(office, tmp_path, ACCOUNTS.replace("Carla Vos", "Bram Smit"))
    await office.says(office.bram, "deal", "nieuw Reiger Kassen 10k")
    await office.says(office.bram, "deal", "nieuw Zilvermeeuw Dak 10k")
    await work(office)
    told = "Een collega heeft met een bestand deals afgesloten: "
    one = await bring(office, tmp_path, "account,deal,stage\nReiger,Kassen,won\n")
    assert await office.hears() == {
        "UBRAM": [f"{told}je afspraak bij Reiger van vrijdag 20 maart vervalt."],
    }
    await take_back(office, one)
    await bring(office, tmp_path, "account,deal,stage\nReiger,Kassen,won\nZilvermeeuw,Dak,lost\n")
    heard = {"UBRAM": [f"{told}2 afspraken van je vervallen, bij Reiger, Zilvermeeuw."]}
    assert await office.hears() == heard
    # A deal that was closed already is not told of again.
    await bring(office, tmp_path, "account,deal,stage,value\nReiger,Kassen,won,12k\n")
    assert await office.hears() == heard
