"""APScheduler keeps the ticks; one guard keeps a failing job from stopping the others."""

from collections.abc import Awaitable, Callable, Iterable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from schedules.timetable import Tick

log = structlog.get_logger()


def build_scheduler(ticks: Iterable[Tick]) -> AsyncIOScheduler:
    """Return a scheduler with all ticks, not yet started; a late tick runs once, and never beside itself."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for tick in ticks:
        scheduler.add_job(
            guard_job(tick.name, tick.job),
            trigger="interval",
            seconds=tick.seconds,
            id=tick.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler


def guard_job(name: str, job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Return the job with a guard around it: what goes wrong is logged, and the next tick tries again."""

    async def run() -> None:
        try:
            await job()
        except Exception:
            log.exception("job.failed", job=name)

    return run
