"""All Slack listeners on one screen, and the Bolt app that holds them."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.logs import log_context
from bot.storage.deadline import limit_request
from handlers.pages import PageKeeper
from handlers.slack.clients import SlackClients
from handlers.slack.context import SlackContext
from handlers.slack.home import register_home
from handlers.slack.incoming import find_actor, find_workspace, is_home
from handlers.slack.listeners import register_interactions
from handlers.slack.people import register_people
from handlers.slack.problems import register_problems
from handlers.slack.request_shapes import is_well_formed

log = structlog.get_logger()

OK = 200
BAD_REQUEST = 400

# Bolt warns at each start when SLACK_BOT_TOKEN is in the environment, which is how we are given the client's token.
_TOKEN_BESIDE_CLIENT = warning_client_prioritized_and_token_skipped()


class SlackApp(AsyncApp):
    """A Bolt app that refuses malformed requests, bounds the others, and then has the Home page redrawn."""

    def __init__(self, *, homes: PageKeeper, **settings: Any) -> None:
        logging.getLogger("slack_bolt.AsyncApp").addFilter(lambda record: record.msg != _TOKEN_BESIDE_CLIENT)
        super().__init__(**settings)
        self._homes = homes

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Let the listeners do their work, which is stored when they are done, and then touch the page."""
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
    """Return the Bolt app, for requests over Socket Mode or over HTTP, which ``connection`` has verified.

    What is acknowledged is stored, so every listener is done before Slack gets its answer.
    """
    app = SlackApp(
        homes=context.homes,
        client=clients.make(),
        authorize=_make_authorize(clients),
        process_before_response=True,
        # Bolt's own check raises on malformed headers, and then lets the error handler answer an unverified request.
        request_verification_enabled=False,
        url_verification_enabled=is_http,
        # Steps of Slack's own workflows, threads of its assistant, and its checks of our certificate: not ours, and
        # the last are answered by the listener on HTTP.
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
    # Bolt gives arguments by their names.
    async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        return await clients.authorize(team_id, enterprise_id)

    return authorize
