"""Post replies to a ``response_url``; the only module that does, and only to the configured Slack (SSRF)."""

import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.messages.text.message import Message
from handlers.http.hosts import find_prefix, is_at
from handlers.slack.blocks import draw_reply
from handlers.slack.clients import SITES
from handlers.slack.failures import CONNECTION_ERRORS

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
