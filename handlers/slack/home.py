"""The App Home: a rep's own page."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.day_view import build_home
from bot.services.people_book import Person
from bot.services.show_day import show_overview
from handlers.slack.blocks import draw_home
from handlers.slack.desk import Desk


def register_home(app: AsyncApp, desk: Desk) -> None:
    """Draw the page when somebody opens it."""

    @app.event("app_home_opened")
    async def on_home(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home":
            await publish_home(desk, client, await desk.meet(body, client))


async def publish_home(desk: Desk, client: AsyncWebClient, person: Person) -> None:
    """Draw a rep's page as things stand."""
    overview = await show_overview(desk.bot.database, person=person, now=desk.bot.now())
    view = draw_home(build_home(desk.bot.speak(person.rep), overview))
    await client.views_publish(user_id=person.rep.external_id, view=view)


def is_home(body: Mapping[str, Any]) -> bool:
    """Return whether an action was done on the page."""
    return bool(body.get("container", {}).get("type") == "view")
