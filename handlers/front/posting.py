"""Post to conversations, and try to post where a failure is no reason to fail."""

from collections.abc import Awaitable
from typing import Protocol

import structlog

from bot.ports import SendFailed, SendUncertain
from bot.storage.delivery.conversations import Reached
from handlers.front.directory import Member

log = structlog.get_logger()


class Connector(Protocol):
    """Posts activities; each call is one request without retries."""

    async def send(self, at: Reached, activity: dict[str, object], *, thread: str | None = None) -> None:
        """Post an activity in a conversation, or in a thread of a channel.

        Raises:
            SendFailed: it was certainly not posted.
            SendUncertain: it may have been posted.
        """

    async def find_member(self, at: Reached, user_id: str) -> Member | None:
        """Return a member of a conversation by an id of either kind, None if Teams gives none."""

    async def update(self, at: Reached, activity_id: str, activity: dict[str, object]) -> None:
        """Replace a posted activity; raises as `send` does."""


async def try_posting(work: Awaitable[None]) -> bool:
    """Return whether the platform took it; what it may have taken is not posted again."""
    try:
        await work
    except SendFailed as failure:
        log.warning("reply.refused", reason=failure.reason)
        return False
    except SendUncertain as doubt:
        log.warning("reply.uncertain", reason=str(doubt))
    return True
