"""Connections to platforms that are kept open between calls."""

from aiohttp import ClientSession, ClientTimeout

TIMEOUT_SECONDS = 10


def open_session() -> ClientSession:
    """Return a session that gives a call up when the platform is silent for too long."""
    return ClientSession(timeout=ClientTimeout(total=TIMEOUT_SECONDS))
