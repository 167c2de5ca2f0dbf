"""The world of ``world.py``, made once for each kind of database and stored again as it was for every other test."""

import pytest

from tests.bot.interactions.world import World, dump, make_world, open_bot, restore
from tests.conftest import StillClock
from tests.snapshots import Rows

Worlds = dict[str, tuple[World, Rows]]


@pytest.fixture(scope="session")
def worlds() -> Worlds:
    """What was made so far, by kind of database."""
    return {}


@pytest.fixture
async def world(database_kind: str, database_url: str, clock: StillClock, worlds: Worlds) -> World:
    bot = open_bot(database_url, clock)
    if database_kind in worlds:
        await restore(bot.database, worlds[database_kind][1])
    else:
        made = await make_world(bot, clock)
        worlds[database_kind] = made, await dump(bot.database)
    await bot.database.close()
    return worlds[database_kind][0]
