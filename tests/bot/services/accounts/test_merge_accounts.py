"""Merging two accounts after random histories: every sum stays equal, and taking it back restores every row."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountChangeOverwritten, AccountChangeTooOld, AccountOfColleague
from bot.domain.people.people import Role
from bot.services.accounts.change_account import set_archived
from bot.services.accounts.find_named import find_named_account
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.accounts.account_changes import set_account
from bot.storage.accounts.row_changes import list_references
from bot.storage.people.people import change_rep
from tests.bot.services.accounts.histories import KEPT, MERGED, OTHER, Histories, Scene
from tests.conftest import StillClock, identify
from tests.snapshots import Rows

# The first of them while one works, the others with all tests.
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 8))]


@pytest.fixture
async def scene(bot: Bot, clock: StillClock, anna: Person, accounts: dict[str, int]) -> Scene:
    return Scene(bot, clock, anna, await identify(bot.people, clock, "UBRAM", "Bram Smit"), accounts)


def count_all(rows: Rows, ids: set[int]) -> dict[str, Any]:
    """Return every sum over some accounts."""
    mine = {
        name: [row for row in rows[name] if row["account_id"] in ids]
        for name in ("activities", "next_steps", "deals", "feedback", "lessons", "contacts", "account_rests")
    }
    of_accounts = [row for row in rows["accounts"] if row["id"] in ids and row["merged_into"] is None]
    return {
        "contacts": sum(row["contacts"] for row in of_accounts),
        "value": sum((row["value"] or Decimal(0) for row in of_accounts), Decimal(0)),
        "last": max((row["last_contact"] for row in of_accounts if row["last_contact"]), default=None),
        "activities": Counter((row["kind"], row["count"], row["day"], row["rep_id"]) for row in mine["activities"]),
        "steps": Counter((row["state"], row["due_on"], row["rep_id"]) for row in mine["next_steps"]),
        "deals": Counter((row["state"], row["value"], row["owner_id"], row["contacts"]) for row in mine["deals"]),
        "feedback": Counter((row["score"], row["day"]) for row in mine["feedback"]),
        "lessons": Counter((row["state"], row["deal_id"]) for row in mine["lessons"]),
        "referrals": sum((row["giver_id"] in ids) + (row["account_id"] in ids) for row in rows["referrals"]),
        "people": {row["name_key"] for row in mine["contacts"]},
        "snoozes": {row["rep_id"] for row in mine["account_rests"]},
        "questions": {
            (row["rep_id"], row["question_id"], row["day"], row["state"], row["deal_id"])
            for row in rows["question_uses"]
            if row["account_id"] in ids
        },
    }


async def find(scene: Scene, typed: str) -> NamedAccount:
    return await find_named_account(scene.bot.accounts, rep=scene.anna.rep, typed=typed)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_merge_keeps_every_sum_and_its_undo_restores_every_row(scene: Scene, seed: int) -> None:
    await Histories(scene, seed=seed).play(40)
    before, kept, merged = await scene.dump(), scene.ids[KEPT], scene.ids[MERGED]
    made = await scene.merge()
    after = await scene.dump()
    assert count_all(after, {kept}) == count_all(before, {kept, merged})
    assert [row for row in after["activities"] if row["account_id"] == merged] == []
    assert await find(scene, MERGED) == NamedAccount(kept, KEPT)
    await scene.undo(made)
    assert await scene.dump() == before
    assert await find(scene, MERGED) == NamedAccount(merged, MERGED)


@pytest.mark.parametrize("seed", SEEDS[:3])
async def test_what_was_logged_after_a_merge_stays_there_when_it_is_taken_back(scene: Scene, seed: int) -> None:
    histories = Histories(scene, seed=seed)
    await histories.play(20)
    made = await scene.merge()
    await histories.play(8)
    await scene.undo(made)
    rows = await scene.dump()
    logged = Counter(row["account_id"] for row in rows["activities"] if row["removed_at"] is None)
    counted = {row["id"]: row["contacts"] for row in rows["accounts"]}
    assert counted == {each: logged[each] for each in scene.ids.values()}


async def test_the_histories_reach_every_table_that_a_merge_moves(scene: Scene) -> None:
    await Histories(scene, seed=1).play(120)
    rows, merged = await scene.dump(), scene.ids[MERGED]
    reached = {
        table.name
        for table, columns in list_references().items()
        if any(row[column.name] == merged for row in rows[table.name] for column in columns)
    }
    assert reached == {table.name for table in list_references()} - {"account_aliases"}
    assert [row for row in rows["hints"] if row["subject"].startswith(str(merged))] != []


async def test_a_merge_asked_twice_is_made_once(scene: Scene) -> None:
    first = await scene.merge()
    before = await scene.dump()
    assert await scene.merge() == first
    assert await scene.dump() == before


async def test_a_merge_can_be_taken_back_for_a_week(scene: Scene) -> None:
    before = await scene.dump()
    made = await scene.merge()
    scene.clock.move(days=7, seconds=1)
    with pytest.raises(AccountChangeTooOld):
        await scene.undo(made)
    scene.clock.move(seconds=-1)
    await scene.undo(made)
    assert await scene.dump() == before


async def test_a_merge_of_a_merge_is_taken_back_first(scene: Scene) -> None:
    first = await scene.merge()
    before = await scene.dump()
    second = await scene.merge(KEPT, into=OTHER, key="change:2")
    assert await find(scene, MERGED) == NamedAccount(scene.ids[OTHER], OTHER)
    with pytest.raises(AccountChangeOverwritten):
        await scene.undo(first)
    await scene.undo(second)
    assert await scene.dump() == before


async def own(scene: Scene, role: Role, owners: dict[str, int | None]) -> Person:
    """Return Bram with this role, after the accounts got these owners."""

    async def work(connection: AsyncConnection) -> None:
        rep = scene.bram.rep
        await change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, role=role)
        for name, owner_id in owners.items():
            await set_account(connection, account_id=scene.ids[name], owner_id=owner_id)

    await scene.bot.database.write(work)
    scene.bot.people.forget(scene.bram)
    bram = await scene.bot.people.find("T1", "UBRAM", now=scene.clock.now())
    assert bram is not None
    return bram


MAY = [
    (Role.REP, "bram", "anna"),
    (Role.REP, "anna", "bram"),
    (Role.REP, "", ""),
    (Role.REP, "bram", ""),
    (Role.MANAGER, "anna", "anna"),
    (Role.ADMINISTRATOR, "anna", ""),
]
MAY_NOT = [(Role.REP, "anna", ""), (Role.REP, "", "anna"), (Role.REP, "anna", "anna")]


@pytest.mark.parametrize(("role", "kept", "merged"), MAY)
async def test_the_owner_of_either_may_merge_and_who_leads(scene: Scene, role: Role, kept: str, merged: str) -> None:
    ids = {"anna": scene.anna.rep.id, "bram": scene.bram.rep.id}
    bram = await own(scene, role, {KEPT: ids.get(kept), MERGED: ids.get(merged)})
    await scene.merge(by=bram)
    assert await find(scene, MERGED) == NamedAccount(scene.ids[KEPT], KEPT)


@pytest.mark.parametrize(("role", "kept", "merged"), MAY_NOT)
async def test_a_colleague_of_the_owner_may_not_merge(scene: Scene, role: Role, kept: str, merged: str) -> None:
    ids = {"anna": scene.anna.rep.id, "bram": scene.bram.rep.id}
    bram = await own(scene, role, {KEPT: ids.get(kept), MERGED: ids.get(merged)})
    before = await scene.dump()
    with pytest.raises(AccountOfColleague):
        await scene.merge(by=bram)
    assert await scene.dump() == before


@pytest.mark.parametrize(("owner", "may"), [("bram", True), ("", False)])
async def test_the_owner_of_the_merged_account_may_take_it_back(scene: Scene, owner: str, *, may: bool) -> None:
    bram = await own(scene, Role.REP, {KEPT: scene.anna.rep.id, MERGED: scene.bram.rep.id if owner else None})
    before = await scene.dump()
    made = await scene.merge()
    if not may:
        with pytest.raises(AccountOfColleague):
            await scene.undo(made, by=bram)
        return
    await scene.undo(made, by=bram)
    assert await scene.dump() == before


async def test_a_change_before_a_merge_is_taken_back_after_the_merge_is(scene: Scene) -> None:
    before = await scene.dump()
    archived = await set_archived(
        scene.bot.database, scene.bot.accounts, scene.ask(MERGED, key="change:0"), is_archived=True
    )
    made = await scene.merge()
    with pytest.raises(AccountChangeOverwritten):
        await scene.undo(archived)
    await scene.undo(made)
    await scene.undo(archived)
    assert await scene.dump() == before
