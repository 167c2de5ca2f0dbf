"""Answer a request: in a modal, with a file, or at its ``response_url``, if that is the configured Slack's (SSRF)."""

from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.interactions.interaction import Attachment, Interaction
from bot.messages.text.message import Form, Message
from handlers.front.show import ReplyPlace
from handlers.http.hosts import find_prefix, is_at
from handlers.slack.blocks import draw_reply
from handlers.slack.clients import SITES
from handlers.slack.failures import CONNECTION_ERRORS
from handlers.slack.uploads import upload_attachment
from handlers.slack.views import draw_view, open_view

log = structlog.get_logger()

SLACK = "https://slack.com/api/"
OK, TIMEOUT_SECONDS = 200, 10


class Replier:
    """Posts replies, only to the Slack at ``base_url``: even a signed request can carry a foreign response URL."""

    def __init__(self, *, base_url: str = SLACK) -> None:
        self._prefix = find_prefix(base_url, "hooks", sites=SITES)

    def allows(self, url: str) -> bool:
        """Return whether the URL belongs to the configured Slack."""
        return is_at(url, self._prefix)

    async def post(self, url: str, message: Message, *, replaces: bool) -> bool:
        """Post to a response URL, which expires, and return whether Slack took it; a foreign URL gets nothing."""
        if not url:
            return False
        if not self.allows(url):
            log.warning("reply.address_refused")
            return False
        posted = {**draw_reply(message), "replace_original": replaces}
        try:
            answer = await AsyncWebhookClient(url, timeout=TIMEOUT_SECONDS).send_dict(posted)
        except CONNECTION_ERRORS as error:
            log.warning("reply.not_sent", reason=type(error).__name__)
            return False
        if answer.status_code != OK:
            log.warning("reply.refused", status=answer.status_code)
        return answer.status_code == OK


@dataclass(frozen=True, slots=True)
class SlackSurface:
    """The `Surface` of one request: ``url`` is its response URL and ``trigger_id`` opens a modal, where it has them."""

    client: AsyncWebClient
    replier: Replier
    url: str
    trigger_id: str

    async def open(self, form: Form, place: ReplyPlace) -> None:
        """Open a modal; see `Surface.open`."""
        await open_view(self.client, self.trigger_id, draw_view(form, place=place))

    async def post(self, message: Message, place: ReplyPlace) -> bool:
        """Post to the place's response URL."""
        return await self.replier.post(place.url, message, replaces=place.replaces)

    async def bring(self, attachment: Attachment, interaction: Interaction) -> bool:
        """Upload a file to the person's direct messages with the bot."""
        return await upload_attachment(self.client, interaction.person.rep.external_id, attachment)
