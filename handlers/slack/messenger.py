"""The `Messenger` port on Slack: one post per delivery, without the SDK's retries."""

from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message, Picture
from bot.ports import Address, SendFailed
from handlers.http.failures import CONNECTION_ERRORS
from handlers.slack.blocks import Block, draw_blocks, escape_text
from handlers.slack.clients import SlackClients
from handlers.slack.failures import explain_refusal, judge_failures
from handlers.slack.uploads import find_conversation, upload_chart

EVENT_TYPE = "ritme_delivery"
# How far before the delivery's due time the history is searched, for a clock that differs from Slack's.
LOOK_BACK = timedelta(minutes=5)
MESSAGES_LOOKED_AT = 100
CANNOT_ASK = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "not_allowed_token_type"})
# Slack allows one message a second per channel and several hundred a minute per workspace. Messages may arrive closer
# together than they were sent, so a few percent stay unused. Reading the history is a tier 3 call: 50 a minute.
RATES = RateLimits(messages_per_minute=290, burst=5, channel_seconds=1.005, lookups_per_minute=45)


class SlackMessenger:
    """Posts messages with the delivery id in their metadata, by which they can be found again."""

    def __init__(self, clients: SlackClients) -> None:
        self._clients = clients

    @property
    def rates(self) -> RateLimits:
        """Slack's rate limits."""
        return RATES

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        """Post a message; see `Messenger.send` for the errors raised."""
        client = await self._clients.get(address.workspace)
        values: dict[str, Any] = {
            "channel": address.channel,
            "text": escape_text(message.fallback),
            "blocks": await _draw(client, message),
        }
        if address.thread is not None:
            values["thread_ts"] = address.thread
        with judge_failures():
            if address.only_for is not None:
                await client.chat_postEphemeral(user=address.only_for, **values)
            else:
                await client.chat_postMessage(
                    metadata={"event_type": EVENT_TYPE, "event_payload": {"delivery_id": delivery_id}},
                    unfurl_links=False,
                    unfurl_media=False,
                    **values,
                )

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:
        """Search the conversation's history for the delivery id; None if that cannot be; see `Messenger`."""
        if address.only_for is not None:
            return None
        client = await self._clients.get(address.workspace)
        try:
            history = await _read_messages(client, address, since=since - LOOK_BACK)
        except SlackApiError as error:
            refusal = explain_refusal(error)
            if refusal.reason in CANNOT_ASK:
                return None
            raise refusal from error
        except CONNECTION_ERRORS as error:
            raise SendFailed("cannot_look_it_up") from error
        return any(_carries(message, delivery_id) for message in history["messages"])


async def _draw(client: AsyncWebClient, message: Message) -> list[Block]:
    """Return the blocks of a message with its charts uploaded; a chart that cannot be uploaded becomes its alt text."""
    blocks = draw_blocks(message)
    for place, part in enumerate(message.parts[: len(blocks)]):
        if isinstance(part, Picture):
            file_id = await upload_chart(client, part.chart, alt=part.alt)
            if file_id is not None:
                blocks[place] = {"type": "image", "slack_file": {"id": file_id}, "alt_text": part.alt}
    return blocks


async def _read_messages(client: AsyncWebClient, address: Address, *, since: datetime) -> AsyncSlackResponse:
    values: dict[str, Any] = {
        "channel": await find_conversation(client, address.channel),
        "oldest": str(since.timestamp()),
        "limit": MESSAGES_LOOKED_AT,
        "include_all_metadata": True,
    }
    if address.thread is not None:
        return await client.conversations_replies(ts=address.thread, **values)
    return await client.conversations_history(**values)


def _carries(message: dict[str, Any], delivery_id: str) -> bool:
    payload = message.get("metadata", {}).get("event_payload", {})
    return bool(payload.get("delivery_id") == delivery_id)
