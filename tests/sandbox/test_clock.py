"""The clock of the sandbox."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sandbox.clock import MovableClock, StopFinder, list_presets
from sandbox.errors import ClockMovedBack

START = datetime(2026, 3, 18, 10, 30, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Seconds:
    """A monotonic clock set by hand."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


def test_clock_runs_on_at_real_speed_from_where_it_was_put() -> None:
    seconds = Seconds()
    clock = MovableClock(start=START, monotonic=seconds)

    seconds.passed = 90

    assert clock.now() == START + timedelta(seconds=90)


async def test_clock_moved_runs_on_from_there() -> None:
    seconds = Seconds()
    clock = MovableClock(start=START, monotonic=seconds)
    seconds.passed = 90

    await clock.move_to(datetime(2026, 3, 19, 8, 30, tzinfo=AMSTERDAM))
    seconds.passed = 95

    assert clock.now() == datetime(2026, 3, 19, 7, 30, 5, tzinfo=UTC)


async def test_clock_tells_its_callbacks_in_order_after_a_move() -> None:
    told: list[tuple[str, datetime, datetime]] = []
    seconds = Seconds()
    clock = MovableClock(start=START, monotonic=seconds)

    async def first(moment: datetime) -> None:
        told.append(("first", moment, clock.now()))

    async def second(moment: datetime) -> None:
        told.append(("second", moment, clock.now()))

    clock.on_move(first)
    clock.on_move(second)
    later = START + timedelta(days=1)
    await clock.move_to(later)

    assert told == [("first", later, later), ("second", later, later)]


async def test_clock_refuses_to_go_back() -> None:
    clock = MovableClock(start=START, monotonic=Seconds())

    with pytest.raises(ClockMovedBack):
        await clock.move_to(START - timedelta(seconds=1))

    assert clock.now() == START


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (
            datetime(2026, 3, 18, 10, 30, tzinfo=AMSTERDAM),
            [
                ("clock_plus", "2026-03-18T11:30:00+01:00"),
                ("clock_noon", "2026-03-18T13:30:00+01:00"),
                ("clock_today", "2026-03-18T17:00:00+01:00"),
                ("clock_workday", "2026-03-19T08:30:00+01:00"),
                ("clock_week", "2026-03-23T09:30:00+01:00"),
            ],
        ),
        (
            # Friday evening, and the clocks change in the weekend.
            datetime(2026, 3, 27, 17, 30, tzinfo=AMSTERDAM),
            [
                ("clock_plus", "2026-03-27T18:30:00+01:00"),
                ("clock_workday", "2026-03-30T08:30:00+02:00"),
                ("clock_week", "2026-03-30T09:30:00+02:00"),
            ],
        ),
        (
            # Monday, before the week is told.
            datetime(2026, 3, 23, 8, 30, tzinfo=AMSTERDAM),
            [
                ("clock_week", "2026-03-23T09:30:00+01:00"),
                ("clock_noon", "2026-03-23T13:30:00+01:00"),
                ("clock_today", "2026-03-23T17:00:00+01:00"),
                ("clock_workday", "2026-03-24T08:30:00+01:00"),
            ],
        ),
        (
            # Before Easter: Monday is free as well.
            datetime(2026, 4, 4, 17, 30, tzinfo=AMSTERDAM),
            [
                ("clock_plus", "2026-04-04T18:30:00+02:00"),
                ("clock_workday", "2026-04-07T08:30:00+02:00"),
                ("clock_week", "2026-04-07T09:30:00+02:00"),
            ],
        ),
        (
            datetime(2026, 12, 31, 12, 0, tzinfo=AMSTERDAM),
            [
                ("clock_plus", "2026-12-31T13:00:00+01:00"),
                ("clock_noon", "2026-12-31T13:30:00+01:00"),
                ("clock_today", "2026-12-31T17:00:00+01:00"),
                ("clock_workday", "2027-01-04T08:30:00+01:00"),
                ("clock_week", "2027-01-04T09:30:00+01:00"),
            ],
        ),
    ],
)
def test_presets_offer_only_what_lies_ahead_and_each_moment_once(
    now: datetime, expected: list[tuple[str, str]]
) -> None:
    presets = list_presets(now, zone=AMSTERDAM)

    assert [(preset.words, preset.moment.isoformat()) for preset in presets] == expected


def every_day_at_eight(after: datetime) -> datetime:
    eight = after.replace(hour=8, minute=0, second=0, microsecond=0)
    return eight if eight > after else eight + timedelta(days=1)


async def walk(*, days: int, find_stop: StopFinder) -> list[datetime]:
    """Where a clock stops that is moved ahead by these days."""
    stops: list[datetime] = []
    clock = MovableClock(start=START, monotonic=Seconds())

    async def note(moment: datetime) -> None:
        stops.append(moment)

    clock.on_move(note)
    clock.stop_where(find_stop)
    await clock.move_to(START + timedelta(days=days))
    return stops


async def find_eight(after: datetime) -> datetime | None:
    return every_day_at_eight(after)


async def test_clock_walks_past_everything_that_is_due_on_the_way() -> None:
    assert await walk(days=3, find_stop=find_eight) == [
        *(datetime(2026, 3, day, 8, tzinfo=UTC) for day in (19, 20, 21)),
        datetime(2026, 3, 21, 10, 30, tzinfo=UTC),
    ]


async def test_clock_walks_at_most_six_weeks_and_leaps_over_what_was_before() -> None:
    stops = await walk(days=400, find_stop=find_eight)

    assert (stops[0], len(stops)) == (START + timedelta(days=355), 47)


async def test_clock_waits_for_what_is_said_some_seconds_after_the_moment() -> None:
    moments = [START + timedelta(days=1, seconds=seconds) for seconds in (1, 2, 30)]

    async def find_spaced(after: datetime) -> datetime | None:
        return next((moment for moment in moments if moment > after), None)

    assert await walk(days=1, find_stop=find_spaced) == [START + timedelta(days=1), *moments[:2]]


async def test_clock_goes_on_when_what_is_due_takes_longer_than_the_next_stop_is_away() -> None:
    seconds = Seconds()
    clock = MovableClock(start=START, monotonic=seconds)
    done: list[datetime] = []

    async def work(moment: datetime) -> None:
        done.append(moment)
        seconds.passed += 90

    async def every_minute(after: datetime) -> datetime | None:
        return after + timedelta(minutes=1)

    clock.on_move(work)
    clock.stop_where(every_minute)
    await clock.move_to(START + timedelta(minutes=3))

    assert [(moment - START).total_seconds() for moment in done] == [60, 150, 240]


async def test_two_who_move_the_clock_at_once_walk_after_one_another() -> None:
    clock = MovableClock(start=START, monotonic=Seconds())
    told: list[datetime] = []

    async def note(moment: datetime) -> None:
        await asyncio.sleep(0)
        told.append(moment)

    clock.on_move(note)
    clock.stop_where(find_eight)
    await asyncio.gather(*(clock.move_to(START + timedelta(days=days)) for days in (1, 2)))

    assert told == sorted(told)
