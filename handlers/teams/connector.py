"""The port for posting to Teams, and where in a conversation something is posted."""

from typing import Protocol

from bot.storage.delivery.conversations import Reached
from handlers.front.directory import Member
from handlers.teams.text import Element


class Connector(Protocol):
    """Posts activities; each call is one request without retries."""

    async def send(self, at: Reached, activity: Element, *, thread: str | None = None) -> None:
        """Post an activity in a conversation, or in a thread of a channel.

        Raises:
            SendFailed: it was certainly not posted.
            SendUncertain: it may have been posted.
        """

    async def find_member(self, at: Reached, user_id: str) -> Member | None:
        """Return a member of a conversation by an id of either kind, None if Teams gives none."""

    async def update(self, at: Reached, activity_id: str, activity: Element) -> None:
        """Replace a posted activity; raises as `send` does."""
