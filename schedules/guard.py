"""The guard around scheduled jobs: an exception is logged and never stops the loop."""

from collections.abc import Awaitable, Callable

import structlog

from bot.storage.outage import is_outage

log = structlog.get_logger()


class Outage:
    """Logs an outage of the database as two log lines: one at the first failure, one with the count at recovery."""

    def __init__(self, subject: str) -> None:
        self._began, self._ended = f"{subject}.unavailable", f"{subject}.available"
        self._failures = 0

    def note_failure(self, error: Exception) -> None:
        """Log the first failure of an outage, and count the others."""
        self._failures += 1
        if self._failures == 1:
            # The class name only: the message of a database error may quote a statement with its values.
            log.warning(self._began, reason=type(error).__name__)

    def note_success(self) -> None:
        """End the outage, if there is one, and log its number of failures."""
        if self._failures:
            log.warning(self._ended, failures=self._failures)
            self._failures = 0


class Backoff:
    """Exponential backoff in seconds: the wait doubles after each consecutive failure, up to ``longest``."""

    def __init__(self, *, first: float = 1.0, longest: float = 60.0) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def take(self) -> float:
        """Return the seconds to wait now, and double the next wait."""
        seconds = self._next
        self._next = min(self._longest, seconds * 2)
        return seconds

    def reset(self) -> None:
        """Return to the shortest wait, after a success."""
        self._next = self._first


def guard_job(
    name: str, job: Callable[[], Awaitable[object]], *, outage: Outage | None = None
) -> Callable[[], Awaitable[bool]]:
    """Wrap a job so that it never raises, and returns whether it succeeded; the next tick is the retry.

    An unreachable database is counted on ``outage``, which must be the same object for every run of the job.
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
