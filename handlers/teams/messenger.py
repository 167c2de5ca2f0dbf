"""The `Messenger` port on Teams: one post per delivery, in the conversation where its person or channel is reached."""

from datetime import datetime, timedelta

from bot.domain.delivery.delivery_state import NOT_REACHED
from bot.domain.delivery.rate_limits import RateLimits, Window
from bot.messages.text.message import Message
from bot.ports import Address, SendFailed
from bot.services.delivery.address_book import AddressBook
from handlers.front.pictures import draw_pictures
from handlers.front.posting import Connector
from handlers.teams.cards import draw_message

SECOND = timedelta(seconds=1)
# Teams allows 50 requests a second per app and tenant; 7 messages a second and 60 per 30 seconds in a conversation.
# Where clocks or networks are uneven, a few percent stay unused. Nothing can be looked up.
RATES = RateLimits(
    messages_per_minute=2985,
    burst=1,
    channel_seconds=0.06,
    lookups_per_minute=0,
    channel_windows=(Window(7, SECOND * 1.002), Window(60, SECOND * 30.1)),
    ahead=SECOND / 2,
    workspace_window=Window(50, SECOND * 1.002),
    is_refusal_of_channel=True,
)


class TeamsMessenger:
    """Sends messages to where people are reached; what has been sent cannot be read back."""

    def __init__(self, connector: Connector, addresses: AddressBook) -> None:
        self._connector = connector
        self._addresses = addresses

    @property
    def rates(self) -> RateLimits:
        """Teams' rate limits."""
        return RATES

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:  # noqa: ARG002 - see `was_delivered`
        """Post a message; see `Messenger.send` for the errors raised."""
        at = await self._addresses.find(workspace=address.workspace, address=address.only_for or address.channel)
        if at is None:
            raise SendFailed(NOT_REACHED, is_final=True)
        activity = draw_message(message, pictures=await draw_pictures(message))
        await self._connector.send(at, activity, thread=address.thread)

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:  # noqa: ARG002
        """Return None: a bot cannot read a chat in Teams."""
        return None
