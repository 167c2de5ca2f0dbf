"""Response URLs: each may be used five times within half an hour, as in Slack."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.entities import PostedMessage
from sandbox.errors import ApiProblem
from sandbox.identifiers import make_secret

LIFETIME = 30 * 60.0  # seconds, real time
MOST_REPLIES = 5


@dataclass
class ReplyAddress:
    """The user, channel and message that a response URL belongs to, its creation time (seconds) and its use count."""

    user_id: str
    channel_id: str
    origin: PostedMessage | None
    issued: float
    uses: int = 0


class ReplyUrls:
    """Issues response URLs and counts their use."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._addresses: dict[str, ReplyAddress] = {}

    def issue(self, *, user_id: str, channel_id: str, origin: PostedMessage | None = None) -> str:
        """Return the secret part of a new response URL."""
        secret = make_secret()
        self._addresses[secret] = ReplyAddress(user_id, channel_id, origin, self._monotonic())
        return secret

    def use(self, secret: str) -> ReplyAddress:
        """Return the reply address, and count the use.

        Raises ApiProblem with ``no_such_url``, ``expired_url`` or ``used_url``.
        """
        address = self._addresses.get(secret)
        if address is None:
            raise ApiProblem("no_such_url")
        if self._monotonic() - address.issued > LIFETIME:
            raise ApiProblem("expired_url")
        if address.uses >= MOST_REPLIES:
            raise ApiProblem("used_url")
        address.uses += 1
        return address
