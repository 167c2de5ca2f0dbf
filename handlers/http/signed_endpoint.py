"""The HTTP endpoint for signed requests: bounds size and time, and verifies the signature before parsing."""

import time
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

from aiohttp import web

from handlers.http.signatures import SIGNATURE_HEADER, Signature
from handlers.http.site import read_body, refuse

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
# In bytes; Slack's certificate check has two short fields.
LARGEST_CHECK = 2048

Dispatch = Callable[[web.Request, bytes], Awaitable[web.Response]]


class SignedEndpoint:
    """Hands the body of a verified request to ``dispatch``; an unsigned one gets an empty 401 and has no effect."""

    def __init__(self, dispatch: Dispatch, *, secret: str, now: Callable[[], float] = time.time) -> None:
        if not secret:  # an empty key would let any client sign
            raise ValueError("an empty signing secret")
        self._dispatch, self._secret = dispatch, secret
        self._now = now

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request."""
        signature = Signature.read(request.headers, now=self._now())
        if signature is None and not _may_be_certificate_check(request):
            return refuse(401)
        body = await read_body(request)
        if isinstance(body, web.Response):
            return body
        if signature is None:
            return web.Response() if _asks_for_certificate(body) else refuse(401)
        if not signature.matches(body, secret=self._secret):
            return refuse(401)
        return await self._answer(request, body)

    async def _answer(self, request: web.Request, body: bytes) -> web.Response:
        if request.content_type not in {FORM, JSON}:
            return refuse(400)
        if request.content_type == FORM and _asks_for_certificate(body):
            return web.Response()
        return await self._dispatch(request, body)


def _may_be_certificate_check(request: web.Request) -> bool:
    """Return whether this may be Slack's check of our certificate, which is unsigned; answering it has no effect."""
    is_short = request.content_length is not None and request.content_length <= LARGEST_CHECK
    return SIGNATURE_HEADER not in request.headers and request.content_type == FORM and is_short


def _asks_for_certificate(body: bytes) -> bool:
    return body.startswith((b"ssl_check=", b"token=")) and parse_qs(body.decode("latin-1")).get("ssl_check") == ["1"]
