"""APScheduler keeps the ticks, each behind the guard."""

from collections.abc import Iterable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from schedules.guard import Outage, guard_job
from schedules.timetable import ScheduledJob


def build_scheduler(jobs: Iterable[ScheduledJob]) -> AsyncIOScheduler:
    """Return a scheduler with all ticks, not yet started; a late tick runs once, and never beside itself."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs:
        scheduler.add_job(
            guard_job(job.name, job.job, outage=Outage(job.name)),
            trigger="interval",
            seconds=job.seconds,
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler
