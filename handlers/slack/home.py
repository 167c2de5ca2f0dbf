"""The App Home: a rep's own page, drawn when it is opened; the keeper draws it again after whatever one does."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Desk
from handlers.slack.incoming import read_asker


def register_home(app: AsyncApp, desk: Desk) -> None:
    """Draw the page when somebody opens it."""

    @app.event("app_home_opened")
    async def on_home(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home":
            await desk.meet(body, client)
            await desk.homes.open(read_asker(body), shown_hash=event.get("view", {}).get("hash"))


def is_home(body: Mapping[str, Any]) -> bool:
    """Return whether an action was done on the page."""
    return bool(body.get("container", {}).get("type") == "view")
