"""All Slack listeners on one screen, and the Bolt app that holds them."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.absences import register_absences
from handlers.slack.ask import register_ask
from handlers.slack.contact_person import register_contact_person
from handlers.slack.conversation import register_conversation
from handlers.slack.corrections import register_corrections
from handlers.slack.deal import register_deal
from handlers.slack.desk import Desk
from handlers.slack.drafts import register_drafts
from handlers.slack.entries import register_entries
from handlers.slack.feedback import register_feedback
from handlers.slack.forms import register_forms
from handlers.slack.hints import register_hints
from handlers.slack.home import register_home
from handlers.slack.home_keeper import HomeKeeper
from handlers.slack.incoming import find_actor
from handlers.slack.lessons import register_lessons
from handlers.slack.log import register_log
from handlers.slack.nudges import register_nudges
from handlers.slack.people import register_people
from handlers.slack.plan import register_plan
from handlers.slack.problems import register_problems
from handlers.slack.referrals import register_referrals
from handlers.slack.ritme import register_ritme
from handlers.slack.settings import register_settings
from handlers.slack.steps import register_steps

OK = 200


class SlackApp(AsyncApp):
    """A Bolt app after whose every request the page of whoever made it is drawn again."""

    def __init__(self, *, homes: HomeKeeper, **settings: Any) -> None:
        super().__init__(**settings)
        self._homes = homes

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Let the listeners do their work, which is stored when they are done, and then touch the page."""
        response = await super().async_dispatch(req)
        actor = find_actor(req.body) if response.status == OK else None
        if actor is not None:
            self._homes.touch(actor)
        return response


def build_slack_app(desk: Desk, *, client: AsyncWebClient, signing_secret: str | None = None) -> AsyncApp:
    """Return the Bolt app; with a signing secret it takes requests over HTTP, else over Socket Mode.

    What is acknowledged is stored, so every listener is done before Slack gets its answer.
    """
    app = SlackApp(
        homes=desk.homes,
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
    register_log(app, desk)
    register_ritme(app, desk)
    register_deal(app, desk)
    register_ask(app, desk)
    register_lessons(app, desk)
    register_contact_person(app, desk)
    register_feedback(app, desk)
    register_referrals(app, desk)
    register_forms(app, desk)
    register_entries(app, desk)
    register_steps(app, desk)
    register_corrections(app, desk)
    register_drafts(app, desk)
    register_conversation(app, desk)
    register_plan(app, desk)
    register_nudges(app, desk)
    register_hints(app, desk)
    register_absences(app, desk)
    register_settings(app, desk)
    register_home(app, desk)
    register_people(app, follow=lambda profile: desk.bot.people.follow_profile(profile, now=desk.bot.now()))
    register_problems(app, desk)
    return app
