"""The timetable: every periodic job with its interval.

A fixed handful of jobs, never one per rep: who is due, and what was sent, is stored in the database. That survives
restarts and works with several processes.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from schedules.jobs import Jobs

# In seconds.
EVERY_SECOND = 1
EVERY_TICK = 5
EVERY_MINUTE = 60
EVERY_HOUR = 3600


@dataclass(frozen=True, slots=True)
class ScheduledJob:
    """A periodic job and its interval in seconds."""

    name: str
    seconds: float
    job: Callable[[], Awaitable[None]]


def make_timetable(jobs: Jobs) -> tuple[ScheduledJob, ...]:
    """Return the periodic jobs."""
    return (
        ScheduledJob(name="plan", seconds=EVERY_TICK, job=jobs.plan),
        ScheduledJob(name="deliver", seconds=EVERY_TICK, job=jobs.deliver),
        ScheduledJob(name="read_files", seconds=EVERY_SECOND, job=jobs.read_files),
        ScheduledJob(name="scan", seconds=EVERY_MINUTE, job=jobs.scan),
        ScheduledJob(name="tidy", seconds=EVERY_HOUR, job=jobs.tidy),
    )
