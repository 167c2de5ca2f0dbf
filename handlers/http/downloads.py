"""Fetch a file with a token: bounded, from one allowed address only, and never redirected elsewhere (SSRF)."""

import aiohttp

from bot.ports import DownloadFailed
from handlers.http.hosts import is_at

OK, SERVER_FAULT, RATE_LIMITED = 200, 500, 429
MISSING = frozenset({404, 410})
BLOCK = 1 << 16
# A platform answers with a page that asks to log in when the token has no right to the file.
PAGE = "text/html"


async def fetch_file(session: aiohttp.ClientSession, url: str, *, token: str, prefix: str, limit: int) -> bytes:
    """Return the content at a URL below ``prefix``, of at most ``limit`` bytes.

    Raises:
        DownloadFailed: see `FileStore.download`; for a fault of the network or the server a retry may help.
    """
    if not is_at(url, prefix):
        raise DownloadFailed("foreign")
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status >= SERVER_FAULT or answer.status == RATE_LIMITED:
                raise DownloadFailed("gone", is_final=False)
            if answer.status in MISSING:
                raise DownloadFailed("gone")
            if answer.status != OK or answer.content_type == PAGE:
                raise DownloadFailed("no_right")
            return await _read(answer.content, limit)
    except (TimeoutError, aiohttp.ClientError, ConnectionError) as error:
        raise DownloadFailed("gone", is_final=False) from error


async def _read(stream: aiohttp.StreamReader, limit: int) -> bytes:
    content = bytearray()
    while block := await stream.read(BLOCK):
        content += block
        if len(content) > limit:
            raise DownloadFailed("too_large")
    return bytes(content)
