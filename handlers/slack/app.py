"""The Bolt app, and the registration of all Slack listeners."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.logs import log_context
from bot.settings import Settings
from bot.storage.deadline import limit_request
from handlers.http.site import Receive
from handlers.pages import PageKeeper
from handlers.slack.clients import SlackClients
from handlers.slack.connection import PATH, build_endpoint, connect_socket
from handlers.slack.context import SlackContext
from handlers.slack.home import register_home
from handlers.slack.incoming import find_actor, find_workspace, is_home
from handlers.slack.listeners import register_interactions
from handlers.slack.people import register_people
from handlers.slack.problems import register_problems
from handlers.slack.request_shapes import is_well_formed

log = structlog.get_logger()

OK, BAD_REQUEST = 200, 400

# Bolt warns at every start that SLACK_BOT_TOKEN is set as well as a client; it is the same token, so this is noise.
_TOKEN_BESIDE_CLIENT = warning_client_prioritized_and_token_skipped()


class SlackApp(AsyncApp):
    """A Bolt app that refuses malformed requests, sets a deadline for the others, and refreshes the Home page."""

    def __init__(self, *, homes: PageKeeper, **settings: Any) -> None:
        logging.getLogger("slack_bolt.AsyncApp").addFilter(lambda record: record.msg != _TOKEN_BESIDE_CLIENT)
        super().__init__(name="ritme", **settings)  # without a name Bolt searches the stack for its caller's file
        self._homes = homes

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Run the listeners, which commit, within the request deadline; then have the user's Home page rendered."""
        if not is_well_formed(req.body):
            log.warning("request.malformed")
            return BoltResponse(status=BAD_REQUEST, body="")
        with limit_request(), log_context(workspace=find_workspace(req.body)):
            response = await super().async_dispatch(req)
        actor = find_actor(req.body) if response.status == OK else None
        if actor is not None:
            self._homes.touch(actor, is_looking=is_home(req.body))
        return response


def build_slack_app(context: SlackContext, *, clients: SlackClients, is_http: bool = False) -> AsyncApp:
    """Return the Bolt app, for Socket Mode or for HTTP requests whose signature ``connection`` has verified.

    Every listener commits before Slack gets its acknowledgement: an acknowledged request is never lost.
    """
    app = SlackApp(
        homes=context.homes,
        client=clients.make(),
        authorize=_make_authorize(clients),
        process_before_response=True,
        # Bolt's own check raises on malformed headers, and the error handler would then answer an unverified request.
        request_verification_enabled=False,
        url_verification_enabled=is_http,
        # Workflow steps and assistant threads are not used; certificate checks are answered by `SignedEndpoint`.
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        ssl_check_enabled=False,
    )
    register_interactions(app, context)
    register_home(app, context)
    register_people(app, follow=lambda profile: context.bot.people.follow_profile(profile, now=context.bot.now()))
    register_problems(app, context)
    return app


def _make_authorize(clients: SlackClients) -> Callable[..., Awaitable[AuthorizeResult]]:
    # Bolt passes arguments by name, so these names are fixed.
    async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        return await clients.authorize(team_id, enterprise_id)

    return authorize


async def connect_slack(
    stack: AsyncExitStack, settings: Settings, *, context: SlackContext, clients: SlackClients
) -> Mapping[str, Receive]:
    """Receive requests over Socket Mode if there is an app token; else return the route of the HTTP endpoint."""
    app = build_slack_app(context, clients=clients, is_http=not settings.app_token)
    if settings.app_token:
        await connect_socket(stack, app, app_token=settings.app_token, base_url=settings.slack_base_url)
        return {}
    return {PATH: build_endpoint(app, secret=settings.signing_secret).receive}
