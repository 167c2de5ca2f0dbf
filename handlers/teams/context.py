"""The dependencies of every turn: the bot, the identity of the user, and ways to reply."""

from dataclasses import dataclass, replace

from bot.interactions.interaction import Interaction
from bot.ports import Profile
from bot.services.bot import Bot
from bot.services.delivery.address_book import AddressBook
from bot.services.people.person_cache import Person
from bot.storage.deadline import limit_request
from bot.storage.delivery.conversations import Reached
from handlers.front.directory import ConversationDirectory
from handlers.front.identify import identify
from handlers.front.later import LaterReplies
from handlers.front.mentions import translate_mentions
from handlers.front.posting import Connector
from handlers.front.profiles import ProfileFollower
from handlers.teams.answers import TeamsSurface
from handlers.teams.incoming import FOREIGN, Activity, read_mentioned


@dataclass(frozen=True, slots=True)
class TeamsContext:
    """What the turns need; with a ``tenant``, people of other tenants are refused."""

    bot: Bot
    later: LaterReplies
    connector: Connector
    addresses: AddressBook
    profiles: ProfileFollower
    tenant: str = ""

    def at(self, activity: Activity, place: Reached | None = None) -> TeamsSurface:
        """Return the ways to answer an activity, in its own conversation or in another."""
        return TeamsSurface(connector=self.connector, at=place or activity.place, key=activity.request_key)

    async def identify(self, activity: Activity) -> Person:
        """Return the person behind an activity, following what it tells of him or her and where to reply."""

        async def fetch() -> Profile:
            if activity.user_name:
                return activity.profile
            found = await self.connector.find_member(activity.place, activity.chat_id)
            return replace(activity.profile, name=found.name if found else "")

        # A deadline of its own: what is stored here is nothing that the user did, so no apology may claim that.
        with limit_request():
            person = await identify(self.bot, self.later, workspace=activity.tenant, user=activity.user, fetch=fetch)
            if activity.timezone and activity.user_name:  # absent in some invokes
                person = await self.profiles.follow(person, activity.profile)
            at, now = activity.place, self.bot.now()
            if activity.is_with_bot and await self.addresses.note(person, address=activity.address, at=at, now=now):
                self.later.wake_dispatcher()
        return person

    async def read(self, activity: Activity) -> Interaction:
        """Return what all activities have in common; the caller adds what was pressed or filled in."""

        async def find_user(chat_id: str) -> str | None:
            return found.user if (found := await self.connector.find_member(activity.place, chat_id)) else None

        return Interaction(
            person=await self.identify(activity),
            directory=ConversationDirectory(
                workspace=activity.tenant,
                here=activity.place,
                channel=activity.channel,
                find_mentioned=read_mentioned,
                find_member=self.connector.find_member,
                addresses=self.addresses,
            ),
            request_key=activity.request_key,
            message_key=activity.message_key,
            text=activity.text,
            addressed=await translate_mentions(activity.addressed, FOREIGN, find_user),
            opens_forms=True,
            files=activity.files,
        )
