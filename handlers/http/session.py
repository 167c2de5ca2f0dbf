"""The shared HTTP client session, whose connections are reused between calls."""

from aiohttp import ClientSession, ClientTimeout

TIMEOUT_SECONDS = 10


def open_session() -> ClientSession:
    """Return a client session whose calls time out after `TIMEOUT_SECONDS`."""
    return ClientSession(timeout=ClientTimeout(total=TIMEOUT_SECONDS))
