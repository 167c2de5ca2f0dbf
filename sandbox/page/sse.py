"""Server-sent events that tell open pages which parts to render again."""

import asyncio
import json

from aiohttp import web

from sandbox.entities import Channel, User
from sandbox.running_workspace import RunningWorkspace
from sandbox.workspace import ScreenChange

HEARTBEAT = 15.0  # seconds
_PARTS = {
    "channels": ("sidebar",),
    "people": ("sidebar", "clock"),
    "read": ("sidebar",),
    "modal": ("modal",),
    "home": ("home",),
    "link": ("sidebar",),
    "clock": ("clock", "messages"),
    "teams": ("teams",),
    "all": ("teams", "sidebar", "messages", "home", "modal", "clock"),
}


class Broadcaster:
    """Broadcasts changes to every open page.

    ``count`` is the number of changes so far; a page rendered at an earlier count missed some, and reloads all parts.
    """

    def __init__(self, stage: RunningWorkspace) -> None:
        self.stage = stage
        self.count = 0
        self._lines: set[asyncio.Queue[ScreenChange | None]] = set()
        stage.workspace.watchers.append(self._pass_on)

    async def follow(self, request: web.Request, *, viewer: User, channel: Channel) -> web.StreamResponse:
        """Stream the names of the parts to render again, until the page is closed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        line: asyncio.Queue[ScreenChange | None] = asyncio.Queue()
        if request.query.get("count") != str(self.count):
            line.put_nowait(ScreenChange("all"))
        self._lines.add(line)
        try:
            await response.write(b": hello\n\n")
            await self._write_changes(response, line, viewer=viewer, channel=channel)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._lines.discard(line)
        return response

    def stop(self) -> None:
        """Close all streams."""
        for line in self._lines:
            line.put_nowait(None)

    def _pass_on(self, change: ScreenChange) -> None:
        self.count += 1
        for line in self._lines:
            line.put_nowait(change)

    async def _write_changes(
        self,
        response: web.StreamResponse,
        line: "asyncio.Queue[ScreenChange | None]",
        *,
        viewer: User,
        channel: Channel,
    ) -> None:
        while True:
            try:
                change = await asyncio.wait_for(line.get(), timeout=HEARTBEAT)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if change is None:
                return
            if news := list_news(change, viewer=viewer, channel=channel, stage=self.stage):
                await response.write(f"data: {json.dumps(news)}\n\n".encode())


def list_news(change: ScreenChange, *, viewer: User, channel: Channel, stage: RunningWorkspace) -> dict[str, object]:
    """Return the events that a page needs after ``change``: names of parts to render again, or a warning to show."""
    if change.kind == "complaint":
        return {"complaint": stage.workspace.complaints[-1]}
    if change.user_id not in (None, viewer.id):
        return {}
    if change.kind == "messages":
        there = stage.workspace.channel(change.channel_id or channel.id)
        if viewer.id not in there.members:
            return {}
        return {"parts": ["messages", "sidebar"] if there is channel else ["sidebar"]}
    return {"parts": list(_PARTS[change.kind])}
