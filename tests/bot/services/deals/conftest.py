"""What the tests of deals share."""

import pytest

from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.services.deals.desk import Desk


@pytest.fixture
def desk(bot: Bot, anna: Person, accounts: dict[str, int]) -> Desk:  # noqa: ARG001 - the accounts have to be there
    return Desk(bot, anna)
