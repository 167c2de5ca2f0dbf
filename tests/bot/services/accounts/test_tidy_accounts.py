"""Tidying up accounts: what was logged in the moment of a merge follows, a rest ends, and old changes are forgotten."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.accounts.change_account import set_quiet
from bot.services.accounts.tidy_accounts import tidy_accounts
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.tables.log import activities
from tests.bot.interactions.world import dump
from tests.bot.services.accounts.histories import KEPT, MERGED, Scene
from tests.conftest import StillClock, identify
from tests.interactions import answer_line


@pytest.fixture
async def scene(bot: Bot, clock: StillClock, anna: Person, accounts: dict[str, int]) -> Scene:
    return Scene(bot, clock, anna, await identify(bot.people, clock, "UBRAM", "Bram Smit"), accounts)


async def test_what_was_logged_in_the_moment_of_a_merge_follows(scene: Scene) -> None:
    await answer_line(scene.bot, person=scene.anna, text=f"bezoek {KEPT}, vrijdag bellen")
    await scene.merge()

    async def stray(connection: AsyncConnection) -> None:
        await connection.execute(update(activities).values(account_id=scene.ids[MERGED]))

    await scene.bot.database.write(stray)
    assert await tidy_accounts(scene.bot.database, now=scene.clock.now()) == 1
    rows = await scene.dump()
    assert [row["account_id"] for row in rows["activities"]] == [scene.ids[KEPT]]
    counted = {row["id"]: row["contacts"] for row in rows["accounts"] if row["contacts"]}
    assert counted == {scene.ids[KEPT]: 1}
    assert await tidy_accounts(scene.bot.database, now=scene.clock.now()) == 0


async def test_a_rest_ends_on_its_day_and_one_without_a_day_stays(scene: Scene) -> None:
    database, names = scene.bot.database, scene.bot.accounts
    await set_quiet(database, names, scene.ask(KEPT), is_quiet=True, until=date(2026, 3, 20))
    await set_quiet(database, names, scene.ask(MERGED, key="change:2"), is_quiet=True)
    assert await tidy_accounts(database, now=scene.clock.now()) == 0
    assert await tidy_accounts(database, now=scene.clock.now() + timedelta(days=3)) == 1
    rest = {row["name"]: row["quiet_until"] for row in (await scene.dump())["accounts"] if row["do_not_contact"]}
    assert rest == {MERGED: None}


async def test_what_can_no_longer_be_undone_is_forgotten(scene: Scene) -> None:
    made = await scene.merge()
    await tidy_accounts(scene.bot.database, now=scene.clock.now() + timedelta(days=7))
    await scene.undo(made)
    await scene.merge(key="change:2")
    await tidy_accounts(scene.bot.database, now=scene.clock.now() + timedelta(days=8))
    assert (await dump(scene.bot.database))["account_changes"] == []
