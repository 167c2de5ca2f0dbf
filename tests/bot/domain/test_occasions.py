"""When the clock makes the bot speak: local mornings, through clock changes, holidays and leap days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.occasions import MORNING_NUDGE, TEAM_SUMMARY, find_next_due, judge_occasion, to_instant

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEW_YORK = ZoneInfo("America/New_York")
HALF_PAST_EIGHT = time(8, 30)
ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Amsterdam", "Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kolkata")
]


def judge(day: date, now: datetime, *, country: str = "NL") -> str:
    return judge_occasion(MORNING_NUDGE, day=day, at=HALF_PAST_EIGHT, zone=AMSTERDAM, country=country, now=now).reason


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 27), 7),  # winter time
        (date(2026, 3, 30), 6),  # the Monday after the clock went forward
        (date(2026, 10, 23), 6),  # summer time
        (date(2026, 10, 26), 7),  # the Monday after the clock went back
    ],
)
def test_half_past_eight_is_half_past_eight_on_both_sides_of_a_clock_change(day: date, utc_hour: int) -> None:
    assert to_instant(day, HALF_PAST_EIGHT, AMSTERDAM) == datetime(
        day.year, day.month, day.day, utc_hour, 30, tzinfo=UTC
    )


def test_an_hour_that_comes_twice_counts_once_and_is_the_first() -> None:
    assert to_instant(date(2026, 10, 25), time(2, 30), AMSTERDAM) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_hour_that_is_skipped_is_an_hour_later() -> None:
    assert to_instant(date(2026, 3, 29), time(2, 30), AMSTERDAM) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@given(
    start=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
)
def test_walking_from_moment_to_moment_meets_every_local_day_exactly_once(
    start: datetime, zone: ZoneInfo, at: time
) -> None:
    moment = start
    days = []
    for _ in range(400):
        moment = find_next_due(after=moment, at=at, zone=zone)
        days.append(moment.astimezone(zone).date())
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


def test_a_nudge_is_due_from_its_minute_until_noon() -> None:
    day = date(2026, 3, 18)
    assert judge(day, to_instant(day, time(8, 29, 59), AMSTERDAM)) == "not_yet"
    assert judge(day, to_instant(day, time(8, 30), AMSTERDAM)) == "due"
    assert judge(day, to_instant(day, time(11, 59, 59), AMSTERDAM)) == "due"
    assert judge(day, to_instant(day, time(12), AMSTERDAM)) == "too_late"


def test_a_summary_is_due_until_eight_in_the_evening() -> None:
    day = date(2026, 3, 18)
    verdict = judge_occasion(
        TEAM_SUMMARY, day=day, at=time(17), zone=AMSTERDAM, country="NL", now=to_instant(day, time(19, 59), AMSTERDAM)
    )
    assert (verdict.is_due, verdict.expires_at) == (True, to_instant(day, time(20), AMSTERDAM))


@pytest.mark.parametrize(
    ("day", "country", "reason"),
    [
        (date(2026, 3, 28), "NL", "weekend"),
        (date(2026, 4, 27), "NL", "holiday: Koningsdag"),
        (date(2026, 4, 27), "BE", "due"),
        (date(2026, 7, 21), "BE", "holiday: Nationale feestdag"),
        (date(2026, 7, 21), "NL", "due"),
        (date(2027, 1, 1), "NL", "holiday: Nieuwjaarsdag"),
        (date(2028, 2, 29), "NL", "due"),
    ],
)
def test_only_working_days_of_the_country_have_a_nudge(day: date, country: str, reason: str) -> None:
    assert judge(day, to_instant(day, time(9), AMSTERDAM), country=country) == reason


def test_a_rep_in_new_york_is_woken_by_the_clock_of_new_york() -> None:
    after = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
    assert find_next_due(after=after, at=HALF_PAST_EIGHT, zone=NEW_YORK) == datetime(2026, 3, 18, 12, 30, tzinfo=UTC)
