"""Rate limits: never exceeded, nearly fully used, and fair to waiting messages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery.rate_limits import ChannelUse, RateLimit, RateLimits, Waiting, apply_rate_limits

NOW = datetime(2026, 3, 18, 8, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
# One a second, with a burst of three.
RATE = RateLimit(interval=SECOND, burst=3)
ONE_A_SECOND = RateLimits(messages_per_minute=60, burst=3, channel_seconds=1.0, lookups_per_minute=1)


def wait_in(workspace_id: int, count: int, *, channel: str | None = None, first_id: int = 1) -> list[Waiting]:
    return [Waiting(id=first_id + number, workspace_id=workspace_id, channel=channel) for number in range(count)]


def test_after_a_rest_a_few_go_at_once_and_the_others_get_a_place_in_line() -> None:
    admission = apply_rate_limits(wait_in(1, 5), used_until={}, rate=RATE, now=NOW)
    assert admission.admitted == {1: NOW, 2: NOW, 3: NOW}
    assert admission.postponed == {4: NOW + SECOND, 5: NOW + 2 * SECOND}
    assert admission.used_until == {1: NOW + 3 * SECOND}


def test_a_crowd_in_one_workspace_does_not_hold_up_another() -> None:
    waiting = [*wait_in(1, 50), *wait_in(2, 1, first_id=100)]
    admission = apply_rate_limits(waiting, used_until={}, rate=RATE, now=NOW)
    assert list(admission.admitted) == [1, 2, 3, 100]


def test_a_channel_takes_one_message_and_then_has_its_pause() -> None:
    admission = apply_rate_limits(wait_in(1, 2, channel="C1"), used_until={}, rate=RATE, limits=ONE_A_SECOND, now=NOW)
    assert (admission.admitted, admission.postponed) == ({1: NOW}, {2: NOW + SECOND})


def test_a_channel_that_was_used_just_now_is_waited_for_without_using_up_the_gate() -> None:
    free_at = NOW + 0.4 * SECOND
    admission = apply_rate_limits(
        wait_in(1, 1, channel="C1"),
        used_until={1: NOW},
        channel_uses={"C1": ChannelUse(arrived=(free_at - SECOND,))},
        rate=RATE,
        limits=ONE_A_SECOND,
        now=NOW,
    )
    assert (admission.admitted, admission.postponed, admission.used_until) == ({}, {1: free_at}, {1: NOW})


def test_a_channel_that_refused_for_a_time_is_held_and_no_other() -> None:
    held = {"C1": ChannelUse(held_until=NOW + 9 * SECOND)}
    waiting = [*wait_in(1, 1, channel="C1"), *wait_in(1, 1, channel="C2", first_id=2)]
    admission = apply_rate_limits(waiting, used_until={}, rate=RATE, limits=ONE_A_SECOND, channel_uses=held, now=NOW)
    assert (admission.admitted, admission.postponed) == ({2: NOW}, {1: NOW + 9 * SECOND})


def test_a_high_rate_is_claimed_ahead_and_what_is_later_comes_back_a_step_before_its_slot() -> None:
    limits = replace(ONE_A_SECOND, ahead=4 * SECOND)
    admission = apply_rate_limits(wait_in(1, 10), used_until={}, rate=RATE, limits=limits, now=NOW)
    slots = [(each - NOW) // SECOND for each in admission.admitted.values()]
    retries = [(each - NOW) // SECOND for each in admission.postponed.values()]
    assert (slots, retries) == ([0, 0, 0, 1, 2, 3, 4], [2, 4, 4])


@given(
    per_minute=st.integers(min_value=1, max_value=600),
    burst=st.integers(min_value=1, max_value=20),
    steps=st.lists(st.integers(min_value=1, max_value=3_000), min_size=20, max_size=80),
)
def test_in_no_minute_more_go_through_than_a_minute_and_a_burst_allow(
    per_minute: int, burst: int, steps: list[int]
) -> None:
    rates = RateLimits(messages_per_minute=per_minute, burst=burst, channel_seconds=1.0, lookups_per_minute=1)
    rate_limits: dict[int, datetime] = {}
    now, went = NOW, []
    for step in steps:
        now += timedelta(milliseconds=step)
        admission = apply_rate_limits(
            wait_in(1, 5), used_until=rate_limits, rate=rates.for_messages, limits=rates, now=now
        )
        rate_limits = dict(admission.used_until)
        went += [now] * len(admission.admitted)
    for start in set(went):
        in_the_minute = [moment for moment in went if start <= moment < start + timedelta(minutes=1)]
        assert len(in_the_minute) <= per_minute + burst


@given(count=st.integers(min_value=1, max_value=60))
def test_whoever_comes_back_at_the_given_place_goes_through(count: int) -> None:
    rate_limits: dict[int, datetime] = {}
    waiting, now = wait_in(1, count), NOW
    for _ in range(count):
        admission = apply_rate_limits(waiting, used_until=rate_limits, rate=RATE, now=now)
        rate_limits = dict(admission.used_until)
        waiting = [item for item in waiting if item.id in admission.postponed]
        if not waiting:
            return
        assert admission.admitted
        now = min(admission.postponed.values())
    raise AssertionError(f"{len(waiting)} never went")
