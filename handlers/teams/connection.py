"""Microsoft's SDK: it verifies who asks, and gives the app's tokens. Imported only when Teams is set up."""

import logging
import warnings
from typing import Any

from aiohttp import web

from bot.ports import SendFailed, SendUncertain
from bot.settings import Settings
from bot.storage.delivery.conversations import Reached
from handlers.front.directory import Member
from handlers.http.api_client import ApiClient
from handlers.http.certificate_login import make_token_provider
from handlers.http.site import read_json, refuse
from handlers.teams.context import TeamsContext
from handlers.teams.text import Element
from handlers.teams.turns import answer_activity

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of a part of the SDK that is new, and not used here
    from microsoft_teams.apps import ActivityEvent, App
    from microsoft_teams.apps.http import HttpMethod, HttpRouteHandler

PATH = "/api/messages"
# A token that says nothing, for the local client, which looks at none.
LOCAL_TOKEN = "eyJhbGciOiJub25lIn0.e30."  # noqa: S105
GUEST = "guest"
CONVERSATIONS, ACTIVITIES, MEMBERS = ("v3", "conversations"), "activities", "members"


class TeamsConnection:
    """The HTTP endpoint whose verified activities the SDK hands to the turns, and the `Connector` with its tokens."""

    def __init__(self, settings: Settings) -> None:
        self._is_open = settings.teams_is_open
        if self._is_open:  # on this machine only: its warnings about tenants are for elsewhere
            logging.getLogger("microsoft_teams").setLevel(logging.ERROR)
        adapter: Any = self  # of the protocol, what is called
        self._app = App(
            http_server_adapter=adapter,
            tenant_id=settings.teams_tenant_id or None,
            messaging_endpoint=PATH,
            dangerously_allow_unauthenticated_requests=settings.teams_is_open,
            **_make_credentials(settings),
        )
        self._api = ApiClient(self._app.token_provider.get_app_token)

    async def serve(self, context: TeamsContext) -> None:
        """Answer requests from now on."""

        async def answer(event: ActivityEvent) -> Any:
            response = await answer_activity(context, event.body.model_dump(by_alias=True, exclude_none=True))
            return {"status": response.status, "body": response.body}

        await self._app.initialize()
        self._app.server.on_request = answer

    async def check_credentials(self) -> None:
        """Ask Microsoft for a token, as every post does; raises `SendFailed` without one."""
        await self._api.get_token()

    async def close(self) -> None:
        """Close the connections to Teams."""
        await self._api.close()
        await self._app.http_client.http.aclose()
        await self._app.api.http.http.aclose()

    def register_route(self, _method: HttpMethod, _path: str, handler: HttpRouteHandler) -> None:
        """Take the SDK's handler, which verifies a request; called by the SDK."""
        self._handle = handler

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request; one without a token gets an empty 401 before its body is read."""
        authorization = request.headers.get("Authorization", "")
        if not authorization.startswith("Bearer ") and not self._is_open:
            return refuse(401)
        if request.content_type != "application/json":  # no page in a browser can post that to this machine
            return refuse(400)
        activity = await read_json(request)
        if isinstance(activity, web.Response):
            return activity
        answer = await self._handle({"body": activity, "headers": {"authorization": authorization}})
        status, body = answer["status"], answer["body"]
        return web.Response(status=status) if body is None else web.json_response(body, status=status)

    async def send(self, at: Reached, activity: Element, *, thread: str | None = None) -> None:
        """Post an activity; see `Connector.send`."""
        conversation = f"{at.conversation};messageid={thread}" if thread else at.conversation
        await self._api.send("POST", at.service_url, *CONVERSATIONS, conversation, ACTIVITIES, json=activity)

    async def update(self, at: Reached, activity_id: str, activity: Element) -> None:
        """Replace a posted activity; see `Connector.update`."""
        path = (*CONVERSATIONS, at.conversation, ACTIVITIES, activity_id)
        await self._api.send("PUT", at.service_url, *path, json=activity)

    async def find_member(self, at: Reached, user_id: str) -> Member | None:
        """Return a member; see `Connector.find_member`."""
        try:
            found = await self._api.get(at.service_url, *CONVERSATIONS, at.conversation, MEMBERS, user_id)
        except (SendFailed, SendUncertain, ValueError):
            return None
        user = found.get("aadObjectId") or found.get("objectId") or ""
        return Member(user, found.get("name") or "", is_guest=found.get("userRole") == GUEST)


def _make_credentials(settings: Settings) -> dict[str, Any]:
    app, path = settings.teams_client_id, settings.teams_client_certificate
    if settings.teams_is_open:
        return {"client_id": app or "local", "token": lambda _scope, _tenant: LOCAL_TOKEN}
    credential = {"token": make_token_provider(app, path)} if path else {"client_secret": settings.teams_secret}
    return {"client_id": app, **credential}
