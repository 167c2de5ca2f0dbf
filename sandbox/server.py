"""The local workspace as a server: the protocols of Slack and Teams for the bot, and browser pages for people."""

import json
from datetime import datetime

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.api.dispatch import WebApi
from sandbox.api.files import LARGEST_FILE, receive_upload, serve_file, serve_private_file
from sandbox.api.replies import answer_reply
from sandbox.clock import MovableClock
from sandbox.delivery import EventDelivery, wait_for_link
from sandbox.errors import SetupWrong
from sandbox.faults import Faults
from sandbox.page.routes import Page
from sandbox.protocol.http_mode import HttpLink
from sandbox.protocol.socket_mode import SocketLink
from sandbox.running_workspace import Credentials, RunningWorkspace
from sandbox.sandbox_user import SandboxUser
from sandbox.teams.chats import TeamsChats
from sandbox.teams.connector import Connector
from sandbox.teams.page import TeamsPage
from sandbox.teams.teams_user import TeamsUser
from sandbox.workspace import SandboxWorkspace, ScreenChange

LOCAL_NAMES = ("127.0.0.1", "localhost")
LONGEST_LINE = 64 * 1024  # bytes; the SDK puts the arguments of some calls in the URL


class Sandbox:
    """A simulated Slack workspace on localhost; ``faults`` are off unless given."""

    def __init__(self, *, workspace: SandboxWorkspace, clock: MovableClock, faults: Faults | None = None) -> None:
        self.workspace = workspace
        self.clock = clock
        self.faults = faults or Faults()
        self.teams = TeamsChats(workspace)
        self._credentials = Credentials()
        self._stage: RunningWorkspace | None = None
        self._runner: web.AppRunner | None = None
        self._host = f"{LOCAL_NAMES[0]}:0"

        clock.on_move(self._announce_move)

    # Connection details for the bot

    @property
    def address(self) -> str:
        """The URL of the page, with a trailing slash."""
        return f"http://{self._host}/"

    @property
    def base_url(self) -> str:
        """The URL of the Web API, for the SDK's ``base_url``."""
        return f"{self.address}api/"

    @property
    def bot_token(self) -> str:
        """The token for the Web API (``xoxb-…``)."""
        return self._credentials.bot_token

    @property
    def app_token(self) -> str:
        """The token for Socket Mode (``xapp-…``)."""
        return self._credentials.app_token

    @property
    def signing_secret(self) -> str:
        """The signing secret for requests in HTTP mode."""
        return self._credentials.signing_secret

    # Lifecycle

    async def start(self, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start serving on ``port`` (0 picks a free one); raises SetupWrong for a ``host`` other than localhost."""
        if host not in LOCAL_NAMES:
            raise SetupWrong(f"the sandbox serves this machine only, not {host}")
        link = SocketLink(
            app_id=self.workspace.app_id,
            faults=self.faults,
            on_change=lambda: self.workspace.announce(ScreenChange("link")),
        )
        self._stage = RunningWorkspace(
            workspace=self.workspace,
            clock=self.clock,
            faults=self.faults,
            credentials=self._credentials,
            delivery=EventDelivery(link=link, faults=self.faults),
        )
        self._runner = web.AppRunner(
            _build_app(self._stage, link, self.teams), max_line_size=LONGEST_LINE, shutdown_timeout=1.0, access_log=None
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._host = f"{host}:{self._runner.addresses[0][1]}"
        self._stage.address = self.address

    async def stop(self) -> None:
        """Close all connections and stop serving."""
        if self._stage is not None:
            await self._stage.delivery.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def wait_until_connected(self, timeout: float = 10) -> None:  # noqa: ASYNC109 - raises its own error
        """Wait until a bot is connected over Socket Mode; raises NotConnected after ``timeout`` seconds."""
        link = self.stage.delivery.link
        if isinstance(link, SocketLink):
            await wait_for_link(link.is_ready, timeout=timeout)

    def send_requests_to(self, url: str) -> None:
        """Deliver to ``url`` as signed HTTP requests from now on, instead of over Socket Mode."""
        self.stage.delivery.link = HttpLink(url=url, signing_secret=self.signing_secret)

    def teams_user(self, user_id: str) -> TeamsUser:
        """Return the same user in his or her chat with the bot in Teams."""
        return TeamsUser(self.teams, self.workspace.user(user_id), address=self.address)

    def person(self, user_id: str) -> SandboxUser:
        """Return the simulated user with this id; raises NotThere if there is none in the workspace."""
        return SandboxUser(self.stage, self.workspace.user(user_id))

    @property
    def stage(self) -> RunningWorkspace:
        """The running workspace; raises SetupWrong before ``start``."""
        if self._stage is None:
            raise SetupWrong("the sandbox has not been started")
        return self._stage

    async def _announce_move(self, _moment: datetime) -> None:
        self.workspace.announce(ScreenChange("clock"))


def _build_app(stage: RunningWorkspace, link: SocketLink, teams: TeamsChats) -> web.Application:
    app = web.Application(middlewares=[_refuse_strangers(stage)], client_max_size=LARGEST_FILE)

    async def reply(request: web.Request) -> web.StreamResponse:
        return await answer_reply(stage, request)

    async def upload(request: web.Request) -> web.StreamResponse:
        return await receive_upload(stage, request)

    async def download(request: web.Request) -> web.StreamResponse:
        return serve_file(stage, request)

    async def fetch(request: web.Request) -> web.StreamResponse:
        return serve_private_file(stage, request)

    api = WebApi(stage)
    app.router.add_route("*", "/api/{method}", api.answer)
    app.router.add_get("/link", link.connect)
    app.router.add_post("/commands/{team}/{secret}", reply)
    app.router.add_post("/actions/{team}/{secret}", reply)
    app.router.add_post("/upload/v1/{ticket}", upload)
    app.router.add_get("/files/{file_id}/{name}", download)
    app.router.add_get("/files-pri/{team}-{file_id}/{name}", fetch)
    page = Page(stage)
    page.add_to(app)
    TeamsPage(teams, page).add_to(app)
    Connector(teams, stage.clock).add_to(app)
    return app


def _refuse_strangers(stage: RunningWorkspace) -> Middleware:
    """Refuse a request with a foreign Host or Origin header: protects against DNS rebinding and cross-site requests."""

    @web.middleware
    async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
        port = stage.address.rstrip("/").rpartition(":")[2]
        ours = {f"{name}:{port}" for name in LOCAL_NAMES}
        origin = request.headers.get("Origin")
        if request.host not in ours or (origin is not None and origin.removeprefix("http://") not in ours):
            return web.Response(
                status=403, text=json.dumps({"ok": False, "error": "forbidden"}), content_type="application/json"
            )
        return await handler(request)

    return refuse
