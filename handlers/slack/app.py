"""All Slack listeners on one screen, and the Bolt app that holds them."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.storage.commits import start_counting_commits
from handlers.slack.context import SlackContext
from handlers.slack.home import register_home
from handlers.slack.home_keeper import HomeKeeper
from handlers.slack.incoming import find_actor
from handlers.slack.listeners import register_interactions
from handlers.slack.people import register_people
from handlers.slack.problems import register_problems

OK = 200


class SlackApp(AsyncApp):
    """A Bolt app that draws the personal page of the user again whose request may have changed it."""

    def __init__(self, *, homes: HomeKeeper, **settings: Any) -> None:
        super().__init__(**settings)
        self._homes = homes

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Let the listeners do their work, which is stored when they are done, and then redraw the page."""
        start_counting_commits()
        response = await super().async_dispatch(req)
        actor = find_actor(req.body) if response.status == OK else None
        if actor is not None:
            self._homes.touch(actor)
        return response


def build_slack_app(context: SlackContext, *, client: AsyncWebClient, signing_secret: str | None = None) -> AsyncApp:
    """Return the Bolt app; with a signing secret it takes requests over HTTP, else over Socket Mode.

    What is acknowledged is stored, so every listener is done before Slack gets its answer.
    """
    app = SlackApp(
        homes=context.homes,
        client=client,
        signing_secret=signing_secret,
        process_before_response=True,
        request_verification_enabled=signing_secret is not None,
        url_verification_enabled=signing_secret is not None,
        # Steps of Slack's own workflows, threads of its assistant, and pings of a time before HTTPS: not ours.
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        ssl_check_enabled=False,
    )
    register_interactions(app, context)
    register_home(app, context)
    register_people(app, follow=lambda profile: context.bot.people.follow_profile(profile, now=context.bot.now()))
    register_problems(app, context)
    return app
