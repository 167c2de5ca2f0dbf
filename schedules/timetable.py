"""Every job of the clock on one screen: its name, and how often it is looked at.

A handful of ticks, never one job for each rep: who is due, and whether it was sent, is data.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from schedules.jobs import Jobs

EVERY_TICK = 5
EVERY_MINUTE = 60
EVERY_HOUR = 3600


@dataclass(frozen=True, slots=True)
class ScheduledJob:
    """A job and the seconds between two runs of it."""

    name: str
    seconds: float
    job: Callable[[], Awaitable[None]]


def make_timetable(jobs: Jobs) -> tuple[ScheduledJob, ...]:
    """Return all ticks."""
    return (
        ScheduledJob(name="plan", seconds=EVERY_TICK, job=jobs.plan),
        ScheduledJob(name="deliver", seconds=EVERY_TICK, job=jobs.deliver),
        ScheduledJob(name="scan", seconds=EVERY_MINUTE, job=jobs.scan),
        ScheduledJob(name="tidy", seconds=EVERY_HOUR, job=jobs.tidy),
    )
