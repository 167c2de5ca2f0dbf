"""What every Slack listener needs: the bot, and the ways to meet who asks and to answer later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.bot import Bot
from bot.services.delivery.outbox import keep_reply
from bot.services.people.people_book import Person
from handlers.slack.home_keeper import HomeKeeper
from handlers.slack.incoming import Asker, read_asker, read_request_key
from handlers.slack.people import fetch_profile


@dataclass(frozen=True, slots=True)
class Desk:
    """The bot behind Slack's counter; ``wake_courier`` says that something was put into the outbox."""

    bot: Bot
    wake_courier: Callable[[], None]
    homes: HomeKeeper

    def touch_home(self, person: Person) -> None:
        """Draw a rep's page again soon; after a request of the rep's own this happens by itself."""
        self.homes.touch(Asker(workspace=person.workspace.external_id, user=person.rep.external_id))

    async def meet(self, body: Mapping[str, Any], client: AsyncWebClient) -> Person:
        """Return who asks; at the first contact Slack is asked who that is.

        Raises:
            StrangerRefused: the person belongs to another workspace.
        """
        asker = read_asker(body)
        return await self.bot.people.meet(
            asker.workspace,
            asker.user,
            fetch=lambda: fetch_profile(client, asker.user),
            now=self.bot.now(),
        )

    async def reply_later(
        self, body: Mapping[str, Any], *, person: Person, channel: str, message: Message, only_for: str | None = None
    ) -> None:
        """Put an answer in the outbox, once for each request; it leaves at once, and again after a crash."""
        address = Address(workspace=person.workspace.external_id, channel=channel, only_for=only_for)
        await keep_reply(
            self.bot.database,
            person=person,
            address=address,
            message=message,
            request_key=read_request_key(body),
            now=self.bot.now(),
        )
        self.wake_courier()
