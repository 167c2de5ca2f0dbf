"""How long a request may wait for the database: the platform gives up after three seconds, and users type again.

The deadline is in a context variable, so that services need not pass it on; background work (jobs, imports,
migrations) has none. It ends once the request has stored something: after that no answer may claim that nothing was
stored, so that the rest of the request waits without a limit.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

# In seconds. Slack waits for three; the rest is for rendering and sending the answer.
REQUEST_SECONDS = 2.5
# In seconds: the minimum for each query, however late it starts, so that a responsive database is not reported as
# busy because something else took long.
LEAST_SECONDS = 0.2


@dataclass(slots=True)
class Deadline:
    """The time on the event loop's clock until which a request waits; None once it has stored something."""

    at: float | None


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def limit_request(seconds: float = REQUEST_SECONDS) -> Iterator[None]:
    """Limit how long everything in this block waits for the database."""
    token = _deadline.set(Deadline(at=asyncio.get_running_loop().time() + seconds))
    try:
        yield
    finally:
        _deadline.reset(token)


@contextmanager
def storing_aside() -> Iterator[None]:
    """Let what this block stores not count for `has_stored`: it is nothing that the user did; the limit is the same."""
    deadline = _deadline.get()
    token = _deadline.set(None if deadline is None else Deadline(at=deadline.at))
    try:
        yield
    finally:
        _deadline.reset(token)


def find_deadline() -> float | None:
    """Return the time on the event loop's clock at which waiting ends, None when there is no limit."""
    deadline = _deadline.get()
    if deadline is None or deadline.at is None:
        return None
    return max(deadline.at, asyncio.get_running_loop().time() + LEAST_SECONDS)


def lift_deadline() -> None:
    """Remove the request's deadline: something was stored, so that the outcome has to be awaited."""
    deadline = _deadline.get()
    if deadline is not None:
        deadline.at = None


def has_stored() -> bool:
    """Return whether this request has stored anything, so that its answer cannot claim the opposite."""
    deadline = _deadline.get()
    return deadline is not None and deadline.at is None
