"""Whether a transaction added deliveries, so that this process sends them at once instead of at the next poll.

The transaction at hand is in a context variable, so that services need not pass it on.
"""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

Result = TypeVar("Result")


class Additions:
    """The deliveries that the work of one transaction added; it may be run more than once."""

    def __init__(self) -> None:
        self.count = 0

    def watch(
        self, work: Callable[[AsyncConnection], Awaitable[Result]]
    ) -> Callable[[AsyncConnection], Awaitable[Result]]:
        """Return the same work, which counts what it adds here."""

        async def watched(connection: AsyncConnection) -> Result:
            self.count = 0
            token = _at_hand.set(self)
            try:
                return await work(connection)
            finally:
                _at_hand.reset(token)

        return watched


_at_hand: ContextVar[Additions | None] = ContextVar("additions_at_hand", default=None)


def note_added(count: int) -> None:
    """Count deliveries that were added in the transaction at hand."""
    additions = _at_hand.get()
    if additions is not None:
        additions.count += count
