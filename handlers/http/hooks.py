"""Post to addresses that requests bring along, and only to those of the configured platform (SSRF)."""

from collections.abc import Mapping

import aiohttp
import structlog

from handlers.http.failures import CONNECTION_ERRORS
from handlers.http.hosts import is_at

log = structlog.get_logger()

OK = 200
TIMEOUT = aiohttp.ClientTimeout(total=10)


class HookPoster:
    """Posts JSON, only to addresses that begin with ``prefix``: even a signed request can carry a foreign one."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def allows(self, url: str) -> bool:
        """Return whether an address is one of the platform's."""
        return is_at(url, self._prefix)

    async def send(self, url: str, posted: Mapping[str, object]) -> bool:
        """Post to an address, which expires, and return whether it was taken; a foreign one gets nothing."""
        if not url:
            return False
        if not self.allows(url):
            log.warning("reply.address_refused")
            return False
        try:
            async with aiohttp.ClientSession(timeout=TIMEOUT) as session, session.post(url, json=posted) as answer:
                status = answer.status
        except CONNECTION_ERRORS as error:
            log.warning("reply.not_sent", reason=type(error).__name__)
            return False
        if status != OK:
            log.warning("reply.refused", status=status)
        return status == OK
