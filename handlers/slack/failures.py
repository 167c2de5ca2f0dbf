"""Slack's error codes, told apart once: what can be tried again, and what cannot."""

import asyncio
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.ports import SendFailed, SendUncertain

# Trying again cannot help: the place, the person or the bot's right to speak is gone, or the message is refused.
FINAL_CODES = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "missing_scope",
        "msg_blocks_too_long",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
    }
)
RATE_LIMITED = 429
SERVER_FAULT = 500
DEFAULT_PAUSE = 30.0


def explain_refusal(error: SlackApiError) -> SendFailed:
    """Return what a refusal of Slack means for the message."""
    response: Any = error.response
    code = str(response.get("error", "unknown")) if hasattr(response, "get") else "unknown"
    if response.status_code == RATE_LIMITED or code in {"ratelimited", "rate_limited"}:
        retry_after = float(response.headers.get("Retry-After", DEFAULT_PAUSE))
        return SendFailed("ratelimited", retry_after=retry_after)
    return SendFailed(code, is_final=code in FINAL_CODES)


def explain_breakdown(error: Exception) -> SendFailed | SendUncertain:
    """Return what a broken connection means: certainly not sent when it was never made, else nobody knows."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return SendFailed("cannot_connect")
    return SendUncertain(type(error).__name__)


CONNECTION_ERRORS = (aiohttp.ClientError, asyncio.TimeoutError, ConnectionError)
