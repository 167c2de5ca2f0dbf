"""Requests that were handled: what is delivered again changes nothing, whatever has changed since (decision 5).

The request at hand is in a context variable, so that services need not pass it on. ``Database.write`` runs the work of
a repeated request as it does any other, for the answer, and rolls it back. So a request is remembered even when it
changed nothing: an undo that found nothing must find nothing at its second delivery either.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.requests import handled_requests
from bot.storage.upsert import insert_unless_present

LONGEST_KEY = 220
Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class RequestAtHand:
    """A request of a rep that is being handled; ``has_written``: it came to write, even if it changed nothing.

    ``is_over``: it was answered, and what its background tasks still write is done as any other work.
    """

    workspace_id: int
    rep_id: int
    key: str
    has_written: bool = False
    is_over: bool = False


class RequestRepeated(Exception):
    """The request was handled before: its work was done for the answer, and is rolled back."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


_at_hand: ContextVar[RequestAtHand | None] = ContextVar("request_at_hand", default=None)


@contextmanager
def handling(request: RequestAtHand) -> Iterator[None]:
    """Let everything that this block writes be done once for a request."""
    token = _at_hand.set(request)
    try:
        yield
    finally:
        request.is_over = True
        _at_hand.reset(token)


def do_once(work: Callable[[AsyncConnection], Awaitable[Result]]) -> Callable[[AsyncConnection], Awaitable[Result]]:
    """Return the work such that it raises RequestRepeated, with its result, if the request was handled before."""
    request = _at_hand.get()
    if request is None or request.is_over:
        return work
    request.has_written = True

    async def work_once(connection: AsyncConnection) -> Result:
        is_repeated = await _is_handled(connection, request)
        result = await work(connection)
        if is_repeated:
            raise RequestRepeated(result)
        return result

    return work_once


async def save_handled(connection: AsyncConnection, request: RequestAtHand, *, now: datetime) -> None:
    """Remember that a request was handled; idempotent."""
    values = {"workspace_id": request.workspace_id, "rep_id": request.rep_id, "request_key": request.key[:LONGEST_KEY]}
    await connection.execute(insert_unless_present(connection, handled_requests).values(**values, handled_at=now))


async def drop_old_requests(connection: AsyncConnection, *, before: datetime) -> int:
    """Forget the requests handled before a time (UTC), and return their number."""
    return (await connection.execute(delete(handled_requests).where(handled_requests.c.handled_at < before))).rowcount


async def _is_handled(connection: AsyncConnection, request: RequestAtHand) -> bool:
    query = select(handled_requests.c.rep_id).where(
        handled_requests.c.rep_id == request.rep_id, handled_requests.c.request_key == request.key[:LONGEST_KEY]
    )
    return (await connection.execute(query)).first() is not None
