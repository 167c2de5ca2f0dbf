"""Classify the failures of an HTTP API by which messages are posted: final, retryable, or uncertain."""

import asyncio

import aiohttp

from bot.domain.delivery.delivery_state import RATE_LIMITED
from bot.ports import SendFailed, SendUncertain

TOO_MANY, SERVER_FAULT = 429, 500
# Never retried: the message is refused as it is, or nobody is there (any more) to whom the bot may write.
FINAL = frozenset({400, 403, 404, 405, 410, 413})
# In seconds, for a 429 without a Retry-After header.
DEFAULT_PAUSE = 30.0
CONNECTION_ERRORS = (aiohttp.ClientError, asyncio.TimeoutError, ConnectionError)


def judge_status(status: int, *, retry_after: str = "") -> SendFailed | SendUncertain:
    """Return what a refusal means; after a 5xx the message may have been posted. ``retry_after`` is the header."""
    if status >= SERVER_FAULT:
        return SendUncertain(f"status {status}")
    if status == TOO_MANY:
        seconds = float(retry_after) if retry_after.isdecimal() else DEFAULT_PAUSE
        return SendFailed(RATE_LIMITED, retry_after=seconds)
    return SendFailed(f"status_{status}", is_final=status in FINAL)


def explain_breakdown(error: Exception) -> SendFailed | SendUncertain:
    """Classify a connection error: not sent if the connection was never made, otherwise uncertain."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return SendFailed("cannot_connect")
    return SendUncertain(type(error).__name__)
