"""A fake connector of Teams in a process of its own, which takes every message at once and counts them."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from benchmarks.quick_slack import listen

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.sharedctypes import Synchronized


@dataclass(frozen=True, slots=True)
class Connector:
    """Where a connector listens, and how many messages it has taken."""

    url: str
    posted: "Synchronized[int]"

    async def wait_for(self, count: int, *, seconds: float = 60.0) -> None:
        """Wait until so many messages have been taken in all.

        Raises:
            TimeoutError: they do not come.
        """
        async with asyncio.timeout(seconds):
            while self.posted.value < count:  # noqa: ASYNC110 - another process counts
                await asyncio.sleep(0.002)


@contextmanager
def spawn_connector() -> Iterator[Connector]:
    """Serve a connector in another process, so that what it costs is not counted here."""
    context = multiprocessing.get_context("spawn")
    urls: Queue[str] = context.Queue()
    posted: Synchronized[int] = context.Value("q", 0)
    process = context.Process(target=_serve_alone, args=(urls, posted), daemon=True)
    process.start()
    try:
        yield Connector(urls.get(timeout=30), posted)
    finally:
        process.terminate()
        process.join()


def _serve_alone(urls: "Queue[str]", posted: "Synchronized[int]") -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        posted.value += 1
        return web.json_response({"id": str(posted.value)})

    async def serve() -> None:
        site = web.Application()
        site.router.add_post("/v3/conversations/{conversation}/activities", answer)
        async with listen(site) as address:
            urls.put(address)
            await asyncio.Event().wait()

    asyncio.run(serve())
