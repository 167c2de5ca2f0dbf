"""Post an answer at once, where a failure is no reason to fail."""

from collections.abc import Awaitable

import structlog

from bot.ports import SendFailed, SendUncertain

log = structlog.get_logger()


async def try_posting(work: Awaitable[None]) -> bool:
    """Return whether the platform took it; what it may have taken is not posted again."""
    try:
        await work
    except SendFailed as failure:
        log.warning("reply.refused", reason=failure.reason)
        return False
    except SendUncertain as doubt:
        log.warning("reply.uncertain", reason=str(doubt))
    return True
