"""A bot that is installed in one tenant, and the people who talk to it."""

from dataclasses import dataclass, replace

from bot.ports import Profile
from bot.services.people.person_cache import Person
from handlers.front.posting import Connector
from handlers.teams.context import TeamsContext
from handlers.teams.incoming import parse_activity
from handlers.teams.messenger import TeamsMessenger
from schedules.delivery import OutboxDispatcher
from tests.conftest import StillClock, add_example_accounts
from tests.handlers.teams.chat import TENANT, TeamsUser, TestConnector


@dataclass(frozen=True)
class Teams:
    """Everything that a test of Teams looks at."""

    context: TeamsContext
    connector: TestConnector
    dispatcher: OutboxDispatcher
    clock: StillClock

    def with_connector(self, connector: Connector) -> "Teams":
        """Return the same bot, which posts by another connector."""
        messenger = TeamsMessenger(connector, self.context.addresses)
        dispatcher = OutboxDispatcher(database=self.context.bot.database, messenger=messenger, clock=self.clock)
        return replace(self, context=replace(self.context, connector=connector), dispatcher=dispatcher)

    def meet(self, user: str, name: str, **more: str) -> TeamsUser:
        """Return a user who has a personal chat with the bot."""
        return TeamsUser(self.context, self.connector, user, name, **more)

    async def know(self, user: str, name: str, **more: str) -> TeamsUser:
        """Return a user who works with the bot already: greetings have tests of their own."""
        known = self.meet(user, name, **more)
        profile = parse_activity(known.make("message")).profile

        async def fetch() -> Profile:
            return profile

        await self.context.bot.people.identify(TENANT, user, fetch=fetch, now=self.clock.now())
        return known

    async def find(self, user: str) -> Person:
        """Return a user as the bot knows him or her."""
        person = await self.context.bot.people.find(TENANT, user, now=self.clock.now())
        assert person is not None
        return person

    async def deliver(self) -> None:
        """Send what waits in the outbox; a second later, so that no message waits for the pause of its conversation."""
        self.clock.move(seconds=1)
        await self.dispatcher.deliver_waiting()

    async def start(self) -> TeamsUser:
        """Have the manager write first, and return him or her; then the accounts are added."""
        manager = await self.know("guid-marieke", "Marieke Bos")
        await manager.writes("/ritme")
        person = await self.find(manager.user)
        await add_example_accounts(self.context.bot.database, workspace_id=person.workspace.id, now=self.clock.now())
        await self.deliver()
        return manager
