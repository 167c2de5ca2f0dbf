"""The sandbox's clock: it runs at real speed from a chosen moment, and can be moved forward, to preset moments too."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic as real_seconds
from zoneinfo import ZoneInfo

from holidays import country_holidays

from sandbox.errors import ClockMovedBack

MoveCallback = Callable[[datetime], Awaitable[None]]
# Given a moment in UTC, returns the first later one at which the bot has something to do; None when there is none.
StopFinder = Callable[[datetime], Awaitable[datetime | None]]
# Of a longer move only the last part is walked: what was due before it goes by, as when the bot had been switched off.
LONGEST_WALK = timedelta(days=45)
# What is due at the moment itself may be said some seconds later: messages to one channel are spaced.
AFTERMATH = timedelta(seconds=10)
MORNING, NOON, EVENING, WEEK = time(8, 30), time(13, 30), time(17, 0), time(9, 30)
# Where the example's company works.
COUNTRY = "NL"
_SATURDAY, _DAYS_A_WEEK = 5, 7


@dataclass(frozen=True)
class Preset:
    """A moment (aware) and the key of its label."""

    words: str
    moment: datetime


class MovableClock:
    """A clock that starts at ``start`` (aware; the real time by default) and can only be moved forward.

    ``monotonic`` measures real seconds, so that a change of the system clock has no effect.
    """

    def __init__(self, *, start: datetime | None = None, monotonic: Callable[[], float] = real_seconds) -> None:
        self._monotonic = monotonic
        self._callbacks: list[MoveCallback] = []
        self._find_stop: StopFinder | None = None
        self._moving = asyncio.Lock()
        self._put(start if start is not None else datetime.now(UTC))

    def now(self) -> datetime:
        """Return the current time in the sandbox, in UTC."""
        return self._moment + timedelta(seconds=self._monotonic() - self._mark)

    async def move_to(self, moment: datetime) -> None:
        """Walk to ``moment`` (aware): at every stop on the way, and at the end, await the callbacks in order.

        Raises ClockMovedBack when the moment lies in the past: sent messages cannot be unsent.
        """
        async with self._moving:
            if moment < self.now():
                raise ClockMovedBack(moment)
            if self._find_stop is None:
                await self._step(moment)
                return
            await self._walk(self._find_stop, until=moment)
            await self._step(moment)
            await self._walk(self._find_stop, until=moment + AFTERMATH)

    def stop_where(self, find_stop: StopFinder) -> None:
        """Stop on the way wherever ``find_stop(after)`` says, instead of leaping over what is due there."""
        self._find_stop = find_stop

    def on_move(self, callback: MoveCallback) -> None:
        """Await ``callback(moment)`` after every move, with the new moment in UTC."""
        self._callbacks.append(callback)

    async def _walk(self, find_stop: StopFinder, *, until: datetime) -> None:
        if until - self._moment > LONGEST_WALK:
            await self._step(until - LONGEST_WALK)
        # From where the clock was put, not from now: what came due while the callbacks ran is a stop as well.
        while (stop := await find_stop(self._moment)) is not None and stop < until:
            await self._step(stop)

    async def _step(self, moment: datetime) -> None:
        self._put(max(moment, self.now()))
        for callback in tuple(self._callbacks):
            await callback(self._moment)

    def _put(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)
        self._mark = self._monotonic()


def list_presets(now: datetime, *, zone: ZoneInfo) -> list[Preset]:
    """Return the presets later than ``now``: later today, the next working day, when a week begins, and in an hour."""
    here = now.astimezone(zone)
    today = here.date()
    workday = _find_workday(today + timedelta(days=1))
    week = datetime.combine(_find_monday(today), WEEK, tzinfo=zone)
    if week <= now:
        week = datetime.combine(_find_monday(today + timedelta(days=_DAYS_A_WEEK)), WEEK, tzinfo=zone)
    presets = [
        Preset("clock_noon", datetime.combine(today, NOON, tzinfo=zone)),
        Preset("clock_today", datetime.combine(today, EVENING, tzinfo=zone)),
        Preset("clock_workday", datetime.combine(workday, MORNING, tzinfo=zone)),
        Preset("clock_week", week),
        Preset("clock_plus", now + timedelta(hours=1)),
    ]
    ahead = {preset.moment: preset for preset in reversed(presets) if preset.moment > now}
    return sorted(ahead.values(), key=lambda preset: preset.moment)


def _find_monday(day: date) -> date:
    """Return the first working day of the week of ``day``."""
    return _find_workday(day - timedelta(days=day.weekday()))


def _find_workday(day: date) -> date:
    """Return the first day from ``day`` on that is neither in a weekend nor a holiday."""
    holidays = country_holidays(COUNTRY, years=(day.year, day.year + 1))
    while day.weekday() >= _SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day
