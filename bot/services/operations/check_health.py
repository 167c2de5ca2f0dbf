"""Health of this process, for a load balancer or monitor that polls every few seconds."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.storage.database import Database
from bot.storage.delivery.deliveries import find_next_try
from bot.storage.outage import OUTAGE_ERRORS, is_outage

# In seconds: the maximum response time of the database, the maximum delay of a due delivery, and the maximum age of
# the planner's last tick (one every five seconds).
DATABASE_SECONDS = 1.0
LONGEST_DUE = 600.0
LONGEST_WITHOUT_PLAN = 120.0


@dataclass(frozen=True, slots=True)
class Health:
    """Measurements in seconds, None where there is nothing (yet) to measure."""

    has_database: bool
    oldest_due: float | None
    plan_age: float | None

    @property
    def is_good(self) -> bool:
        """Whether this process can serve requests, and its scheduler is running."""
        return (
            self.has_database
            and (self.oldest_due or 0.0) <= LONGEST_DUE
            and (self.plan_age or 0.0) <= LONGEST_WITHOUT_PLAN
        )

    def as_json(self) -> dict[str, object]:
        """Return the measurements as JSON, for a monitor."""
        return {
            "status": "ok" if self.is_good else "unavailable",
            "database": "ok" if self.has_database else "unavailable",
            "outbox": {"oldest_due_seconds": _round(self.oldest_due)},
            "plan": {"last_tick_seconds": _round(self.plan_age)},
        }


async def check_health(database: Database, *, plan_age: float | None, now: datetime) -> Health:
    """Measure the database's response and the delay of the oldest due delivery."""
    try:
        async with asyncio.timeout(DATABASE_SECONDS), database.reading() as connection:
            due = await find_next_try(connection)
    except OUTAGE_ERRORS as error:
        if not is_outage(error):
            raise
        return Health(has_database=False, oldest_due=None, plan_age=plan_age)
    oldest = max(0.0, (now - due).total_seconds()) if due is not None else None
    return Health(has_database=True, oldest_due=oldest, plan_age=plan_age)


def _round(seconds: float | None) -> float | None:
    return round(seconds, 1) if seconds is not None else None
