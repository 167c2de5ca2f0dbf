"""The clock of the sandbox."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sandbox.clock import MovableClock
from sandbox.errors import ClockMovedBack
from sandbox.page.presets import list_presets

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
                ("clock_late", "2026-03-18T16:45:00+01:00"),
                ("clock_today", "2026-03-18T17:00:00+01:00"),
                ("clock_tomorrow", "2026-03-19T08:30:00+01:00"),
            ],
        ),
        (
            datetime(2026, 3, 27, 17, 30, tzinfo=AMSTERDAM),
            [
                ("clock_plus", "2026-03-27T18:30:00+01:00"),
                ("clock_tomorrow", "2026-03-28T08:30:00+01:00"),
                ("clock_workday", "2026-03-30T08:30:00+02:00"),
            ],
        ),
    ],
)
def test_presets_offer_only_what_lies_ahead_and_each_moment_once(
    now: datetime, expected: list[tuple[str, str]]
) -> None:
    presets = list_presets(now, zone=AMSTERDAM)

    assert [(preset.words, preset.moment.isoformat()) for preset in presets] == expected
