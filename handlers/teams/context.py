"""The dependencies of every turn: the bot, the identity of the user, and ways to reply."""

from dataclasses import dataclass, replace

from bot.interactions.interaction import Interaction
from bot.ports import FoundChannel, Profile
from bot.services.bot import Bot
from bot.services.delivery.address_book import AddressBook
from bot.services.people.person_cache import Person
from bot.storage.deadline import limit_request
from handlers.front.directory import UnlistedUsers
from handlers.front.identify import identify
from handlers.front.later import LaterReplies
from handlers.front.profiles import ProfileFollower
from handlers.teams.answers import TeamsSurface
from handlers.teams.connector import Connector
from handlers.teams.incoming import Activity, read_mentioned


@dataclass(frozen=True, slots=True)
class TeamsDirectory(UnlistedUsers):
    """Resolves the users named in a line, and the channel in which it is written: no other can be named."""

    activity: Activity

    async def find_channel(self, typed: str) -> FoundChannel | None:
        """Return the channel of the activity, whatever it is called; None in a chat."""
        if self.activity.is_personal:
            return None
        name = self.activity.channel_name or typed.removeprefix(self.activity.conversation)
        return FoundChannel(address=self.activity.conversation, name=name or "Teams")

    find_person = staticmethod(read_mentioned)


@dataclass(frozen=True, slots=True)
class TeamsContext:
    """What the turns need; with a ``tenant``, people of other tenants are refused."""

    bot: Bot
    later: LaterReplies
    connector: Connector
    addresses: AddressBook
    profiles: ProfileFollower
    tenant: str = ""

    def at(self, activity: Activity) -> TeamsSurface:
        """Return the ways to answer an activity."""
        return TeamsSurface(connector=self.connector, at=activity.place, key=activity.request_key)

    async def identify(self, activity: Activity) -> Person:
        """Return the person behind an activity, following what it tells of him or her and where to reply."""

        async def fetch() -> Profile:
            name = activity.user_name or await self.connector.find_name(activity.place, activity.chat_id)
            return replace(activity.profile, name=name)

        # A deadline of its own: what is stored here is nothing that the user did, so no apology may claim that.
        with limit_request():
            person = await identify(self.bot, self.later, workspace=activity.tenant, user=activity.user, fetch=fetch)
            if activity.timezone and activity.user_name:  # absent in some invokes
                person = await self.profiles.follow(person, activity.profile)
            await self.addresses.note(person, address=activity.address, at=activity.place)
        return person

    async def read(self, activity: Activity) -> Interaction:
        """Return what all activities have in common; the caller adds what was pressed or filled in."""
        return Interaction(
            person=await self.identify(activity),
            directory=TeamsDirectory(activity),
            request_key=activity.request_key,
            message_key=activity.message_key,
            text=activity.text,
            addressed=activity.addressed,
            opens_forms=True,
            files=activity.files,
        )
