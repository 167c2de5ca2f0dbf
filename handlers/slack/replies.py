"""Answers to a ``response_url``: the only place that posts to one, and only to the Slack that is configured."""

from urllib.parse import urlsplit

import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.messages.text.message import Message
from handlers.slack.blocks import draw_reply
from handlers.slack.failures import CONNECTION_ERRORS

log = structlog.get_logger()

SLACK = "https://slack.com/api/"
# Where each of Slack's own sites takes answers; any other Slack (the sandbox) takes them where its API is.
HOOKS = {"slack.com": "hooks.slack.com", "slack-gov.com": "hooks.slack-gov.com"}
OK = 200
TIMEOUT_SECONDS = 10


class Replier:
    """Posts answers, to the Slack behind ``base_url`` only: a request may name any address, a signed one, too."""

    def __init__(self, *, base_url: str = SLACK) -> None:
        parts = urlsplit(base_url)
        hooks = HOOKS.get((parts.hostname or "").removeprefix("www."))
        # Up to the slash behind the host, after which nothing can change the host any more.
        self._prefix = f"https://{hooks}/" if hooks else f"{parts.scheme}://{parts.netloc}/"

    def allows(self, url: str) -> bool:
        """Return whether this is an address of the configured Slack."""
        return url.startswith(self._prefix) and url.isascii() and url.isprintable() and "\\" not in url

    async def post(self, url: str, message: Message, *, replaces: bool) -> bool:
        """Show a message where something was done, and return whether it was taken: an address serves half an hour.

        To a foreign address nothing is sent.
        """
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
