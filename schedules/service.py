"""The bot, connected and ticking, and the clock of this machine."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.services.bot import Bot
from schedules.jobs import Jobs


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """The bot, connected and ticking."""

    bot: Bot
    jobs: Jobs
    http_port: int | None

    async def catch_up(self, _moment: datetime) -> None:
        """Do at once what the clock's next ticks would do."""
        await self.jobs.scan()
        await self.jobs.plan()
        await self.jobs.deliver()
