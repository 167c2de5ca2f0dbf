"""Publish the personal Home page as Slack's App Home, and render it when it is opened."""

from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery.rate_limits import RateLimit
from bot.domain.people.errors import GuestRefused
from bot.messages.text.message import Message
from bot.ports import SendFailed, UserKey
from handlers.slack.blocks import draw_home
from handlers.slack.clients import SlackClients
from handlers.slack.context import SlackContext
from handlers.slack.failures import judge_failures
from handlers.slack.incoming import read_user

CONFLICT = "hash_conflict"
# Slack's limit is 100 pages a minute per workspace; 30 at once and 65 a minute stay below it in any minute.
RATE = RateLimit(interval=timedelta(minutes=1) / 65, burst=30)


class SlackHome:
    """The `PagePublisher` on Slack; optimistic locking uses the `hash` of views.publish."""

    rate = RATE

    def __init__(self, clients: SlackClients) -> None:
        self._clients = clients

    async def publish(self, user: UserKey, page: Message, *, replaces: str | None) -> str | None:
        """Publish a page in place of a version; see `PagePublisher.publish`."""
        client = await self._clients.get(user.workspace)
        values: dict[str, Any] = {"user_id": user.user, "view": draw_home(page)}
        if replaces:
            values["hash"] = replaces
        try:
            with judge_failures():
                answer = await client.views_publish(**values)
        except SendFailed as refusal:
            if refusal.reason == CONFLICT:
                return None
            raise
        return str(answer["view"]["hash"])


def register_home(app: AsyncApp, context: SlackContext) -> None:
    """Register the listener that renders the page when a user opens the Home tab."""

    @app.event("app_home_opened")
    async def on_home(body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        try:
            await context.identify(body, client)
        except GuestRefused as refusal:
            await context.homes.refuse(read_user(body), refusal)
            return
        if event.get("tab") == "home":
            await context.homes.open(read_user(body), shown_hash=event.get("view", {}).get("hash"))
