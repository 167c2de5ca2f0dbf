"""The one guard: whatever goes wrong in a job is logged, and never stops what comes after it."""

from collections.abc import Awaitable, Callable

import structlog

from bot.storage.outage import is_outage

log = structlog.get_logger()


class Outage:
    """Counts failures of an unreachable database: one line when they begin, and one with the count when they end."""

    def __init__(self, subject: str) -> None:
        self._began, self._ended = f"{subject}.unavailable", f"{subject}.available"
        self._failures = 0

    def note_failure(self, error: Exception) -> None:
        """Log the first failure, and count the others."""
        self._failures += 1
        if self._failures == 1:
            # Not the error itself: it may quote a statement.
            log.warning(self._began, reason=type(error).__name__)

    def note_success(self) -> None:
        """Log how often it failed before, if it did."""
        if self._failures:
            log.warning(self._ended, failures=self._failures)
            self._failures = 0


class Backoff:
    """How long to wait after each failure in a row, in seconds: twice as long each time, up to a limit."""

    def __init__(self, *, first: float = 1.0, longest: float = 60.0) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def take(self) -> float:
        """Return the seconds to wait now."""
        seconds = self._next
        self._next = min(self._longest, seconds * 2)
        return seconds

    def reset(self) -> None:
        """Begin again at the shortest wait."""
        self._next = self._first


def guard_job(
    name: str, job: Callable[[], Awaitable[object]], *, outage: Outage | None = None
) -> Callable[[], Awaitable[bool]]:
    """Return the job with a guard around it, which tells whether it went well; the next tick tries again.

    An unreachable database is counted on ``outage``; it must be the same one for every run of the job.
    """
    outage = outage or Outage(name)

    async def run() -> bool:
        try:
            await job()
        except Exception as error:
            if is_outage(error):
                outage.note_failure(error)
            else:
                log.exception("job.failed", job=name)
            return False
        outage.note_success()
        return True

    return run
