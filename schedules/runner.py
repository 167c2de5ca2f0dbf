"""APScheduler keeps the ticks, each behind the guard."""

from collections.abc import Iterable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from schedules.guard import Outage, guard_job
from schedules.timetable import Tick


def build_scheduler(ticks: Iterable[Tick]) -> AsyncIOScheduler:
    """Return a scheduler with all ticks, not yet started; a late tick runs once, and never beside itself."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for tick in ticks:
        scheduler.add_job(
            guard_job(tick.name, tick.job, outage=Outage(tick.name)),
            trigger="interval",
            seconds=tick.seconds,
            id=tick.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler
