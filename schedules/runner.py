"""The APScheduler set-up: each job of the timetable at its interval, behind the guard."""

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from schedules.guard import Outage, guard_job
from schedules.jobs import Jobs
from schedules.timetable import ScheduledJob, make_timetable


def start_jobs(stack: AsyncExitStack, jobs: Jobs) -> None:
    """Run the dispatcher and all ticks until the stack is left."""
    running = asyncio.create_task(jobs.dispatcher.run(), name="dispatcher")
    stack.callback(running.cancel)
    scheduler = build_scheduler(make_timetable(jobs))
    scheduler.start()
    stack.callback(scheduler.shutdown, wait=False)


def build_scheduler(jobs: Iterable[ScheduledJob]) -> AsyncIOScheduler:
    """Return a scheduler with all jobs, not yet started; late ticks coalesce into one, and a job never overlaps itself.

    There is no misfire limit: every job reads what is due from the database, so a late run is as good as a timely one.
    """
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
