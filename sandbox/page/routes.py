"""The routes of the page."""

from pathlib import Path

from aiohttp import web

from sandbox.entities import Channel, User
from sandbox.page.actions import PageActions
from sandbox.page.sse import Broadcaster
from sandbox.page.templating import PARTS, PageRenderer
from sandbox.page.view_models import Screen
from sandbox.running_workspace import RunningWorkspace

STATIC = Path(__file__).parent / "static"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Page:
    """Serves the page, its parts, and the stream of changes."""

    def __init__(self, stage: RunningWorkspace) -> None:
        self.stage = stage
        self.renderer = PageRenderer()
        self.broadcaster = Broadcaster(stage)
        self.actions = PageActions(stage, self.renderer)

    def add_to(self, app: web.Application) -> None:
        """Add the routes to the server."""
        app.router.add_get("/", self.show)
        app.router.add_get("/part/{part}", self.show_part)
        app.router.add_get("/live", self.follow)
        app.router.add_post("/do/{deed}", self.actions.answer)
        app.router.add_static("/static", STATIC)
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._stop)

    async def show(self, request: web.Request) -> web.Response:
        """Serve the whole page."""
        screen = self._look(request)
        if not (screen.is_bot_dm and screen.tab == "home"):
            self._mark_read(screen)
        page = self.renderer.page(screen, count=self.broadcaster.count)
        return web.Response(text=page, content_type="text/html")

    async def show_part(self, request: web.Request) -> web.Response:
        """Serve one part of the page; serving the messages marks them read."""
        part = request.match_info["part"]
        if part not in PARTS:
            raise web.HTTPNotFound
        screen = self._look(request)
        if part == "messages":
            self._mark_read(screen)
        return web.Response(text=self.renderer.part(part, screen), content_type="text/html")

    async def follow(self, request: web.Request) -> web.StreamResponse:
        """Stream changes to a page."""
        viewer, channel = self._find(request)
        return await self.broadcaster.follow(request, viewer=viewer, channel=channel)

    def _look(self, request: web.Request) -> Screen:
        viewer, channel = self._find(request)
        tab, tour = request.query.get("tab", "messages"), request.query.get("tour", "")
        return self.renderer.look(self.stage, viewer=viewer, channel=channel, tab=tab, tour=tour)

    def _find(self, request: web.Request) -> tuple[User, Channel]:
        workspace = self.stage.workspace
        wanted = request.query.get("as", "")
        viewer = workspace.user(wanted) if workspace.has_user(wanted) else workspace.people[0]
        channel = workspace.find_channel(request.query.get("in", ""))
        if channel is None or viewer.id not in channel.members:
            channel = workspace.open_dm(viewer.id)
        return viewer, channel

    def _mark_read(self, screen: Screen) -> None:
        self.stage.workspace.mark_read(screen.viewer.id, screen.channel.id)

    async def _stop(self, _app: web.Application) -> None:
        self.broadcaster.stop()


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    if not request.path.startswith("/api/"):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
