"""The one guard: whatever goes wrong in a job is logged, and never stops what comes after it."""

from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()


def guard_job(name: str, job: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """Return the job with a guard around it; the next tick tries again."""

    async def run() -> None:
        try:
            await job()
        except Exception:
            log.exception("job.failed", job=name)

    return run
