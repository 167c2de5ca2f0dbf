"""The running service, and the system clock."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.services.bot import Bot
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
