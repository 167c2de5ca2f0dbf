"""HTTP mode: signed requests to the bot's URL instead of Socket Mode."""

import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from sandbox.delivery import Envelope
from sandbox.errors import AnswerRefused, NotConnected

Json = dict[str, Any]


class HttpLink:
    """Posts every envelope to ``url``, signed with ``signing_secret`` and the real time (not the sandbox's)."""

    def __init__(self, *, url: str, signing_secret: str) -> None:
        self.url = url
        self._signer = SignatureVerifier(signing_secret)
        self._session = aiohttp.ClientSession()

    async def send(self, envelope: Envelope) -> Json | None:
        """Post the envelope; raises NotConnected if the request fails, AnswerRefused for a status other than 200."""
        body, content_type = _write_body(envelope)
        headers = {"Content-Type": content_type, **self._sign(body), **_count_retries(envelope)}
        try:
            async with self._session.post(self.url, data=body.encode(), headers=headers) as response:
                words = await response.text()
        except aiohttp.ClientConnectionError as error:
            raise NotConnected(envelope.kind) from error
        if response.status != 200:  # noqa: PLR2004 - the one status that acknowledges
            raise AnswerRefused(envelope.kind, f"http_{response.status}")
        return _read_answer(words, response.content_type)

    async def stop(self) -> None:
        """Close the connections to the bot."""
        await self._session.close()

    def _sign(self, body: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signature = self._signer.generate_signature(timestamp=timestamp, body=body)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature or ""}


def _write_body(envelope: Envelope) -> tuple[str, str]:
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload), "application/json"
    form = envelope.payload if envelope.kind == "slash_commands" else {"payload": json.dumps(envelope.payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _count_retries(envelope: Envelope) -> dict[str, str]:
    if not envelope.attempt:
        return {}
    return {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": f"http_{envelope.reason}"}


def _read_answer(words: str, content_type: str) -> Json | None:
    if not words:
        return None
    if content_type == "application/json":
        answer: Json = json.loads(words)
        return answer
    return {"text": words}
