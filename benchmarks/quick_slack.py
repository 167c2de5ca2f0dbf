"""A fake Slack with four methods and a fixed delay, which records posts by delivery id."""

import asyncio
import json
import multiprocessing
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiohttp import web


class QuickSlack:
    """The recorded posts: the count of each delivery id, and its conversation."""

    def __init__(self, *, delay: float) -> None:
        self.delay = delay
        self.posted: Counter[str] = Counter()
        self._history: dict[str, list[dict[str, Any]]] = {}

    async def answer(self, request: web.Request) -> web.Response:
        """Respond to one call."""
        values = await _read_values(request)
        method = request.match_info["method"]
        await asyncio.sleep(self.delay)
        if method == "chat.postMessage":
            self._keep(values)
        if method == "conversations.history":
            return web.json_response({"ok": True, "messages": self._history.get(values["channel"], [])})
        return web.json_response({"ok": True, "ts": "1.0", "channel": {"id": values.get("users", "")}})

    def _keep(self, values: dict[str, Any]) -> None:
        metadata = values["metadata"]
        metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
        self.posted[metadata["event_payload"]["delivery_id"]] += 1
        self._history.setdefault(values["channel"], []).append({"metadata": metadata})


@asynccontextmanager
async def listen(site: web.Application) -> AsyncIterator[str]:
    """Serve a site on loopback at a free port, and yield its address."""
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serve_quick_slack(*, delay: float) -> AsyncIterator[tuple[QuickSlack, str]]:
    """Serve a fake Slack, and yield it with the URL of its Web API; every response takes ``delay`` seconds."""
    slack = QuickSlack(delay=delay)
    site = web.Application()
    site.router.add_route("*", "/api/{method}", slack.answer)
    async with listen(site) as address:
        yield slack, f"{address}/api/"


@contextmanager
def spawn_quick_slack() -> Iterator[str]:
    """Serve it in a process of its own, so that what it costs is not counted here, and give the URL of its Web API."""
    context = multiprocessing.get_context("spawn")
    urls: multiprocessing.Queue[str] = context.Queue()
    process = context.Process(target=_serve_alone, args=(urls,), daemon=True)
    process.start()
    try:
        yield urls.get(timeout=30)
    finally:
        process.terminate()
        process.join()


def _serve_alone(urls: "multiprocessing.Queue[str]") -> None:
    async def serve() -> None:
        async with serve_quick_slack(delay=0) as (_slack, url):
            urls.put(url)
            await asyncio.Event().wait()

    asyncio.run(serve())


async def _read_values(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(request.query) | dict(await request.post())
