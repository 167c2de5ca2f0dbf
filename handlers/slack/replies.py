"""Answer a request: in a modal, with a file, or at its ``response_url``, if that is the configured Slack's (SSRF)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from slack_sdk.web.async_client import AsyncWebClient

from bot.interactions.interaction import Attachment, Interaction, Reply, Shown
from bot.messages.text.message import Form, Message
from handlers.front.posting import try_posting
from handlers.front.show import ReplyPlace
from handlers.http.hooks import HookPoster
from handlers.http.hosts import find_prefix
from handlers.slack.blocks import draw_reply
from handlers.slack.clients import SITES
from handlers.slack.failures import judge_failures
from handlers.slack.uploads import upload_attachment
from handlers.slack.views import OPENING_SECONDS, draw_view, open_view

SLACK = "https://slack.com/api/"


class Replier(HookPoster):
    """Posts replies, only to the Slack at ``base_url``."""

    def __init__(self, *, base_url: str = SLACK) -> None:
        super().__init__(find_prefix(base_url, "hooks", sites=SITES))

    async def post(self, url: str, message: Message, *, replaces: bool) -> bool:
        """Post a message to a response URL, and return whether Slack took it."""
        return await self.send(url, {**draw_reply(message), "replace_original": replaces})


@dataclass(frozen=True, slots=True)
class SlackSurface:
    """The `Surface` of one request of ``user``: it is answered ``at`` a place, and ``trigger_id`` opens a modal."""

    client: AsyncWebClient
    replier: Replier
    user: str
    trigger_id: str
    at: ReplyPlace

    def place(self, reply: Reply) -> ReplyPlace:
        """Return where a reply goes."""
        return replace(self.at, replaces=reply.shown is Shown.REPLACED)

    async def open(self, form: Form, place: ReplyPlace) -> None:
        """Open a modal; see `Surface.open`."""
        await open_view(self.client, self.trigger_id, draw_view(form, place=place))

    async def post(self, message: Message, place: ReplyPlace) -> bool:
        """Post to the place's response URL or, where only the user sees it, in its thread."""
        if place.thread:
            channel, ts = place.thread.split()
            post = self.client.chat_postEphemeral
            return await try_posting(post_now(post, message, channel=channel, thread_ts=ts, user=self.user))
        return await self.replier.post(place.url, message, replaces=place.replaces)

    async def bring(self, attachment: Attachment, interaction: Interaction) -> bool:
        """Upload a file to the person's direct messages with the bot."""
        return await upload_attachment(self.client, interaction.person.here.external_id, attachment)


async def post_now(post: Callable[..., Awaitable[object]], message: Message, **where: str) -> None:
    """Post without the outbox, within the time that Slack waits; raises `SendFailed` or `SendUncertain`."""
    reply = draw_reply(message)
    with judge_failures():
        async with asyncio.timeout(OPENING_SECONDS):
            await post(text=reply["text"], blocks=reply["blocks"], **where)
