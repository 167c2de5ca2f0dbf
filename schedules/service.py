"""The running service, and the system clock."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.services.bot import Bot
from bot.services.rhythm.find_next_due import find_next_due
from schedules.jobs import Jobs


class SystemClock:
    """The system clock; the implementation of the `Clock` port in production."""

    def now(self) -> datetime:
        """Return the current time, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """The connected bot with its scheduled jobs; ``http_port`` is None in Socket Mode."""

    bot: Bot
    jobs: Jobs
    http_port: int | None

    async def catch_up(self, _moment: datetime) -> None:
        """Run all jobs that the next ticks would run; called when the sandbox's clock is moved."""
        await self.jobs.scan()
        await self.jobs.plan()
        await self.jobs.read_files()
        await self.jobs.deliver()

    async def find_next_due(self, after: datetime) -> datetime | None:
        """Return the first moment after ``after`` (UTC) at which those jobs have something to do, None for none."""
        return await find_next_due(self.jobs.database, after=after)
