"""A bot on Teams, with a test connector in place of Microsoft's."""

import pytest

from bot.messages.text.command_names import CommandNames
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.bot import Bot
from bot.services.delivery.address_book import AddressBook
from bot.services.people.person_cache import PersonCache
from bot.settings import TEAMS
from bot.storage.database import Database
from handlers.front.later import LaterReplies
from handlers.front.profiles import ProfileFollower
from handlers.teams.context import TeamsContext
from handlers.teams.messenger import TeamsMessenger
from schedules.delivery import OutboxDispatcher
from tests.conftest import DEFAULTS, StillClock
from tests.handlers.teams.chat import TeamsUser, TestConnector
from tests.handlers.teams.teams import Teams


@pytest.fixture
def connector() -> TestConnector:
    return TestConnector()


@pytest.fixture
async def teams(database: Database, clock: StillClock, connector: TestConnector) -> Teams:
    bot = Bot(
        database=database,
        people=PersonCache(database, platform=TEAMS, defaults=DEFAULTS),
        accounts=AccountIndexCache(database),
        clock=clock,
        commands=CommandNames(),
    )
    addresses = AddressBook(database, platform=TEAMS)
    dispatcher = OutboxDispatcher(database=database, messenger=TeamsMessenger(connector, addresses), clock=clock)
    later = LaterReplies(bot, dispatcher.wake)
    context = TeamsContext(
        bot=bot, later=later, connector=connector, addresses=addresses, profiles=ProfileFollower(bot)
    )
    return Teams(context, connector, dispatcher, clock)


@pytest.fixture
async def manager(teams: Teams) -> TeamsUser:
    return await teams.start()


@pytest.fixture
async def sanne(teams: Teams, manager: TeamsUser) -> TeamsUser:  # noqa: ARG001 - the manager comes first
    return await teams.know("guid-sanne", "Sanne de Wit")
