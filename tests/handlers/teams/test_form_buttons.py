"""Which buttons open a dialog on Teams: exactly those that open a form whenever they are pressed."""

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from bot.interactions.interaction import Reply
from handlers.front.form_buttons import FORM_BUTTONS
from tests.bot.interactions.catalogue import list_cases
from tests.bot.interactions.conftest import world, worlds  # noqa: F401 - fixtures
from tests.bot.interactions.world import World, open_bot
from tests.conftest import StillClock


@pytest.mark.slow
@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_dialog_is_opened_by_each_button_that_always_opens_a_form(
    world: World,  # noqa: F811
    database_url: str,
    clock: StillClock,
    tmp_path: Path,
) -> None:
    shutil.copyfile(tmp_path / "ritme.db", tmp_path / "world.db")
    replies = defaultdict[str, list[Reply]](list)
    for case in list_cases(world):
        if case.kind == "button":
            shutil.copyfile(tmp_path / "world.db", tmp_path / "ritme.db")
            bot = open_bot(database_url, clock)
            replies[case.name].append(await case.perform(bot, world.anna))
            await bot.database.close()
    opening = {name for name, given in replies.items() if all(reply.form is not None for reply in given)}
    told = "the buttons that open a form are listed in handlers/front/form_buttons.py"
    assert (sorted(opening - FORM_BUTTONS), sorted(FORM_BUTTONS - opening)) == ([], []), told
