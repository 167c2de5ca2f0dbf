"""Answers to the address that came with a request (Slack's ``response_url``)."""

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.messages.text.message import Message
from handlers.slack.blocks import draw_reply

OK = 200


async def post_reply(url: str, message: Message, *, replaces: bool) -> bool:
    """Show a message to the person who acted, and return whether that was possible: an address serves half an hour."""
    if not url:
        return False
    reply = draw_reply(message)
    shown = await AsyncWebhookClient(url).send(
        text=reply["text"],
        blocks=reply["blocks"],
        response_type="ephemeral",
        replace_original=replaces,
    )
    return shown.status_code == OK
