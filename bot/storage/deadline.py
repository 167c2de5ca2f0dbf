"""How long a request may wait for the database: a platform gives up after three seconds, and a person types again.

The deadline travels in a context variable, so that no service has to pass it on; work that nobody waits for (jobs,
imports, migrations) has none. It holds until the request has stored something: after that no answer may say that
nothing was stored, so that the rest of the request waits for as long as it takes.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

# In seconds. Slack waits for three; the rest is for composing and sending the answer.
REQUEST_SECONDS = 2.5
# In seconds: every question to the database gets as much, however late it comes, so that a database that answers is
# never called busy because something else took long.
LEAST_SECONDS = 0.2


@dataclass(slots=True)
class Deadline:
    """The moment, on the event loop's clock, until which a request waits; None once it has stored something."""

    at: float | None


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def limit_request(seconds: float = REQUEST_SECONDS) -> Iterator[None]:
    """Let everything in this block wait for the database until a deadline, and no longer."""
    token = _deadline.set(Deadline(at=asyncio.get_running_loop().time() + seconds))
    try:
        yield
    finally:
        _deadline.reset(token)


def find_deadline() -> float | None:
    """Return the moment, on the event loop's clock, at which waiting ends; None when it does not."""
    deadline = _deadline.get()
    if deadline is None or deadline.at is None:
        return None
    return max(deadline.at, asyncio.get_running_loop().time() + LEAST_SECONDS)


def lift_deadline() -> None:
    """Wait for as long as it takes from here on, since something of this request was stored."""
    deadline = _deadline.get()
    if deadline is not None:
        deadline.at = None


def has_stored() -> bool:
    """Return whether something of this request was stored, so that its answer cannot say that nothing was."""
    deadline = _deadline.get()
    return deadline is not None and deadline.at is None
