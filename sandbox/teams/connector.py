"""The address at which the bot posts: the part of the Bot Connector that a bot in Teams uses."""

from aiohttp import web

from sandbox.clock import MovableClock
from sandbox.entities import Json, User
from sandbox.errors import NotThere
from sandbox.teams.chats import TeamsChats

CARD = "application/vnd.microsoft.card.adaptive"
ROOT = "/teams-connector/{secret}/v3/conversations/{conversation}"


class Connector:
    """Takes the activities of the bot, and tells who is in a conversation."""

    def __init__(self, chats: TeamsChats, clock: MovableClock) -> None:
        self.chats = chats
        self.clock = clock

    def add_to(self, app: web.Application) -> None:
        """Add the routes to the server."""
        app.router.add_post(f"{ROOT}/activities", self.post)
        app.router.add_put(f"{ROOT}/activities/{{activity}}", self.update)
        app.router.add_get(f"{ROOT}/members/{{member}}", self.find_member)

    async def post(self, request: web.Request) -> web.Response:
        """Add an activity to its conversation."""
        self._check(request)
        activity: Json = await request.json()
        posted = self.chats.add(
            request.match_info["conversation"],
            moment=self.clock.now(),
            text=str(activity.get("text") or ""),
            card=read_card(activity),
        )
        return web.json_response({"id": posted}, status=201)

    async def update(self, request: web.Request) -> web.Response:
        """Replace an activity."""
        self._check(request)
        card = read_card(await request.json())
        try:
            self.chats.replace(request.match_info["activity"], card or {})
        except NotThere:
            raise web.HTTPNotFound from None
        return web.json_response({"id": request.match_info["activity"]})

    async def find_member(self, request: web.Request) -> web.Response:
        """Tell about a member, by an id of either kind."""
        self._check(request)
        wanted = request.match_info["member"].removeprefix("29:")
        if not self.chats.workspace.has_user(wanted):
            raise web.HTTPNotFound
        return web.json_response(describe_account(self.chats.workspace.user(wanted)))

    def _check(self, request: web.Request) -> None:
        if request.match_info["secret"] != self.chats.secret:
            raise web.HTTPNotFound


def read_card(activity: Json) -> Json | None:
    """Return the card of an activity, if it has one."""
    found = (each["content"] for each in activity.get("attachments") or () if each.get("contentType") == CARD)
    card: Json | None = next(found, None)
    return card


def describe_account(user: User) -> Json:
    """Return a user as activities name him or her."""
    return {"id": f"29:{user.id}", "name": user.real_name, "aadObjectId": user.id}
