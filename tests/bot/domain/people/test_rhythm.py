"""A rep's notification settings: how many messages, the quiet hours, and which times fit together (R2, R3)."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people.rhythm import Intensity, RequestedSettings, Rhythm, find_settings_problems

MINUTES_OF_DAY = 24 * 60
NEVER_QUIET = Rhythm(quiet_from=time(0), quiet_until=time(0))
TARGETS = (5, 2, 1)
minutes = st.integers(min_value=0, max_value=MINUTES_OF_DAY - 1)


def at(minute: int) -> time:
    return time(*divmod(minute, 60))


def find_problems(rhythm: Rhythm, targets: tuple[int, int, int] = TARGETS) -> dict[str, str]:
    return find_settings_problems(RequestedSettings(rhythm, targets))


@pytest.mark.parametrize(("intensity", "most"), [("quiet", 1), ("standard", 2), ("active", 3)])
def test_a_quiet_rep_hears_one_message_a_day_and_an_active_one_three(intensity: str, most: int) -> None:
    assert Intensity(intensity).most_a_day == most


def test_the_plan_comes_at_half_past_eight_and_the_catch_up_at_half_past_one() -> None:
    usual = Rhythm()
    assert (usual.intensity, usual.morning_at, usual.catch_up_at) == (Intensity.STANDARD, time(8, 30), time(13, 30))


def test_a_rep_is_paused_from_the_moment_of_the_pause() -> None:
    paused = Rhythm(paused_at=datetime(2026, 3, 18, 9, tzinfo=UTC))
    assert (Rhythm().is_paused, paused.is_paused) == (False, True)


@pytest.mark.parametrize(
    ("clock", "is_quiet"),
    [
        (time(18, 59), False),
        (time(19), True),
        (time(23, 59), True),
        (time(0), True),
        (time(6, 59), True),
        (time(7), False),
    ],
)
def test_the_night_is_quiet_from_seven_until_just_before_seven(clock: time, *, is_quiet: bool) -> None:
    assert Rhythm().is_quiet_at(clock) == is_quiet


@given(first=minutes, last=minutes, clock=minutes)
def test_quiet_hours_run_round_the_clock_from_their_begin_to_just_before_their_end(
    first: int, last: int, clock: int
) -> None:
    length, passed = (last - first) % MINUTES_OF_DAY, (clock - first) % MINUTES_OF_DAY
    assert Rhythm(quiet_from=at(first), quiet_until=at(last)).is_quiet_at(at(clock)) == (passed < length)


@given(morning=minutes, catch_up=minutes, wrap_up=minutes)
def test_times_are_accepted_only_in_the_order_of_the_day(morning: int, catch_up: int, wrap_up: int) -> None:
    rhythm = replace(NEVER_QUIET, morning_at=at(morning), catch_up_at=at(catch_up), wrap_up_at=at(wrap_up))
    assert (find_problems(rhythm) == {}) == (morning < catch_up < wrap_up)


def test_the_usual_settings_are_accepted() -> None:
    assert find_problems(Rhythm()) == {}


def test_a_time_in_the_quiet_hours_is_refused_at_its_own_field() -> None:
    early, noon = Rhythm(morning_at=time(6, 59)), Rhythm(quiet_from=time(13), quiet_until=time(14))
    late = Rhythm(wrap_up_at=time(19))
    assert find_problems(early) == {"morning_at": "in_quiet_hours"}
    assert find_problems(noon) == {"catch_up_at": "in_quiet_hours"}
    assert find_problems(late) == {"wrap_up_at": "in_quiet_hours"}


def test_the_minute_at_which_the_quiet_hours_end_is_accepted() -> None:
    assert find_problems(Rhythm(morning_at=time(7))) == {}


def test_two_messages_at_the_same_minute_are_refused_at_the_later_field() -> None:
    assert find_problems(Rhythm(catch_up_at=time(8, 30))) == {"catch_up_at": "before_morning"}
    assert find_problems(Rhythm(wrap_up_at=time(13, 30))) == {"wrap_up_at": "before_catch_up"}


def test_one_target_is_enough_and_none_is_refused() -> None:
    one_each = [find_problems(Rhythm(), targets) for targets in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    assert one_each == [{}, {}, {}]
    assert find_problems(Rhythm(), (0, 0, 0)) == {"target_message": "no_targets"}


def test_all_problems_are_named_at_once() -> None:
    rhythm = Rhythm(morning_at=time(6), wrap_up_at=time(13))
    assert find_problems(rhythm, (0, 0, 0)) == {
        "morning_at": "in_quiet_hours",
        "wrap_up_at": "before_catch_up",
        "target_message": "no_targets",
    }
