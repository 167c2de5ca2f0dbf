"""The App Home: a rep's own page, drawn when it is opened; the keeper draws it again after whatever one does."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.context import SlackContext
from handlers.slack.incoming import read_asker


def register_home(app: AsyncApp, context: SlackContext) -> None:
    """Draw the page when somebody opens it."""

    @app.event("app_home_opened")
    async def on_home(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home":
            await context.identify(body, client)
            await context.homes.open(read_asker(body), shown_hash=event.get("view", {}).get("hash"))
