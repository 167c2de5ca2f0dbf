"""Post replies to a ``response_url``; the only module that does, and only to the configured Slack (SSRF)."""

from urllib.parse import urlsplit

import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.messages.text.message import Message
from handlers.slack.blocks import draw_reply
from handlers.slack.failures import CONNECTION_ERRORS

log = structlog.get_logger()

SLACK = "https://slack.com/api/"
# The host of the response URLs of each Slack site; any other base URL (the sandbox) uses its own host.
HOOKS = {"slack.com": "hooks.slack.com", "slack-gov.com": "hooks.slack-gov.com"}
OK = 200
TIMEOUT_SECONDS = 10


class Replier:
    """Posts replies, only to the Slack at ``base_url``: even a signed request can carry a foreign response URL."""

    def __init__(self, *, base_url: str = SLACK) -> None:
        parts = urlsplit(base_url)
        hooks = HOOKS.get((parts.hostname or "").removeprefix("www."))
        # Includes the slash after the host, so that no suffix can change the host (`hooks.slack.com.evil.example`).
        self._prefix = f"https://{hooks}/" if hooks else f"{parts.scheme}://{parts.netloc}/"

    def allows(self, url: str) -> bool:
        """Return whether the URL belongs to the configured Slack."""
        return url.startswith(self._prefix) and url.isascii() and url.isprintable() and "\\" not in url

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
