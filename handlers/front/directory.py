"""Look up users and channels: what platforms have in common."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from bot.domain.people.errors import ChannelChosenThere
from bot.ports import FoundChannel, Profile
from bot.services.delivery.address_book import AddressBook
from bot.storage.delivery.conversations import Reached

CHANNELS_ASKED = 5


class ReachesEverybody:
    """A directory of a platform where the bot may write to every user and finds every channel."""

    @property
    def picks_channels(self) -> bool:
        """Return True."""
        return True

    async def list_unreached(self, _external_ids: Collection[str]) -> frozenset[str]:
        """Return nobody."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """A user in a conversation, by the id that is the same everywhere ("" if there is none), and the name."""

    user: str
    name: str
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class ConversationDirectory:
    """The directory of a platform that tells only who is in a conversation where the bot is.

    ``here`` is the conversation at hand, and ``channel`` the same if it is a channel.
    """

    workspace: str
    here: Reached
    channel: FoundChannel | None
    find_mentioned: Callable[[str], str | None]
    find_member: Callable[[Reached, str], Awaitable[Member | None]]
    addresses: AddressBook

    @property
    def picks_channels(self) -> bool:
        """Return False: nobody tells in which channels the bot is."""
        return False

    async def find_channel(self, typed: str) -> FoundChannel | None:
        """Return the channel of the conversation, whatever it is called.

        Raises:
            ChannelChosenThere: it is a chat.
        """
        channel = self.channel
        if channel is None:
            raise ChannelChosenThere
        if channel.name:
            return channel
        return FoundChannel(channel.address, typed.removeprefix(channel.address) or "Teams")

    def find_person(self, typed: str) -> str | None:
        """Return the id of the mentioned user."""
        return self.find_mentioned(typed)

    async def fetch_profile(self, external_id: str) -> Profile | None:
        """Return a member of the conversation or of a channel; a zone and a language come with the first message."""
        channels = await self.addresses.list_channels(self.workspace, limit=CHANNELS_ASKED)
        for place in dict.fromkeys((self.here, *channels)):
            found = await self.find_member(place, external_id)
            if found is not None and found.user == external_id and found.name:
                return Profile(external_id, found.name, "", "", self.workspace, is_guest=found.is_guest)
        return None

    async def list_unreached(self, external_ids: Collection[str]) -> frozenset[str]:
        """Return who has no personal chat with the bot."""
        found = {each: await self.addresses.find(workspace=self.workspace, address=each) for each in external_ids}
        return frozenset(each for each, at in found.items() if at is None)
