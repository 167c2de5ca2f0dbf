"""Send replies later, through the outbox, on any platform: at once, or after a restart."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.interactions.interaction import Interaction, Reply
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.bot import Bot
from bot.services.delivery.outbox import save_reply


@dataclass(frozen=True, slots=True)
class LaterReplies:
    """Adds replies to the outbox; ``wake_dispatcher`` is called after each."""

    bot: Bot
    wake_dispatcher: Callable[[], None]

    async def send(self, interaction: Interaction, message: Message, *, key: str, address: Address) -> None:
        """Add a reply to the outbox, idempotently per request and ``key``."""
        await save_reply(
            self.bot.database,
            person=interaction.person,
            address=address,
            message=message,
            request_key=f"{interaction.request_key}{key}",
            now=self.bot.now(),
        )
        self.wake_dispatcher()

    async def send_to(
        self, interaction: Interaction, reply: Reply, *, channel: str, thread: str | None, only_for: str | None
    ) -> None:
        """Send a reply to a channel or thread; with ``only_for``, visible to that user only."""
        message = reply.private or reply.message
        if message is None:
            return
        workspace = interaction.person.here.workspace
        address = Address(workspace=workspace, channel=channel, thread=thread, only_for=only_for)
        await self.send(interaction, message, key="", address=address)

    async def send_privately(self, interaction: Interaction, message: Message, *, key: str = ":private") -> None:
        """Send a message to the person's direct message conversation with the bot."""
        here = interaction.person.here
        address = Address(workspace=here.workspace, channel=here.address)
        await self.send(interaction, message, key=key, address=address)
