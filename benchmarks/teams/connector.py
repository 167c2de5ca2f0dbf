"""A fake connector of Teams in a process of its own, which counts what it takes, and can keep Teams' rates."""

import asyncio
import multiprocessing
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from aiohttp import web

from benchmarks.quick_slack import listen

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.sharedctypes import Synchronized


# As Microsoft documents them, for a conversation and for an app in an organisation: messages, and in how many seconds.
CONVERSATION_RATES = ((7, 1.0), (60, 30.0))
TENANT_RATES = ((50, 1.0),)
REFUSED_FOR = 1  # seconds


@dataclass(frozen=True, slots=True)
class Connector:
    """Where a connector listens, and how many messages it has taken and refused."""

    url: str
    posted: "Synchronized[int]"
    refused: "Synchronized[int]"

    async def wait_for(self, count: int, *, seconds: float = 60.0) -> None:
        """Wait until so many messages have been taken in all.

        Raises:
            TimeoutError: they do not come.
        """
        async with asyncio.timeout(seconds):
            while self.posted.value < count:  # noqa: ASYNC110 - another process counts
                await asyncio.sleep(0.002)


@contextmanager
def spawn_connector(*, keeps_rates: bool = False) -> Iterator[Connector]:
    """Serve a connector in another process, so that what it costs is not counted here."""
    context = multiprocessing.get_context("spawn")
    urls: Queue[str] = context.Queue()
    posted: Synchronized[int] = context.Value("q", 0)
    refused: Synchronized[int] = context.Value("q", 0)
    process = context.Process(
        target=_serve_alone, args=(urls, posted, refused, Rates() if keeps_rates else None), daemon=True
    )
    process.start()
    try:
        yield Connector(urls.get(timeout=30), posted, refused)
    finally:
        process.terminate()
        process.join()


@dataclass(slots=True)
class Rates:
    """Teams' rates, each over every window of its length; what is refused does not count."""

    taken: defaultdict[str, deque[float]] = field(default_factory=partial(defaultdict, deque))

    def take(self, conversation: str, *, now: float) -> bool:
        """Return whether a message may come now (in seconds), and count it if so."""
        limits = {conversation: CONVERSATION_RATES, "": TENANT_RATES}
        if not all(self._has_room(key, rates, now) for key, rates in limits.items()):
            return False
        for key in limits:
            self.taken[key].append(now)
        return True

    def _has_room(self, key: str, rates: tuple[tuple[int, float], ...], now: float) -> bool:
        moments = self.taken[key]
        while moments and now - moments[0] >= max(seconds for _, seconds in rates):
            moments.popleft()
        return all(sum(now - each < seconds for each in moments) < count for count, seconds in rates)


def _serve_alone(
    urls: "Queue[str]", posted: "Synchronized[int]", refused: "Synchronized[int]", rates: Rates | None
) -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        if rates is not None and not rates.take(request.match_info["conversation"], now=time.monotonic()):
            refused.value += 1
            return web.Response(status=429, headers={"Retry-After": str(REFUSED_FOR)})
        posted.value += 1
        return web.json_response({"id": str(posted.value)})

    async def serve() -> None:
        site = web.Application()
        site.router.add_post("/v3/conversations/{conversation}/activities", answer)
        async with listen(site) as address:
            urls.put(address)
            await asyncio.Event().wait()

    asyncio.run(serve())
